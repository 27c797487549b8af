"""The server's own keys in one tenant, made when they are first asked for.

`receipt` signs receipts, `checkpoint` checkpoints, `system` the server's own changes; `sealing` opens sealed copies,
`alerts` is the VAPID pair of web push, `mark` keys the hashes of *Sergeant first*. All are stored sealed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Row, bindparam, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from server.accounts.models import ServerKey
from server.accounts.sealing import key_for, seal, unseal
from server.accounts.signatures import public_text
from server.clock import now

PairPurpose = Literal["receipt", "sealing", "system", "alerts", "checkpoint"]

MARK_KEY_BYTES = 32

KEYS_KEPT = 256
"""Private keys kept ready in one process: reading one takes twice as long as signing with it."""

_NEWEST = (
    select(ServerKey.kid, ServerKey.public_key, ServerKey.secret)
    .where(ServerKey.tenant_id == bindparam("tenant"), ServerKey.purpose == bindparam("purpose"))
    .order_by(ServerKey.created_at.desc())
    .limit(1)
)


_KIDS = (
    select(ServerKey.purpose, ServerKey.kid)
    .where(ServerKey.tenant_id == bindparam("tenant"))
    .order_by(ServerKey.created_at)
)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A P-256 pair in use. public_key: 65 bytes, base64url."""

    kid: str
    public_key: str
    private_key: ec.EllipticCurvePrivateKey


def key_pair(session: Session, tenant: str, purpose: PairPurpose) -> KeyPair:
    """The newest pair of this purpose, made now if there is none. Needs a writing session the first time."""
    row = _newest(session, tenant, purpose) or store_pair(session, tenant, purpose, now())
    return KeyPair(row.kid, row.public_key or "", _private_key(row.secret, tenant, purpose))


def newest_kids(connection: Connection, tenant: str) -> dict[str, str]:
    """The kid of the newest key of each purpose for which there is one."""
    return {purpose: kid for purpose, kid in connection.execute(_KIDS, {"tenant": tenant})}  # noqa: C416  the rows are no pairs


def store_pair(session: Session, tenant: str, purpose: PairPurpose, at: datetime) -> ServerKey:
    """Make a pair that is in use from then on."""
    private = ec.generate_private_key(ec.SECP256R1())
    secret = private.private_numbers().private_value.to_bytes(32)
    return _store(session, tenant, purpose, secret, public_text(private.public_key()), at)


def private_key_of(row: ServerKey) -> ec.EllipticCurvePrivateKey:
    """The private half of a stored pair. Raises InvalidTag when it was destroyed."""
    return _private_key(row.secret, row.tenant_id, row.purpose)


def sealing_keys(session: Session, tenant: str) -> dict[str, ec.EllipticCurvePrivateKey]:
    """The private sealing keys that still stand, by kid."""
    rows = session.scalars(
        select(ServerKey).where(
            ServerKey.tenant_id == tenant, ServerKey.purpose == "sealing", ServerKey.destroyed_at.is_(None)
        )
    )
    return {row.kid: private_key_of(row) for row in rows}


def mark_key(session: Session, tenant: str) -> bytes:
    """The tenant's key of the marks' hashes, made now if there is none."""
    row = _newest(session, tenant, "mark")
    if row is not None:
        return unseal(row.secret, _place(tenant, "mark"))
    key = secrets.token_bytes(MARK_KEY_BYTES)
    _store(session, tenant, "mark", key, None, now())
    return key


def make_all_keys(session: Session, tenant: str) -> None:
    """Make every key of a new tenant, so that no reader has to write later."""
    purposes: tuple[PairPurpose, ...] = ("receipt", "sealing", "system", "alerts", "checkpoint")
    for purpose in purposes:
        key_pair(session, tenant, purpose)
    mark_key(session, tenant)


def _private_key(sealed: bytes, tenant: str, purpose: str) -> ec.EllipticCurvePrivateKey:
    # A private sealing key is destroyed one day, and must not live on in a process until then.
    derive = _derived.__wrapped__ if purpose == "sealing" else _derived
    return derive(sealed, _place(tenant, purpose), key_for("seal"))


@lru_cache(maxsize=KEYS_KEPT)
def _derived(sealed: bytes, place: str, _secret: bytes) -> ec.EllipticCurvePrivateKey:
    """_secret: what it is sealed under, so that two deployments in one process never share a key."""
    return ec.derive_private_key(int.from_bytes(unseal(sealed, place)), ec.SECP256R1())


def _newest(session: Session, tenant: str, purpose: str) -> Row[str, str | None, bytes] | None:
    session.flush()  # A key that was made in this transaction counts.
    return session.connection().execute(_NEWEST, {"tenant": tenant, "purpose": purpose}).first()


def _store(
    session: Session, tenant: str, purpose: str, secret: bytes, public: str | None, at: datetime
) -> ServerKey:
    sealed = seal(secret, _place(tenant, purpose))
    row = ServerKey(
        tenant_id=tenant, purpose=purpose, public_key=public, secret=sealed, created_at=at,
        kid=hashlib.sha256(public.encode() if public else sealed).hexdigest()[:16],
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _place(tenant: str, purpose: str) -> str:
    return f"server_key/{tenant}/{purpose}"
