"""All that is stored about one record, as plain values that go to another process."""

from typing import NamedTuple


class ChangeCase(NamedTuple):
    """A row of `change`, its install's public key at the end. See `StoredChange`."""

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
    reader_stream: str | None
    reader_epoch: int | None
    reader_seq: int | None
    reader_head: str | None
    verdict_seq: int


class EntryCase(NamedTuple):
    """A row of `entry`. See `Entry`."""

    stream: str
    seq: int
    epoch: int
    hash: str
    change_hash: str | None
    record_id: str
    version: int
    kind: str
    received_at: str


class PlaceCase(NamedTuple):
    """A row of `placement`. See `Placement`."""

    stream: str
    record_id: str
    version: int
    seq: int
    text: str
    text_hash: str
    since: int
    left: bool


class RecordCase(NamedTuple):
    """One record. type, home, state: None when its row is missing. keys: install → public key.

    erased: hashes of changes whose words were destroyed for good. blind: (author, stream) of those who could at some
    time only write there. judged_before: `rerendering.judged_before`.
    """

    tenant: str
    record: str
    type: str | None
    home: str | None
    state: str | None
    changes: tuple[ChangeCase, ...]
    entries: tuple[EntryCase, ...]
    places: tuple[PlaceCase, ...]
    keys: dict[str, str]
    erased: frozenset[str]
    blind: frozenset[tuple[str, str]]
    judged_before: str | None
