"""Records that a server of an earlier schema wrote: folded and rendered again where this one says something else.

Until then a field that was not known stands in the texts as it was sent, merged by `decide` (PROTOCOL section 22). Done
once for each tenant and schema, a part at a time; the audit says when it was through.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.audit.models import AuditRow
from server.audit.service import record
from server.clock import now, stamp
from server.database import in_transaction, reading
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.models import Placement, RecordRow
from server.exchange.transactions import in_ledger
from sync.records.catalogue import SCHEMA

BATCH = 100
"""Records in one transaction, whose streams are locked together."""

PART_MAX = 5_000
"""Records looked at in one call, so that the worker gets to its other work."""


class Rerendering:
    """Goes through the records of one tenant after the other, and remembers where it is."""

    def __init__(self) -> None:
        """Begin at the first record; what was done before is found to be so."""
        self._tenants: list[str] | None = None
        self._after = ""

    def go_on(self, at: datetime | None = None) -> int:
        """Look at the next part. Returns how many records have other texts now. Raises BusyError."""
        if SCHEMA == 1:
            return 0  # There was no earlier one.
        if self._tenants is None:
            self._tenants = _outstanding()
        altered, left = 0, PART_MAX
        while self._tenants and left > 0:
            tenant = self._tenants[0]
            records = _next(tenant, self._after)
            if records:
                altered += _render(tenant, records)
                left -= len(records)
                self._after = records[-1]
            else:
                _note(tenant, at or now())
                self._tenants.pop(0)
                self._after = ""
        return altered


def judged_before(session: Session, tenant: str) -> str | None:
    """Up to when a change may have been judged under an earlier schema: a moment as entries name theirs, "" when there
    was no earlier one, None while the worker has not been through the tenant's records under this one.
    """
    if SCHEMA == 1:
        return ""
    notes = session.execute(
        select(AuditRow.at, AuditRow.subject).where(
            AuditRow.tenant_id == tenant, AuditRow.act == "texts_rendered"
        )
    )
    return max((stamp(at) for at, subject in notes if subject.get("schema") == SCHEMA), default=None)


def _outstanding() -> list[str]:
    """Tenants whose texts nobody has looked at under this schema."""
    with reading() as session:
        done = session.execute(
            select(AuditRow.tenant_id, AuditRow.subject).where(AuditRow.act == "texts_rendered")
        )
        through = {tenant for tenant, subject in done if subject.get("schema") == SCHEMA}
        return sorted(set(session.scalars(select(Tenant.id))) - through)


def _next(tenant: str, after: str) -> list[str]:
    with reading() as session:
        return list(
            session.scalars(
                select(RecordRow.id)
                .where(RecordRow.tenant_id == tenant, RecordRow.id > after)
                .order_by(RecordRow.id)
                .limit(BATCH)
            )
        )


def _note(tenant: str, at: datetime) -> None:
    in_transaction(
        lambda session: record(session, tenant, "texts_rendered", subject={"schema": SCHEMA}, at=at)
    )


def _render(tenant: str, records: Sequence[str]) -> int:
    with reading() as session:
        names = set(
            session.scalars(
                select(Placement.stream)
                .where(Placement.tenant_id == tenant, Placement.record_id.in_(records))
                .distinct()
            )
        )

    def work(ledger: Ledger) -> int:
        ledger.load(records)
        return sum(_render_one(ledger, held) for each in records if (held := ledger.record(each)) is not None)

    return in_ledger(tenant, names, work)


def _render_one(ledger: Ledger, held: Held) -> bool:
    """Whether some text of the record says something else now; it was folded again when it was taken in hand."""
    ledger.require(stream for stream, place in held.places.items() if not place.left)
    held.is_dirty |= held.is_of_earlier_schema
    altered = [
        stream for stream, place in held.places.items() if not place.left and ledger.text_of(held, place) != place.text
    ]  # fmt: skip
    for stream in altered:
        ledger.write(held, stream, "rendered")
    return bool(altered)
