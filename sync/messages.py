"""What the server says, byte for byte: record texts, entry hashes, digests, receipts (PROTOCOL 6 to 9, 12)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync import view
from sync.fields import RecordType
from sync.merge import RecordState
from sync.strict import hashed_array

EMPTY_DIGEST = "0" * 64
_MODULUS = 1 << 256

WRITER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
"""How texts and states are written. Made once: `json.dumps` makes another each time."""


@dataclass(frozen=True, slots=True)
class StreamEntry:
    """One entry of a stream's ledger (PROTOCOL section 6). `digest` is the stream's after it."""

    tenant: str
    stream: str
    epoch: int
    seq: int
    prev: str | None
    change_hash: str | None
    record: str
    version: int
    kind: str
    received_at: str
    digest: str
    hash: str = field(init=False)
    """What the next entry names as `prev`, and a device as `head`."""

    def __post_init__(self) -> None:
        """Work out the hash, which is asked for more than once."""
        array = [
            self.tenant,
            self.stream,
            self.epoch,
            self.seq,
            self.prev,
            self.change_hash,
            self.record,
            self.version,
            self.kind,
            self.received_at,
            self.digest,
        ]
        object.__setattr__(self, "hash", _sha256("lantern-entry-v1\n" + hashed_array(array)))


def record_text(
    state: RecordState,
    record_type: RecordType | None,
    *,
    stream: str,
    version: int,
    incomplete: Iterable[str] = (),
    reader: view.Reader = view.HOME,
    at_home: Mapping[str, Any] | None = None,
    fields_at_home: Mapping[str, Any] | None = None,
) -> str:
    """The text of a record in one stream (PROTOCOL section 7): one line, stored and sent as it is.

    incomplete: fields that are missing although the record is final. at_home: what `view.values_of`
    says to readers of the home stream, where it is known already; fields_at_home: the fields that it gives them.
    """
    last = view.last_change_of(state)
    at_home = view.values_of(state, record_type) if at_home is None else at_home
    if reader.stream is not None:
        fields = view.fields_from(view.values_of(state, record_type, reader), record_type)
    else:
        fields = view.fields_from(at_home, record_type) if fields_at_home is None else dict(fields_at_home)
    flags = view.flags_of(state, record_type, reader)
    flags += [{"code": "incomplete", "change": last, "field": name} for name in incomplete]
    text = {
        "record": state["record"],
        "type": state["type"],
        "stream": stream,
        "version": version,
        "last_change": last,
        "created": view.created_of(state, reader),
        "changed": view.changed_of(state, reader),
        "fields": fields,
        "clashes": view.clashes_of(state, record_type, reader),
        "late": view.late_of(state, reader),
        "flags": flags,
        "history": view.history_of(state, record_type, reader, at_home),
    }
    erased = view.erased_of(state, record_type)
    if erased:
        text["erased"] = erased
    if "linked" in state and reader.stream is None:
        text["linked"] = state["linked"]
    return WRITER.encode(text)


def text_hash(text: str) -> str:
    """SHA-256 of a record's text as sent."""
    return _sha256(text)


def digest_with(digest: str, record: str, version: int, text_hash: str) -> str:
    """The stream's digest after a record's text has joined it."""
    return _sum(digest, _share(record, version, text_hash))


def digest_without(digest: str, record: str, version: int, text_hash: str) -> str:
    """The stream's digest after a record's text has gone from it."""
    return _sum(digest, -_share(record, version, text_hash))


def receipt_bytes(array: list[Any]) -> bytes:
    """What a receipt's signature is over. array: [kid, tenant, change hash, verdict, received_at,
    stream, epoch, seq, head], the last four null outside the streams that the author reads.
    """
    return ("lantern-receipt-v1\n" + hashed_array(array)).encode()


def cursor_bytes(array: list[Any]) -> bytes:
    """What the signature of a `complete` line's cursor is over. array: [kid, tenant, stream, epoch, seq, head]."""
    return ("lantern-cursor-v1\n" + hashed_array(array)).encode()


def dropped_bytes(tenant: str, install: str, stream: str, epoch: int, grant: int) -> bytes:
    """What the signature of a `dropped` line is over. grant: the version of the grant that ended."""
    return hashed_array(["lantern-dropped-v1", tenant, install, stream, epoch, grant]).encode()


def sealing_data(kid: str, tenant: str, install: str, place: int | str) -> bytes:
    """Associated data of what is sealed to the server. place: a change's `dseq`, `note_place` or `file_place`."""
    return hashed_array([kid, tenant, install, place]).encode()


def note_place(note: str) -> str:
    """Where an unsigned note stands instead of a `dseq` (PROTOCOL section 17)."""
    return f"note/{note}"


def file_place(file: str) -> str:
    """Where a sealed file stands instead of a `dseq` (PROTOCOL section 25). file: its random id on its phone."""
    return f"file/{file}"


def stored_bytes(array: list[Any]) -> bytes:
    """What the receipt of a sealed copy is over. array: [kid, tenant, install, `dseq`, `note_place` or
    `file_place`, SHA-256 of the sealed text, received_at].
    """
    return ("lantern-stored-v1\n" + hashed_array(array)).encode()


def key_link_bytes(tenant: str, purpose: str, kid: str, public_key: str, previous: str) -> bytes:
    """What the key before signs of its successor. purpose: `receipt` or `sealing`; previous: its kid."""
    return hashed_array(["lantern-key-v1", tenant, purpose, kid, public_key, previous]).encode()


def request_bytes(method: str, path: str, body_hash: str, nonce: str) -> bytes:
    """What an install signs that asks by its key alone. body_hash: of the unpacked body, or empty."""
    return hashed_array(["lantern-request-v1", method, path, body_hash, nonce]).encode()


def _share(record: str, version: int, text_hash: str) -> int:
    return int(_sha256(hashed_array([record, version, text_hash])), 16)


def _sum(digest: str, share: int) -> str:
    return f"{(int(digest, 16) + share) % _MODULUS:064x}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
