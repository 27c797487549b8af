"""A stream with very many records, written in bulk in the form that the server itself gives them.

Every record is what one signed change would have made of it: text, state, entry, place, change row, chain of
entries, digest, count. Only the signatures are one signature: nothing that is measured looks at them.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Table, insert, select

from server.accounts.models import Tenant
from server.clock import new_id, now, stamp
from server.database import Base, writing
from server.exchange.ledger import Ledger
from server.exchange.models import Entry, Placement, RecordRow, StoredChange
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

Rows = tuple[type[Base], list[dict[str, Any]]]


def fill(records: int, install: str, author: str) -> None:
    """Add this many notes to the operation's stream, as the phone `install` would have. Needs an app context."""
    for start in range(0, records, CHUNK):
        with writing() as session:
            tenant = session.scalars(select(Tenant.id)).one()
            ledger = begin_ledger(session, tenant, {STREAM}, now())
            for model, rows in _rows(ledger, range(start, min(start + CHUNK, records)), install, author):
                session.connection().execute(insert(cast("Table", model.__table__)), rows)


def _rows(ledger: Ledger, numbers: range, install: str, author: str) -> Iterator[Rows]:
    """The rows of one chunk; brings the counter row up to date."""
    changes, entries, records, places = [], [], [], []
    for number in numbers:
        change = read_change(_text(ledger, number, install, author), schema=SCHEMA).change
        if change is None:
            raise ValueError("not a change of the protocol")
        state = new_state(change.record, TYPE)
        apply(state, entry_of(change, received_at=ledger.received_at, install_code="7K"), CATALOGUE[TYPE])
        text = record_text(state, CATALOGUE[TYPE], stream=STREAM, version=1)
        counter = ledger.streams[STREAM]
        counter.digest = digest_with(counter.digest, change.record, 1, text_hash(text))
        entry = StreamEntry(
            tenant=ledger.tenant, stream=STREAM, epoch=counter.epoch, seq=counter.last_seq + 1,
            prev=counter.head, change_hash=change.hash, record=change.record, version=1, kind="change",
            received_at=ledger.received_at, digest=counter.digest,
        )  # fmt: skip
        counter.last_seq, counter.head, counter.count = entry.seq, entry.hash, counter.count + 1
        changes.append(change_row(stored(change, base64url(bytes(64)), ledger.received_at, "accepted")))
        entries.append(entry_row(entry))
        records.append(_record_row(ledger.tenant, change.record, state))
        places.append(_place(ledger.tenant, change.record, entry, text))
    yield from ((StoredChange, changes), (Entry, entries), (RecordRow, records), (Placement, places))


def _record_row(tenant: str, record: str, state: dict[str, Any]) -> dict[str, str]:
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    return {"tenant_id": tenant, "id": record, "type": TYPE, "home": STREAM, "state": text}


def _place(tenant: str, record: str, entry: StreamEntry, text: str) -> dict[str, Any]:
    place = Place(STREAM, 1, entry.seq, text, text_hash(text), left=False)
    return place_row(tenant, record, place)


def _text(ledger: Ledger, number: int, install: str, author: str) -> str:
    """A note's change; its chain is its own, because nobody walks it here."""
    return write_change(
        {
            "id": new_id(ledger.at), "tenant": ledger.tenant, "stream": STREAM, "install": install,
            "author": author, "dseq": number + 1, "prev": None, "type": TYPE, "record": str(uuid.uuid4()),
            "op": "create", "base": None, "after": None,
            "set": {"kind": "note", "happened_at": "2026-11-22T02:14:05+00:00", "words": f"Quiet, round {number}"},
            "resolves": [], "seen": None,
            "at": {"wall": stamp(ledger.at)[:19] + "+00:00", "monotonic": number, "session": install},
            "schema": SCHEMA, "app": "measured", "salt": "A" * 22, "reason": None,
        }
    )  # fmt: skip
