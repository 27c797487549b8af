"""Rows of the ledger from what is in hand, and back: changes, placements, entries, links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from server.exchange.models import StoredChange
from sync.fields import RecordType
from sync.messages import StreamEntry


@dataclass(slots=True)
class Place:
    """A record in one stream, as it will be written. See `Placement`."""

    stream: str
    version: int = 0
    seq: int = 0
    text: str = ""
    text_hash: str = ""
    since: int = 0
    left: bool = True
    notice: str | None = None
    ground: str | None = None
    until: str | None = None
    is_new: bool = True
    is_dirty: bool = False


@dataclass(slots=True)
class NewChange:
    """A change that counts, as it will be written. See `StoredChange`, whose attributes it has."""

    tenant_id: str
    id: str
    hash: str
    text: bytes
    signature: str
    install_id: str
    author_id: str
    dseq: int
    type: str
    op: str
    record_id: str
    stream: str
    received_at: str
    verdict: str
    fields: str
    problems: str
    waits_for: str | None
    missing_prev: str | None
    verdict_seq: int = 0
    reader_stream: str | None = None
    reader_epoch: int | None = None
    reader_seq: int | None = None
    reader_head: str | None = None


Counting = NewChange | StoredChange
"""A change that counts, written in this transaction or before."""

_CHANGE = [each.name for each in fields(NewChange)]


def show(change: Counting, entry: StreamEntry | None) -> None:
    """Note where its author reads a change: the entry of the author's own stream, None for nowhere."""
    if entry is not None:
        change.reader_stream, change.reader_epoch = entry.stream, entry.epoch
        change.reader_seq, change.reader_head = entry.seq, entry.hash


def change_row(change: NewChange) -> dict[str, Any]:
    """A change as it is stored."""
    return {name: getattr(change, name) for name in _CHANGE}


def links_of(declared: RecordType | None, fields: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(key, target) of every record that these fields name."""
    found: set[tuple[str, str]] = set()
    if declared is None:
        return found
    for name in declared.naming:
        each, value = declared.by_name[name], fields.get(name)
        if each.kind == "record" and isinstance(value, str):
            found.add((each.name, value))
        elif each.kind == "records" and isinstance(value, list):
            found.update((each.name, target) for target in value if isinstance(target, str))
        elif each.kind == "repeated" and isinstance(value, list):
            names = [part.name for part in each.parts if part.kind == "record"]
            found.update(
                (f"{each.name}/{element['element']}/{name}", element[name])
                for element in value
                for name in names
                if isinstance(element.get(name), str)
            )
    return found


def has_links(declared: RecordType | None) -> bool:
    """Whether records of this type can name others."""
    return declared is not None and bool(declared.naming)


PLACE_COLUMNS = (
    "stream", "version", "seq", "text", "text_hash", "since", "left", "notice", "ground", "until"
)  # fmt: skip
"""What `place_of` reads of a placement."""


def place_of(columns: Sequence[Any]) -> Place:
    """A placement in hand, from its `PLACE_COLUMNS`."""
    place = Place(*columns)
    place.is_new = False
    return place


def place_row(tenant: str, record: str, place: Place) -> dict[str, Any]:
    """A placement as it is stored."""
    return {
        "tenant_id": tenant,
        "stream": place.stream,
        "record_id": record,
        "version": place.version,
        "seq": place.seq,
        "text": place.text,
        "text_hash": place.text_hash,
        "since": place.since,
        "left": place.left,
        "notice": place.notice,
        "ground": place.ground,
        "until": place.until,
    }


def entry_row(entry: StreamEntry) -> dict[str, Any]:
    """An entry as it is stored."""
    return {
        "tenant_id": entry.tenant,
        "stream": entry.stream,
        "seq": entry.seq,
        "epoch": entry.epoch,
        "prev": entry.prev,
        "hash": entry.hash,
        "change_hash": entry.change_hash,
        "record_id": entry.record,
        "version": entry.version,
        "kind": entry.kind,
        "received_at": entry.received_at,
        "digest": entry.digest,
    }
