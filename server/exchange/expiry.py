"""Agreements that have run out: their referrals leave the agency's stream. Called by the worker."""

from sqlalchemy import select

from server.accounts.models import Tenant
from server.clock import local_date, now
from server.database import reading
from server.exchange.ledger import Ledger
from server.exchange.models import Placement
from server.exchange.placing import place
from server.exchange.transactions import in_ledger


def end_what_ran_out() -> int:
    """Let every referral leave whose ground ended with yesterday or earlier. Returns how many did.

    One transaction for each tenant; doing it again changes nothing. Raises BusyError.
    """
    with reading() as session:
        tenants = session.scalars(select(Tenant.id)).all()
    return sum(_end_in(tenant) for tenant in tenants)


def _end_in(tenant: str) -> int:
    with reading() as session:
        rows = session.execute(
            select(Placement.record_id, Placement.stream).where(
                Placement.tenant_id == tenant, Placement.until < local_date(now()), Placement.left.is_(False)
            )
        ).all()
    if not rows:
        return 0
    referrals = sorted({record for record, _ in rows})
    return in_ledger(tenant, {stream for _, stream in rows}, lambda ledger: _leave(ledger, referrals))


def _leave(ledger: Ledger, referrals: list[str]) -> int:
    ledger.load(referrals)
    left = 0
    for each in referrals:
        referral = ledger.record(each)
        if referral is not None:
            left += sum(entry.kind == "leave" for entry in place(ledger, referral, None).values())
    return left
