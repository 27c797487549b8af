"""The unit of work of one writing transaction: locked streams, records in hand, entries to come.

The counter rows are locked by the transaction's first statement, in the order of their names; only
then is anything else read. A stream that turns out to be missing from the set raises `Widen`: the
transaction is rolled back and begun again with it. Everything is written by `flush`, in bulk.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.alarms.service import raise_alarms
from server.clock import local_date, stamp
from server.database import Base, among
from server.exchange.bulk import insert_rows
from server.exchange.epochs import FIRST_EPOCH, VERDICTS_LEAP, hold_epoch
from server.exchange.held import Held
from server.exchange.locked import (
    ChainInHand,
    StreamInHand,
    lock_chain,
    lock_streams,
    write_chains,
    write_streams,
)
from server.exchange.models import Entry, Link, Placement, RecordRow, StoredChange, Stream
from server.exchange.rows import (
    PLACE_COLUMNS,
    Counting,
    NewChange,
    Place,
    change_row,
    entry_row,
    has_links,
    links_of,
    place_of,
    place_row,
)
from sync.checks import missing_for_final
from sync.horizon import home_of
from sync.messages import (
    EMPTY_DIGEST,
    WRITER,
    StreamEntry,
    digest_with,
    digest_without,
    record_text,
    text_hash,
)
from sync.view import HOME, Reader

# Written once: building a statement takes longer than SQLite needs for it.
_TENANT: BindParameter[Any] = bindparam("tenant")
_PLACES = (
    select(
        RecordRow.id, RecordRow.type, RecordRow.home, RecordRow.state,
        *(getattr(Placement, name) for name in PLACE_COLUMNS),
    )
    .outerjoin(Placement, (Placement.tenant_id == RecordRow.tenant_id) & (Placement.record_id == RecordRow.id))
    .where(RecordRow.tenant_id == _TENANT, among(RecordRow.id, "records"))
)  # fmt: skip
_WHERE = select(Placement.record_id, Placement.stream).where(
    Placement.tenant_id == _TENANT, among(Placement.record_id, "records")
)
_NAMING = select(Link.target_id, Link.source_id).where(
    Link.tenant_id == _TENANT, among(Link.target_id, "targets"), Link.key.startswith(bindparam("key"))
)
_NEW_STATE = (
    update(RecordRow)
    .where(RecordRow.tenant_id == bindparam("b_tenant"), RecordRow.id == bindparam("b_id"))
    .values(state=bindparam("b_state"))
)
_NO_LINKS = delete(Link).where(Link.tenant_id == _TENANT, among(Link.source_id, "sources"))


class Widen(Exception):
    """A stream that must be locked was not. `names`: what the next attempt has to lock too."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__(f"{len(self.names)} more")


