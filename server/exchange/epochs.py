"""The epoch of a tenant's streams, and raising it when the ledger turns out to have gone back (PROTOCOL section 21).

All streams of a tenant lie in one database and go back together, so that they have one epoch. It is raised once for
each loss: what is shown later of the same loss is older than the epoch that began then.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import BindParameter, bindparam, func, select, tuple_, update
from sqlalchemy.orm import Session

from server.accounts.models import ServerKey, Tenant
from server.audit.service import record
from server.clock import stamp
from server.database import among, in_transaction, reading
from server.exchange.models import ApartChange, Chain, Entry, StoredChange, Stream
from server.exchange.restoration import Restoration
from server.exchange.statements import ShownCursor, ShownReceipt, Statement

log = logging.getLogger(__name__)

FIRST_EPOCH = 1
VERDICTS_LEAP = 1_000_000
"""More changed verdicts than an install can have been told of in the time that was lost."""

Held: TypeAlias = tuple[str, int, str] | str
"""What a statement is about: an entry by stream, number and hash, or a change by hash."""

Why = Literal["cursor", "receipt", "command"]

_TENANT: BindParameter[Any] = bindparam("tenant")
_ENTRIES = select(Entry.stream, Entry.seq, Entry.hash).where(
    Entry.tenant_id == _TENANT, tuple_(Entry.stream, Entry.seq).in_(bindparam("places", expanding=True))
)
_STORED = select(StoredChange.hash).where(
    StoredChange.tenant_id == _TENANT, among(StoredChange.hash, "hashes")
)
_APART = select(ApartChange.hash).where(ApartChange.tenant_id == _TENANT, among(ApartChange.hash, "hashes"))
_EPOCH = select(func.max(Restoration.epoch)).where(Restoration.tenant_id == _TENANT)


def epoch_of(session: Session, tenant: str) -> int:
    """The epoch in which new entries of this tenant are written."""
    return session.scalar(_EPOCH, {"tenant": tenant}) or FIRST_EPOCH


def heed(tenant: str, install: str, shown: Sequence[Statement], at: datetime) -> int | None:
    """Raise the epoch when something shown proves that this ledger has lost what it held.

    Returns the new epoch, None when there was no reason. To be called before a push is judged and before a pull
    takes its snapshot. Raises BusyError.
    """
    if not shown:
        return None
    with reading() as session:
        if not _lost(session, tenant, shown):
            return None

    def work(session: Session) -> int | None:
        _lock(session, tenant)
        lost = _lost(session, tenant, shown)  # Another request may have shown the same a moment ago.
        if not lost:
            return None
        about = lost[0].about
        epochs = [each.about.epoch for each in lost if isinstance(each.about, ShownCursor)]
        times = [each.about.received_at for each in lost if isinstance(each.about, ShownReceipt)]
        why: Why = "cursor" if isinstance(about, ShownCursor) else "receipt"
        return raise_epoch(
            session, tenant, why, at, above=max(epochs, default=0), shown_by=install,
            not_before=max(times, default=""),
        )  # fmt: skip

    raised = in_transaction(work)
    if raised is not None:
        log.warning(
            "the ledger of tenant %s has gone back, install %s shows: epoch %d", tenant, install, raised
        )
    return raised


def raise_epoch(
    session: Session, tenant: str, why: Why, at: datetime, *, above: int = 0, shown_by: str | None = None,
    not_before: str = "",
) -> int:  # fmt: skip
    """Begin a new epoch of all streams, above the present one and `above`. Returns it."""
    _lock(session, tenant)
    before = epoch_of(session, tenant)
    epoch = max(before, above) + 1
    session.execute(update(Stream).where(Stream.tenant_id == tenant).values(epoch=epoch))
    # Numbers of verdicts went back too; devices stand beyond them and would miss what gets one again, and what got
    # one between the loss and now. A restored server may have lost epochs as well.
    leap = VERDICTS_LEAP * (epoch - before)
    chains, changes = update(Chain), update(StoredChange).where(StoredChange.verdict_seq > 0)
    session.execute(chains.where(Chain.tenant_id == tenant).values(verdict_seq=Chain.verdict_seq + leap))
    session.execute(
        changes.where(StoredChange.tenant_id == tenant).values(verdict_seq=StoredChange.verdict_seq + leap)
    )
    session.add(
        Restoration(tenant_id=tenant, epoch=epoch, at=max(stamp(at), not_before), why=why, shown_by=shown_by)
    )
    record(session, tenant, "epoch_raised", install=shown_by, subject={"epoch": epoch, "why": why}, at=at)
    return epoch


def hold_epoch(session: Session, tenant: str) -> int:
    """The present epoch, which stays until this transaction ends: for whoever makes a new stream."""
    session.execute(select(Tenant.id).where(Tenant.id == tenant).with_for_update(read=True))
    return epoch_of(session, tenant)


def _lock(session: Session, tenant: str) -> None:
    """Keep new streams out, then everybody who writes."""
    session.execute(select(Tenant.id).where(Tenant.id == tenant).with_for_update())
    session.execute(
        select(Stream.name).where(Stream.tenant_id == tenant).order_by(Stream.name).with_for_update()
    )


def _lost(session: Session, tenant: str, shown: Sequence[Statement]) -> list[Statement]:
    """What was signed here, is not in the ledger, and is not of an earlier loss that is known."""
    missing = _missing(session, tenant, shown)
    if not missing:
        return []
    known = session.execute(
        select(func.max(Restoration.epoch), func.max(Restoration.at)).where(Restoration.tenant_id == tenant)
    ).one()
    epoch, since = known[0] or FIRST_EPOCH, known[1] or ""
    keys = {
        row.kid: row.public_key or ""
        for row in session.scalars(
            select(ServerKey).where(ServerKey.tenant_id == tenant, ServerKey.purpose == "receipt")
        )
    }
    return [each for each in missing if _is_news(each, epoch, since) and each.is_proved(tenant, keys)]


def _is_news(statement: Statement, epoch: int, since: str) -> bool:
    about = statement.about
    return about.epoch >= epoch if isinstance(about, ShownCursor) else about.received_at > since


def _missing(session: Session, tenant: str, shown: Sequence[Statement]) -> list[Statement]:
    connection = session.connection()
    cursors = {(each.about.stream, each.about.seq) for each in shown if isinstance(each.about, ShownCursor)}
    hashes = {each.about.change_hash for each in shown if isinstance(each.about, ShownReceipt)}
    held: set[Held] = set()
    if cursors:
        rows = connection.execute(_ENTRIES, {"tenant": tenant, "places": sorted(cursors)})
        held |= {(name, seq, head) for name, seq, head in rows}
    for statement in (_STORED, _APART):
        if hashes - held:
            held |= set(connection.scalars(statement, {"tenant": tenant, "hashes": hashes}))
    return [each for each in shown if _key(each) not in held]


def _key(statement: Statement) -> Held:
    """An entry's hash holds its epoch; the cursor's is the stream's, which may have risen since that entry."""
    about = statement.about
    if isinstance(about, ShownCursor):
        return about.stream, about.seq, about.head
    return about.change_hash
