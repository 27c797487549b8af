"""What a records officer has to see before erasing: a record's changes with what each says."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.exchange.models import ApartChange, RecordRow, StoredChange
from sync.changes import read_change
from sync.records.catalogue import SCHEMA

REFERENCE_MAX = 20


def record_of(session: Session, tenant: str, named: str) -> str | None:
    """The record with this id, of this change, or with this reference; None when there is none."""
    if session.get(RecordRow, (tenant, named)) is not None:
        return named
    change = session.get(StoredChange, (tenant, named))
    if change is not None:
        return change.record_id
    if len(named) > REFERENCE_MAX or not named.replace("-", "").isalnum():
        return None
    # A reference is asked for a few times a year: a walk over the records, no index that all writes pay for.
    said = f'"reference":"{named}"'
    found = select(RecordRow.id).where(RecordRow.tenant_id == tenant, RecordRow.state.contains(said))
    return session.scalars(found.limit(1)).first()


def changes_of(session: Session, tenant: str, record: str) -> list[dict[str, Any]]:
    """Every change of a record that this server holds, in the order of arrival, with its words."""
    stored = session.scalars(
        select(StoredChange)
        .where(StoredChange.tenant_id == tenant, StoredChange.record_id == record)
        .order_by(StoredChange.received_at, StoredChange.install_id, StoredChange.dseq)
    )
    apart = session.scalars(
        select(ApartChange)
        .where(ApartChange.tenant_id == tenant, ApartChange.record_id == record)
        .order_by(ApartChange.received_at)
    )
    return [_shown(row) for row in (*stored, *apart)]


def _shown(row: StoredChange | ApartChange) -> dict[str, Any]:
    read = read_change(row.text.decode("utf-8", "surrogatepass"), schema=SCHEMA) if row.text else None
    change = read.change if read is not None else None
    return {
        "change": row.change_id if isinstance(row, ApartChange) else row.id,
        "hash": row.hash,
        "author": row.author_id,
        "received_at": row.received_at,
        "verdict": row.verdict,
        "erased": not row.text,
        "set": dict(change.set) if change is not None else {},
        "reason": change.reason if change is not None else None,
    }
