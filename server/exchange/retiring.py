"""Old, closed records leave their home stream for the one of old records beside it, and come back when written to.

Whoever reads the home may read its old records: there is no grant of their own, so that the two cannot differ.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.audit.service import record as audit
from server.clock import local_date, stamp
from server.database import reading
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.models import Entry, Link, Placement, RecordRow, StoredChange, Stream
from server.exchange.transactions import in_ledger
from sync.horizon import ALWAYS, ANCHORS, CLOSED, HOMES, OLD, is_done

BATCH = 200
"""Records in one transaction: pushes to the same stream wait no longer than for one of their own."""


def retire(at: datetime, days: int, *, only_count: bool = False) -> int:
    """Move what has been done and untouched for so many days, in every tenant. Returns how many records.

    days: 0 moves nothing. only_count: says what would go. Doing it again moves nothing more. Raises BusyError.
    """
    if days <= 0:
        return 0
    cutoff = stamp(at - timedelta(days=days))
    with reading() as session:
        names = session.execute(
            select(Stream.tenant_id, Stream.name).order_by(Stream.tenant_id, Stream.name)
        ).all()
    return sum(
        _retire_in(tenant, home, cutoff, at, only_count=only_count)
        for tenant, home in names
        if home.startswith(HOMES)
    )


def _retire_in(tenant: str, home: str, cutoff: str, at: datetime, *, only_count: bool) -> int:
    with reading() as session:
        untouched = _untouched(session, tenant, home, cutoff)
    count = 0
    for begin in range(0, len(untouched), BATCH):
        batch = untouched[begin : begin + BATCH]

        def work(ledger: Ledger, batch: Sequence[str] = batch) -> int:
            going = _going(ledger, batch, home, local_date(at))
            if only_count:
                return len(going)
            for held in going:
                ledger.write(held, home, "leave")
                ledger.write(held, OLD + home, "enter")
            if going:
                subject: dict[str, str | int | None] = {"stream": home, "records": len(going)}
                audit(ledger.session, tenant, "retired", subject=subject, at=at)
            return len(going)

        count += in_ledger(tenant, {home, OLD + home}, work)
    return count


def _untouched(session: Session, tenant: str, home: str, cutoff: str) -> list[str]:
    """Records at home, of types that go, whose newest entry there is older than the horizon."""
    found = session.scalars(
        select(Placement.record_id)
        .join(
            Entry,
            (Entry.tenant_id == Placement.tenant_id)
            & (Entry.stream == Placement.stream)
            & (Entry.seq == Placement.seq),
        )
        .join(RecordRow, (RecordRow.tenant_id == Placement.tenant_id) & (RecordRow.id == Placement.record_id))
        .where(
            Placement.tenant_id == tenant,
            Placement.stream == home,
            Placement.left.is_(False),
            Entry.received_at < cutoff,
            RecordRow.type.in_(("mark", *ALWAYS, *CLOSED)),
        )
        .order_by(Placement.seq)
    )
    return list(found)


def _going(ledger: Ledger, batch: Sequence[str], home: str, today: str) -> list[Held]:
    """Those of a batch that are done, as they stand under the lock, and that nothing open holds."""
    ledger.load(batch)
    done = [
        held
        for each in batch
        if (held := ledger.record(each)) is not None
        and is_done(held.state, held.declared, today)
        and not held.places[home].left
    ]
    staying = _held_by_open(ledger, [held.id for held in done], today) | _with_held_changes(ledger, batch)
    return [held for held in done if held.id not in staying]


def _held_by_open(ledger: Ledger, records: Sequence[str], today: str) -> set[str]:
    """Those that an open warning, referral or task names, or that name one."""
    wanted = set(records)
    pairs = ledger.session.execute(
        select(Link.source_id, Link.target_id).where(
            Link.tenant_id == ledger.tenant, or_(Link.source_id.in_(records), Link.target_id.in_(records))
        )
    ).all()
    beside = {each for pair in pairs for each in pair}
    anchors = _anchors(ledger, beside)
    ledger.load(anchors)
    is_open = {
        each
        for each in anchors
        if (held := ledger.record(each)) is not None and not is_done(held.state, held.declared, today)
    }
    return {one for pair in pairs for one, other in (pair, (pair[1], pair[0])) if other in is_open} & wanted


def _anchors(ledger: Ledger, records: Iterable[str]) -> list[str]:
    return list(
        ledger.session.scalars(
            select(RecordRow.id).where(
                RecordRow.tenant_id == ledger.tenant,
                RecordRow.id.in_(sorted(records)),
                RecordRow.type.in_(ANCHORS),
            )
        )
    )


def _with_held_changes(ledger: Ledger, records: Sequence[str]) -> set[str]:
    return set(
        ledger.session.scalars(
            select(StoredChange.record_id).where(
                StoredChange.tenant_id == ledger.tenant,
                StoredChange.record_id.in_(records),
                StoredChange.waits_for.is_not(None),
            )
        )
    )