class Ledger:
    """One writing transaction over the streams of one tenant."""

    def __init__(self, session: Session, tenant: str, names: Iterable[str], at: datetime) -> None:
        """Lock these streams. Raises Widen when one of them has no counter row yet."""
        self.session = session
        self.tenant = tenant
        self.at = at
        self.received_at = stamp(at)
        self.streams = self._lock(names)
        self.records: dict[str, Held | None] = {}
        self.alarms: Counter[tuple[str, str]] = Counter()
        self.dangling: dict[str, set[str]] = {}
        self._looked_up: set[str] = set()
        self._named: dict[tuple[str, str], set[str]] = {}
        self._chains: dict[str, ChainInHand] = {}
        self._entries: list[dict[str, Any]] = []
        self._changes: dict[str, NewChange] = {}

    def require(self, names: Iterable[str]) -> None:
        """Make sure that these streams are locked. Raises Widen otherwise."""
        missing = set(names) - self.streams.keys()
        if missing:
            raise Widen(missing)

    def load(self, ids: Iterable[str]) -> None:
        """Take these records in hand, in one read."""
        wanted = sorted(set(ids) - self.records.keys())
        if not wanted:
            return
        self.records.update(dict.fromkeys(wanted))
        rows = self.session.connection().execute(_PLACES, {"tenant": self.tenant, "records": wanted})
        for record, record_type, home, state, *place in rows:
            held = self.records[record]
            if held is None:
                held = self.records[record] = Held.stored(record, record_type, home, json.loads(state))
            if place[0] is not None:
                held.places[place[0]] = place_of(place)

    def load_dangling(self, ids: Iterable[str]) -> None:
        """Find out who names these records that are about to be made: `dangling`, target → sources."""
        wanted = sorted(set(ids) - self._looked_up)
        self._looked_up.update(wanted)
        if wanted:
            given = {"tenant": self.tenant, "targets": wanted, "key": ""}
            for target, source in self.session.connection().execute(_NAMING, given):
                self.dangling.setdefault(target, set()).add(source)

    def sources(self, targets: Iterable[str], key: str) -> set[str]:
        """Who named one of these records when this transaction began, in a field whose key begins with `key`. What it
        changes since is in hand. Read once for each target.
        """
        wanted = set(targets)
        unknown = [each for each in wanted if (each, key) not in self._named]
        if unknown:
            self._named.update({(each, key): set() for each in unknown})
            given = {"tenant": self.tenant, "targets": unknown, "key": key}
            for target, source in self.session.connection().execute(_NAMING, given):
                self._named[target, key].add(source)
        return {source for each in wanted for source in self._named[each, key]}

    def record(self, record: str) -> Held | None:
        """A record in hand, read when it is not yet; None when there is none."""
        if record not in self.records:
            self.load([record])
        return self.records[record]

    def begin_record(self, record: str, record_type: str, home: str) -> Held:
        """A record that its first change is making now."""
        held = Held.begun(record, record_type, home)
        self.records[record] = held
        return held

    def chain(self, install: str) -> ChainInHand:
        """The chain of an install, locked; begun when this is its first change."""
        if install not in self._chains:
            chain = lock_chain(self.session.connection(), self.tenant, install)
            if chain is None:
                epoch = max((each.epoch for each in self.streams.values()), default=FIRST_EPOCH)
                chain = ChainInHand(install, 0, None, VERDICTS_LEAP * (epoch - FIRST_EPOCH))
            self._chains[install] = chain
        return self._chains[install]

    def keep(self, change: NewChange) -> Counting:
        """Store a change with everything else; until then its row may still be changed.

        One that waits or was refused is asked for by later changes: its row is in the session at once.
        """
        if change.waits_for is None and change.verdict != "refused":
            self._changes[change.id] = change
            return change
        row = StoredChange(**change_row(change))
        self.session.add(row)
        return row

    def change(self, change: str) -> Counting | None:
        """The row of a change, whether it is written already or not."""
        return self._changes.get(change) or self.session.get(StoredChange, (self.tenant, change))

    def write(self, held: Held, stream: str, kind: str, change_hash: str | None = None) -> StreamEntry:
        """Add an entry about a record to a stream and bring its text and the digest up to date."""
        self.require([stream])
        counter = self.streams[stream]
        place = held.places.setdefault(stream, Place(stream))
        digest, count = counter.digest, counter.count
        if not place.left:
            digest = digest_without(digest, held.id, place.version, place.text_hash)
            count -= 1
        place.version += 1
        place.left = kind == "leave"
        place.text = "" if place.left else self.text_of(held, place)
        place.text_hash = "" if place.left else text_hash(place.text)
        if not place.left:
            digest = digest_with(digest, held.id, place.version, place.text_hash)
            count += 1
        entry = StreamEntry(
            tenant=self.tenant,
            stream=stream,
            epoch=counter.epoch,
            seq=counter.last_seq + 1,
            prev=counter.head,
            change_hash=change_hash,
            record=held.id,
            version=place.version,
            kind=kind,
            received_at=self.received_at,
            digest=digest,
        )
        place.seq, place.is_dirty, held.is_dirty = entry.seq, True, True
        counter.last_seq, counter.head = entry.seq, entry.hash
        counter.digest, counter.count, counter.is_dirty = digest, count, True
        self._entries.append(entry_row(entry))
        return entry

    def flush(self) -> None:
        """Write everything that has come together."""
        self.session.flush()
        connection = self.session.connection()
        write_streams(connection, self.tenant, self.streams.values())
        write_chains(connection, self.tenant, self._chains.values())
        raise_alarms(self.session, self.tenant, self.alarms, self.at)
        self.alarms.clear()
        self._insert(StoredChange, [change_row(each) for each in self._changes.values()])
        self._insert(Entry, self._entries)
        dirty = [held for held in self.records.values() if held is not None and held.is_dirty]
        self._write_records(dirty)
        self._write_places(dirty)
        self._write_links(dirty)
        self._entries, self._changes = [], {}
        for held in dirty:
            held.is_dirty = held.is_new = False

    def _insert(self, model: type[Base], rows: list[dict[str, Any]]) -> None:
        """Add rows in bulk, past the session: it would look at each of them."""
        if rows:
            insert_rows(self.session.connection(), model, rows)

    def _lock(self, names: Iterable[str]) -> dict[str, StreamInHand]:
        wanted = set(names)
        locked = lock_streams(self.session.connection(), self.tenant, wanted)
        if len(locked) < len(wanted):
            raise Widen(wanted - locked.keys())
        return locked

    def text_of(self, held: Held, place: Place) -> str:
        """What the record's text in this stream says as of its version there."""
        home = home_of(place.stream) == held.home
        incomplete: list[str] = []
        if home and held.declared is not None and held.state["next"]:
            incomplete = missing_for_final(held.declared, held.fields, {"today": local_date(self.at)})
        return record_text(
            held.state,
            held.declared,
            stream=place.stream,
            version=place.version,
            incomplete=incomplete,
            reader=HOME if home else Reader(place.stream, place.since),
            at_home=held.values,
            fields_at_home=held.fields,
        )

    def _write_records(self, dirty: list[Held]) -> None:
        new: list[dict[str, str]] = []
        changed: list[dict[str, str]] = []
        for held in dirty:
            state = WRITER.encode(held.state)
            if held.is_new:
                new.append(
                    {
                        "tenant_id": self.tenant, "id": held.id, "type": held.type, "home": held.home,
                        "state": state,
                    }
                )  # fmt: skip
            else:
                changed.append({"b_tenant": self.tenant, "b_id": held.id, "b_state": state})
        self._insert(RecordRow, new)
        if changed:
            self.session.connection().execute(_NEW_STATE, changed)

    def _write_places(self, dirty: list[Held]) -> None:
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for held in dirty:
            for place in held.places.values():
                if place.is_dirty:
                    (new if place.is_new else changed).append(place_row(self.tenant, held.id, place))
                    place.is_new = place.is_dirty = False
        self._insert(Placement, new)
        if changed:
            self.session.execute(update(Placement), changed)

    def _write_links(self, dirty: list[Held]) -> None:
        rows = [
            {"tenant_id": self.tenant, "source_id": held.id, "key": key, "target_id": target}
            for held in dirty
            for key, target in links_of(held.declared, held.fields)
        ]
        old = [held.id for held in dirty if not held.is_new and has_links(held.declared)]
        if old:
            self.session.connection().execute(_NO_LINKS, {"tenant": self.tenant, "sources": old})
        self._insert(Link, rows)


def begin_streams(session: Session, tenant: str, names: Iterable[str]) -> None:
    """Make the counter rows that are missing; harmless when somebody else makes them too."""
    wanted = sorted(set(names))
    if not wanted:
        return
    epoch = hold_epoch(session, tenant)
    rows = [
        {
            "tenant_id": tenant, "name": name, "epoch": epoch, "last_seq": 0, "head": None,
            "digest": EMPTY_DIGEST, "count": 0,
        }
        for name in wanted
    ]  # fmt: skip
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    session.execute(dialect.insert(Stream).on_conflict_do_nothing(), rows)


def places_of(session: Session, tenant: str, records: Collection[str]) -> list[tuple[str, str]]:
    """(record, stream) of all placements of these records, standing or left: a hint before locking."""
    rows = session.connection().execute(_WHERE, {"tenant": tenant, "records": records})
    return [(record, stream) for record, stream in rows]
