"""Checkpoints as they are written: C2SP signed notes of the form tlog-checkpoint (PROTOCOL section 23).

Text only: who signs and who checks the signatures is the caller's affair. A note may bear more signatures than
the server's; a second party may add its own without anything here changing.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from sync.strict import hashed_array

SPKI_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
"""What stands before the point of 65 bytes when a P-256 key is written as SubjectPublicKeyInfo (RFC 5480)."""

_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line. key_id: 4 bytes; signature: for the server's key DER of ECDSA over SHA-256."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class SignedNote:
    """text: what is signed, its last line break included."""

    text: str
    signatures: tuple[NoteSignature, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says: the log of `origin` has `size` leaves under `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin(tenant: str) -> str:
    """The name of a tenant's log, and of the key that signs its checkpoints."""
    return f"lantern/{tenant}"


def key_id(point: bytes) -> bytes:
    """The id of a P-256 key in a note: 4 bytes. point: uncompressed, 65 bytes."""
    return hashlib.sha256(SPKI_PREFIX + point).digest()[:4]


def signed_note(text: str, *signatures: NoteSignature) -> str:
    """A text with its signature lines."""
    lines = [
        f"— {each.name} {base64.b64encode(each.key_id + each.signature).decode()}\n" for each in signatures
    ]
    return f"{text}\n{''.join(lines)}"


def read_note(note: str) -> SignedNote:
    """The parts of a note. Raises ValueError for what is none."""
    text, parted, rest = note.rpartition("\n\n")
    lines = rest.split("\n")
    if not parted or not rest or lines.pop() != "" or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise ValueError("not a signed note")
    return SignedNote(text + "\n", tuple(_signature(line) for line in lines))


def read_checkpoint(text: str) -> Checkpoint:
    """What the text of a note says. Raises ValueError when it is no checkpoint; further lines are ignored."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or "" in lines[:-1] or not _SIZE.fullmatch(lines[1]):
        raise ValueError("not a checkpoint")
    root = _bytes(lines[2])
    if len(root) != 32:
        raise ValueError("not a checkpoint")
    return Checkpoint(lines[0], int(lines[1]), root)


def tree_leaf(tenant: str, stream: str, epoch: int, size: int, root: bytes) -> bytes:
    """A leaf of the log: that the first `size` entries of a stream have this root."""
    return ("lantern-tree-v1\n" + hashed_array([tenant, stream, epoch, size, root.hex()])).encode()


def _signature(line: str) -> NoteSignature:
    found = _SIGNATURE.fullmatch(line)
    data = b"" if found is None else _bytes(found[2])
    if found is None or len(data) < 5:
        raise ValueError("not a signature line")
    return NoteSignature(found[1], data[:4], data[4:])


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
