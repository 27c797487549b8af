"""Destroying the words of changes, in one transaction: rows, records, texts, what was derived (PROTOCOL 19).

What stays is what the chain needs: ids, hashes, numbers, times, verdicts. A record is folded again without
what was erased (`sync/refold.py`) and written anew to every stream that shows it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from server.database import among
from server.exchange import linking, placing
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.marking import follow_person
from server.exchange.models import ApartChange, Erasure, MarkSource, StoredChange
from server.exchange.rows import Counting
from sync.records.catalogue import CATALOGUE
from sync.refold import erase

Row = Counting | ApartChange

_ERASED = select(Erasure.hash).where(Erasure.tenant_id == bindparam("tenant"), among(Erasure.hash, "hashes"))


def change_id(row: Row) -> str | None:
    """The id of a change, None when its text could not be read."""
    return row.change_id if isinstance(row, ApartChange) else row.id


def erase_rows(ledger: Ledger, rows: Iterable[Row], **why: str | None) -> int:
    """Destroy the words of these changes and of all that came from them. Returns how many were erased now.

    why: `reason`, `case_number` and `person_id` of the `Erasure` rows.
    """
    fresh = [row for row in rows if row.text]
    _note(ledger, fresh, why)
    return _destroy(ledger, fresh)


def erase_again(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Destroy what arrived, or was restored, although it had been erased before."""
    hashes = {row.hash for row in rows if row.text}
    if hashes:
        known = set(ledger.session.scalars(_ERASED, {"tenant": ledger.tenant, "hashes": hashes}))
        _destroy(ledger, [row for row in rows if row.text and row.hash in known])


def _note(ledger: Ledger, rows: Sequence[Row], why: dict[str, str | None]) -> None:
    for each, row in {row.hash: row for row in rows}.items():
        if ledger.session.get(Erasure, (ledger.tenant, each)) is None:
            ledger.session.add(
                Erasure(
                    tenant_id=ledger.tenant, hash=each, change_id=change_id(row),
                    record_id=row.record_id, at=ledger.received_at, **why,
                )
            )  # fmt: skip


def _destroy(ledger: Ledger, rows: Sequence[Row]) -> int:
    by_record = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.install_id):
        _blank(ledger, row)
        if not isinstance(row, ApartChange):
            by_record[row.record_id].append(row.id)
    for record, changes in sorted(by_record.items()):
        held = ledger.record(record)
        if held is not None:
            _erase_from_record(ledger, held, changes)
    return len(rows)


def _blank(ledger: Ledger, row: Row) -> None:
    """Take everything from a row that its author wrote; the author's phone hears with its next pull."""
    row.text = b""
    row.problems = json.dumps([each | {"path": ""} for each in json.loads(row.problems)])
    if isinstance(row, ApartChange):
        row.signature = b""
        return
    row.fields = "[]"
    row.waits_for = None
    if row.type not in CATALOGUE:
        row.type = "erased"
    chain = ledger.chain(row.install_id)
    chain.verdict_seq += 1
    row.verdict_seq = chain.verdict_seq


def _erase_from_record(ledger: Ledger, held: Held, changes: Sequence[str]) -> None:
    erased = held.alter(erase, changes, held.declared)
    entries = {entry["id"]: (index, entry) for index, entry in enumerate(held.state["entries"])}
    lost = {name for each in erased for name in entries[each][1]["lost"]}
    people = linking.prepare(ledger, held) if erased else set()
    hashes = _hashes(ledger, erased)
    for stream, place in list(held.places.items()):
        if place.left and "reference" in lost and place.notice is not None:
            place.notice = json.dumps(json.loads(place.notice) | {"reference": None}, separators=(",", ":"))
            ledger.write(held, stream, "leave")
        for each in erased if not place.left else ():
            shown = stream == held.home or entries[each][0] >= place.since
            ledger.write(held, stream, "erased", hashes[each] if shown else None)
    if erased:
        linking.follow(ledger, held, people)
        placing.follow(ledger, held, None, people)
    if held.type == "person_supported" and "names_used" in lost:
        _erase_mark(ledger, held)


def _erase_mark(ledger: Ledger, person: Held) -> None:
    """The mark held keyed hashes of names that are gone: it is begun again from those that are left."""
    source = ledger.session.get(MarkSource, (ledger.tenant, person.id))
    if source is None:
        return
    changes = ledger.session.scalars(
        select(StoredChange).where(
            StoredChange.tenant_id == ledger.tenant, StoredChange.record_id == source.mark_id
        )
    ).all()
    why: dict[str, Any] = {"reason": "derived", "case_number": None, "person_id": None}
    erase_rows(ledger, changes, **why)
    follow_person(ledger, person)


def _hashes(ledger: Ledger, changes: Sequence[str]) -> dict[str, str]:
    rows = (ledger.change(each) for each in changes)
    return {row.id: row.hash for row in rows if row is not None}
