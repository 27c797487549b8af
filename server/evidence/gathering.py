"""Reading records batch by batch for `records.check_records`, and spreading the batches over the processors."""

import multiprocessing
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.accounts.models import Grant, Install
from server.evidence.cases import ChangeCase, EntryCase, PlaceCase, RecordCase
from server.evidence.findings import Report
from server.evidence.records import Checked, check_records
from server.exchange.models import Entry, Erasure, Placement, RecordRow, StoredChange
from server.exchange.rerendering import judged_before

Case = TypeVar("Case", ChangeCase, EntryCase, PlaceCase)

BATCH = 200
"""Records in one batch."""

ALONE = 10
"""Up to this many batches are checked here: a second process costs half a second to begin."""

WAITING = 3
"""Batches for each process that may be under way: what is held in memory does not grow with the ledger."""


def walk_records(session: Session, tenant: str, report: Report) -> set[str]:
    """Check every record. Returns the changes whose chain was broken when they arrived."""
    flagged: set[str] = set()
    batches = _batches(session, tenant, report)
    for findings, excused in _checked(batches):
        report.add(findings)
        flagged.update(excused)
    return flagged


def _checked(batches: Iterator[list[RecordCase]]) -> Iterator[Checked]:
    for batch in islice(batches, ALONE):
        yield check_records(batch)
    following = next(batches, None)
    if following is None:
        return
    processes = len(os.sched_getaffinity(0))
    # Not forked: this process has connections to the database, and threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        under_way: deque[Future[Checked]] = deque([pool.submit(check_records, following)])
        for batch in batches:
            under_way.append(pool.submit(check_records, batch))
            if len(under_way) > WAITING * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _batches(session: Session, tenant: str, report: Report) -> Iterator[list[RecordCase]]:
    keys = {
        row.id: row.public_key
        for row in session.execute(select(Install.id, Install.public_key).where(Install.tenant_id == tenant))
    }
    only_writing = select(Grant.person_id, Grant.stream).where(
        Grant.tenant_id == tenant, Grant.mode == "create"
    )
    blind = {(person, stream) for person, stream in session.execute(only_writing.distinct())}
    before = judged_before(session, tenant)
    after = ""
    while ids := _next_ids(session, tenant, after):
        after = ids[-1]
        cases = _cases(session, tenant, ids, keys, blind, before)
        report.changes += sum(len(case.changes) for case in cases)
        yield cases


def _next_ids(session: Session, tenant: str, after: str) -> list[str]:
    """The next records, of whichever table tells of them."""
    found: set[str] = set()
    columns: tuple[tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]], ...] = (
        (RecordRow.tenant_id, RecordRow.id), (StoredChange.tenant_id, StoredChange.record_id),
        (Entry.tenant_id, Entry.record_id), (Placement.tenant_id, Placement.record_id),
    )  # fmt: skip
    for owner, column in columns:
        rows = select(column).where(owner == tenant, column > after).distinct().order_by(column).limit(BATCH)
        found.update(session.scalars(rows))
    return sorted(found)[:BATCH]


def _cases(
    session: Session, tenant: str, ids: Sequence[str], keys: dict[str, str], blind: set[tuple[str, str]],
    before: str | None,
) -> list[RecordCase]:  # fmt: skip
    changes = _grouped(session, tenant, StoredChange, ChangeCase._fields, ids, ChangeCase._make)
    entries = _grouped(session, tenant, Entry, EntryCase._fields, ids, EntryCase._make)
    places = _grouped(session, tenant, Placement, PlaceCase._fields, ids, PlaceCase._make)
    blank = [each.hash for held in changes.values() for each in held if not each.text]
    erased = set(
        session.scalars(select(Erasure.hash).where(Erasure.tenant_id == tenant, Erasure.hash.in_(blank)))
        if blank
        else ()
    )
    rows = session.execute(
        select(RecordRow.id, RecordRow.type, RecordRow.home, RecordRow.state).where(
            RecordRow.tenant_id == tenant, RecordRow.id.in_(ids)
        )
    )
    records: dict[str, tuple[str | None, str | None, str | None]] = {
        record: (record_type, home, state) for record, record_type, home, state in rows
    }
    return [
        RecordCase(
            tenant, record, *records.get(record, (None, None, None)), changes=tuple(changes[record]),
            entries=tuple(entries[record]), places=tuple(places[record]),
            erased=frozenset(each.hash for each in changes[record] if each.hash in erased),
            blind=frozenset((each.author_id, each.stream) for each in changes[record]) & blind,
            keys={each.install_id: keys.get(each.install_id, "") for each in changes[record]},
            judged_before=before,
        )
        for record in ids
    ]  # fmt: skip


def _grouped(
    session: Session,
    tenant: str,
    model: type[StoredChange | Entry | Placement],
    fields: Sequence[str],
    ids: Sequence[str],
    make: Callable[[Sequence[object]], Case],
) -> dict[str, list[Case]]:
    columns = [getattr(model, name) for name in fields]
    rows = session.execute(select(*columns).where(model.tenant_id == tenant, model.record_id.in_(ids)))
    grouped: dict[str, list[Case]] = defaultdict(list)
    for row in rows:
        case = make(row)
        grouped[case.record_id].append(case)
    return grouped
