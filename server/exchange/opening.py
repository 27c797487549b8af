"""Opening what was sealed to the server's key (PROTOCOL sections 12 and 17). No database, no clock."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.accounts.signatures import is_signed
from sync.changes import UUID, from_base64url, signed_bytes
from sync.messages import note_place, sealing_data
from sync.strict import has_lone_surrogate

POINT_BYTES = 65
IV_BYTES = 12
NOTE_BYTES_MAX = 65_536

PrivateKeys: TypeAlias = Mapping[str, ec.EllipticCurvePrivateKey]


class Apart(Exception):
    """A sealed thing that must be kept apart. code: of the catalogue of problems."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Copy:
    """A sealed copy of a change (place: its `dseq`) or an unsigned note (place: `note/<id>`)."""

    kid: str
    install: str
    place: int | str
    sealed: str

    @property
    def note(self) -> str | None:
        """The note's id, None for a change."""
        return self.place.removeprefix("note/") if isinstance(self.place, str) else None


def read_copy(value: Any) -> Copy:
    """A sealed thing of the wire. Raises Apart `sealed_malformed`."""
    if not isinstance(value, dict) or not all(
        isinstance(value.get(key), str) for key in ("kid", "install", "sealed")
    ):
        raise Apart("sealed_malformed")
    dseq, note = value.get("dseq"), value.get("note")
    if set(value) == {"kid", "install", "dseq", "sealed"} and type(dseq) is int and 0 < dseq < 2**53:
        place: int | str = dseq
    elif set(value) == {"kid", "install", "note", "sealed"} and _is_uuid(note):
        place = note_place(str(note))
    else:
        raise Apart("sealed_malformed")
    if not _is_uuid(value["install"]) or len(value["kid"]) > 16:
        raise Apart("sealed_malformed")
    return Copy(value["kid"], value["install"], place, value["sealed"])


def open_copy(copy: Copy, tenant: str, keys: PrivateKeys) -> bytes:
    """The plain text inside, without its padding. Raises Apart `sealing_key_unknown` or `sealed_unreadable`."""
    key = keys.get(copy.kid)
    if key is None:
        raise Apart("sealing_key_unknown")
    try:
        raw = from_base64url(copy.sealed)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[:POINT_BYTES])
        secret = key.exchange(ec.ECDH(), point)
        once = HKDF(SHA256(), 32, salt=None, info=b"lantern-seal-v1").derive(secret)
        iv, ciphertext = raw[POINT_BYTES : POINT_BYTES + IV_BYTES], raw[POINT_BYTES + IV_BYTES :]
        bound = sealing_data(copy.kid, tenant, copy.install, copy.place)
        return AESGCM(once).decrypt(iv, ciphertext, bound).rstrip(b" ")
    except (ValueError, InvalidTag) as error:
        raise Apart("sealed_unreadable") from error


def read_envelope(plain: bytes, copy: Copy, public_key: str) -> list[str]:
    """The envelope of a change that its own install signed; only that is judged in the install's name.

    Raises Apart: `sealed_mismatch` for something else than it says to be, `signature_wrong`.
    """
    envelope = _json(plain)
    if not (isinstance(envelope, list) and len(envelope) == 2 and all(isinstance(x, str) for x in envelope)):
        raise Apart("sealed_mismatch")
    text, signature = envelope
    if has_lone_surrogate(text) or not is_signed(signed_bytes(text), signature, public_key):
        raise Apart("signature_wrong")
    change = _json(text.encode())
    if isinstance(change, dict) and (change.get("install"), change.get("dseq")) != (copy.install, copy.place):
        raise Apart("sealed_mismatch")
    return [text, signature]


def read_note(plain: bytes) -> dict[str, Any]:
    """The content of an unsigned note. Raises Apart `sealed_mismatch`."""
    note = _json(plain) if len(plain) <= NOTE_BYTES_MAX else None
    if not isinstance(note, dict) or set(note) != {"kind", "type", "record", "stream", "at", "values"}:
        raise Apart("sealed_mismatch")
    record, stream = note["record"], note["stream"]
    right = (
        note["kind"] in ("draft", "capture")
        and _is_text(note["type"], 60)
        and _is_text(note["at"], 40)
        and (record is None or _is_uuid(record))
        and (stream is None or _is_text(stream, 100))
        and isinstance(note["values"], dict)
    )
    if not right:
        raise Apart("sealed_mismatch")
    return note


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _is_uuid(value: Any) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def _is_text(value: Any, limit: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= limit and "\0" not in value
