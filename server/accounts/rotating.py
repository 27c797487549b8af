"""New keys that sign or seal, each signed by the one before, and the end of old ones (PROTOCOL section 18).

A device pins the keys of its enrolment and follows the chain of signatures from there. The public half of every
key stays for ever, so that old receipts can be proved; the private half of a sealing key goes when nothing that
was sealed to it can still be on its way.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair, private_key_of, store_pair
from server.accounts.models import ServerKey
from server.accounts.signatures import sign
from server.audit.service import record
from sync.messages import key_link_bytes

Rotated: TypeAlias = Literal["receipt", "sealing", "checkpoint"]
ROTATED: tuple[Rotated, ...] = ("receipt", "sealing", "checkpoint")

KEPT = timedelta(days=365)
"""How long the private half of a sealing key is kept after its successor was made (DESIGN section 5)."""

KeyLink = dict[str, str | None]
"""One key of a chain: `kid`, `public_key`, `previous` and `signature`, the last two null for the first."""


def rotate(session: Session, tenant: str, purpose: Rotated, at: datetime) -> str:
    """Make the next key of this purpose, in use from now on. Returns its kid."""
    key_pair(session, tenant, purpose)  # The first one is made when there is none yet.
    before = session.scalars(_rows(tenant, purpose).with_for_update()).all()[-1]
    made = max(at, before.created_at + timedelta(microseconds=1))  # The newest is found by its moment.
    row = store_pair(session, tenant, purpose, made)
    link = key_link_bytes(tenant, purpose, row.kid, row.public_key or "", before.kid)
    row.previous_kid, row.signature = before.kid, sign(link, private_key_of(before))
    record(session, tenant, "key_rotated", subject={"purpose": purpose, "kid": row.kid}, at=at)
    return row.kid


def key_chain(session: Session, tenant: str, purpose: Rotated) -> list[KeyLink]:
    """Every key of this purpose that the tenant ever had, the first one first."""
    return [
        {
            "kid": row.kid,
            "public_key": row.public_key,
            "previous": row.previous_kid,
            "signature": row.signature,
        }
        for row in session.scalars(_rows(tenant, purpose))
    ]


def destroy_old_keys(session: Session, at: datetime) -> int:
    """Destroy private sealing keys whose successor is older than `KEPT`. Returns how many."""
    rows = session.scalars(
        select(ServerKey)
        .where(ServerKey.purpose == "sealing")
        .order_by(ServerKey.tenant_id, ServerKey.created_at)
    ).all()
    old = [
        row
        for row, successor in pairwise(rows)
        if row.tenant_id == successor.tenant_id
        and row.destroyed_at is None
        and successor.created_at + KEPT <= at
    ]
    for row in old:
        row.secret, row.destroyed_at = b"", at
        record(session, row.tenant_id, "key_destroyed", subject={"purpose": "sealing", "kid": row.kid}, at=at)
    return len(old)


def _rows(tenant: str, purpose: Rotated) -> Select[ServerKey]:
    return (
        select(ServerKey)
        .where(ServerKey.tenant_id == tenant, ServerKey.purpose == purpose)
        .order_by(ServerKey.created_at)
    )
