"""A stream with very many records, written in bulk in the form that the server itself gives them.

The first `MADE` records are what one signed change each would have made of them: text, state, entry, place, change
row, chain of entries, digest, count; only their signatures are one signature. The database itself then copies their
rows under other ids and numbers (`_copy`): a million in minutes. Of a copy the texts, sizes, ids, numbers and indexes
are those of a record of its own; its hashes are names and no hashes, and the stream's digest is that of the first
`MADE`. Nothing that is measured with so many records looks at those.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, func, insert, literal, select, text, update

from server.accounts.models import Tenant
from server.clock import new_id, now, stamp
from server.database import Base, db, is_sqlite, writing
from server.exchange.ledger import Ledger
from server.exchange.models import Entry, Placement, RecordRow, StoredChange, Stream
from server.exchange.rows import Place, change_row, entry_row, place_row
from server.exchange.storing import stored
from server.exchange.system import begin_ledger
from sync.changes import base64url, read_change, write_change
from sync.merge import apply, entry_of, new_state
from sync.messages import StreamEntry, digest_with, record_text, text_hash
from sync.records.catalogue import CATALOGUE, SCHEMA

STREAM = "op/harbour"
TYPE = "sighting"
CHUNK = 5_000

MADE = 10_000
"""Records that are made one by one; more than these are copies."""

PREFIX = 4
"""Characters at the front of an id or hash that tell a copy from what it was copied from."""

Rows = tuple[type[Base], list[dict[str, Any]]]


def fill(records: int, install: str, author: str) -> None:
    """Fill the operation's empty stream with this many notes, as the phone `install` would have sent them.

    records: at most `MADE`, or a multiple of it. Needs an app context.
    """
    for start in range(0, min(records, MADE), CHUNK):
        with writing() as session:
            tenant = session.scalars(select(Tenant.id)).one()
            ledger = begin_ledger(session, tenant, {STREAM}, now())
            numbers = range(start, min(start + CHUNK, MADE, records))
            for model, rows in _rows(ledger, numbers, install, author):
                session.connection().execute(insert(cast("Table", model.__table__)), rows)
            ledger.flush()
    for number in range(1, records // MADE):
        _copy(number)
    _settle()


def _copy(number: int) -> None:
    """Copy the rows that were made: each id gets a front of its own, each number goes on by `MADE`."""
    front, by = f"{number:0{PREFIX}x}", number * MADE

    def other(column: Any) -> ColumnElement[str]:
        return literal(front) + func.substr(column, PREFIX + 1)

    copies: dict[type[Base], dict[str, Any]] = {
        StoredChange: {
            "id": other(StoredChange.id), "hash": other(StoredChange.hash), "dseq": StoredChange.dseq + by,
            "record_id": other(StoredChange.record_id),
        },
        Entry: {
            "seq": Entry.seq + by, "prev": other(Entry.prev), "hash": other(Entry.hash),
            "change_hash": other(Entry.change_hash), "record_id": other(Entry.record_id),
        },
        RecordRow: {
            "id": other(RecordRow.id), "state": func.replace(RecordRow.state, RecordRow.id, other(RecordRow.id)),
        },
        Placement: {
            "record_id": other(Placement.record_id), "seq": Placement.seq + by,
            "text": func.replace(Placement.text, Placement.record_id, other(Placement.record_id)),
        },
    }  # fmt: skip
    made: dict[type[Base], ColumnElement[bool]] = {
        StoredChange: (StoredChange.stream == STREAM) & (StoredChange.dseq <= MADE),
        Entry: (Entry.stream == STREAM) & (Entry.seq <= MADE),
        Placement: (Placement.stream == STREAM) & (Placement.seq <= MADE),
    }
    made[RecordRow] = RecordRow.id.in_(select(Placement.record_id).where(made[Placement]))
    with writing() as session:
        for model, changed in copies.items():
            table = cast("Table", model.__table__)
            taken = select(*(changed.get(each.name, each) for each in table.columns)).where(made[model])
            session.execute(insert(table).from_select(list(table.columns), taken))
        more = {"last_seq": Stream.last_seq + MADE, "head": other(Stream.head), "count": Stream.count + MADE}
        session.execute(update(Stream).where(Stream.name == STREAM).values(more))


def _settle() -> None:
    """What a database does by itself in quieter hours, so that it is not measured with the first request."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if is_sqlite(connection):
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            connection.execute(text("VACUUM ANALYZE"))
            connection.execute(text("CHECKPOINT"))


def _rows(ledger: Ledger, numbers: range, install: str, author: str) -> Iterator[Rows]:
    """The rows of one chunk; brings the counter row up to date."""
    changes, entries, records, places = [], [], [], []
    for number in numbers:
        change = read_change(_text(ledger, number, install, author), schema=SCHEMA).change
        if change is None:
            raise ValueError("not a change of the protocol")
        state = new_state(change.record, TYPE)
        apply(state, entry_of(change, received_at=ledger.received_at, install_code="7K"), CATALOGUE[TYPE])
        shown = record_text(state, CATALOGUE[TYPE], stream=STREAM, version=1)
        counter = ledger.streams[STREAM]
        counter.digest = digest_with(counter.digest, change.record, 1, text_hash(shown))
        entry = StreamEntry(
            tenant=ledger.tenant, stream=STREAM, epoch=counter.epoch, seq=counter.last_seq + 1,
            prev=counter.head, change_hash=change.hash, record=change.record, version=1, kind="change",
            received_at=ledger.received_at, digest=counter.digest,
        )  # fmt: skip
        counter.last_seq, counter.head, counter.count = entry.seq, entry.hash, counter.count + 1
        counter.is_dirty = True
        changes.append(change_row(stored(change, base64url(bytes(64)), ledger.received_at, "accepted")))
        entries.append(entry_row(entry))
        records.append(_record_row(ledger.tenant, change.record, state))
        places.append(_place(ledger.tenant, change.record, entry, shown))
    yield from ((StoredChange, changes), (Entry, entries), (RecordRow, records), (Placement, places))


def _record_row(tenant: str, record: str, state: dict[str, Any]) -> dict[str, str]:
    kept = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    return {"tenant_id": tenant, "id": record, "type": TYPE, "home": STREAM, "state": kept}


def _place(tenant: str, record: str, entry: StreamEntry, shown: str) -> dict[str, Any]:
    place = Place(STREAM, 1, entry.seq, shown, text_hash(shown), left=False)
    return place_row(tenant, record, place)


def _text(ledger: Ledger, number: int, install: str, author: str) -> str:
    """A note's change; its chain is its own, because nobody walks it here."""
    return write_change(
        {
            "id": new_id(ledger.at), "tenant": ledger.tenant, "stream": STREAM, "install": install,
            "author": author, "dseq": number + 1, "prev": None, "type": TYPE,
            "record": "f" * PREFIX + str(uuid.uuid4())[PREFIX:],  # A front that no copy gets.
            "op": "create", "base": None, "after": None,
            "set": {"kind": "note", "happened_at": "2026-11-22T02:14:05+00:00", "words": f"Quiet, round {number}"},
            "resolves": [], "seen": None,
            "at": {"wall": stamp(ledger.at)[:19] + "+00:00", "monotonic": number, "session": install},
            "schema": SCHEMA, "app": "measured", "salt": "A" * 22, "reason": None,
        }
    )  # fmt: skip
