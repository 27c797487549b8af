"""The server's own keys in one tenant, made when they are first asked for.

`receipt` signs receipts, `checkpoint` checkpoints, `system` the server's own changes; `sealing` opens sealed copies,
`alerts` is the VAPID pair of web push, `mark` keys the hashes of *Sergeant first*. All are stored sealed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import ServerKey
from server.accounts.sealing import seal, unseal
from server.accounts.signatures import public_text
from server.clock import now

PairPurpose = Literal["receipt", "sealing", "system", "alerts", "checkpoint"]

MARK_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A P-256 pair in use. public_key: 65 bytes, base64url."""

    kid: str
    public_key: str
    private_key: ec.EllipticCurvePrivateKey


def key_pair(session: Session, tenant: str, purpose: PairPurpose) -> KeyPair:
    """The newest pair of this purpose, made now if there is none. Needs a writing session the first time."""
    row = _newest(session, tenant, purpose)
    if row is not None and row.public_key is not None:
        secret = int.from_bytes(unseal(row.secret, _place(tenant, purpose)))
        return KeyPair(row.kid, row.public_key, ec.derive_private_key(secret, ec.SECP256R1()))
    private = ec.generate_private_key(ec.SECP256R1())
    public = public_text(private.public_key())
    secret_bytes = private.private_numbers().private_value.to_bytes(32)
    kid = _store(session, tenant, purpose, secret_bytes, public)
    return KeyPair(kid, public, private)


def mark_key(session: Session, tenant: str) -> bytes:
    """The tenant's key of the marks' hashes, made now if there is none."""
    row = _newest(session, tenant, "mark")
    if row is not None:
        return unseal(row.secret, _place(tenant, "mark"))
    key = secrets.token_bytes(MARK_KEY_BYTES)
    _store(session, tenant, "mark", key, None)
    return key


def make_all_keys(session: Session, tenant: str) -> None:
    """Make every key of a new tenant, so that no reader has to write later."""
    purposes: tuple[PairPurpose, ...] = ("receipt", "sealing", "system", "alerts", "checkpoint")
    for purpose in purposes:
        key_pair(session, tenant, purpose)
    mark_key(session, tenant)


def _newest(session: Session, tenant: str, purpose: str) -> ServerKey | None:
    return session.scalars(
        select(ServerKey)
        .where(ServerKey.tenant_id == tenant, ServerKey.purpose == purpose)
        .order_by(ServerKey.created_at.desc())
        .limit(1)
    ).first()


def _store(session: Session, tenant: str, purpose: str, secret: bytes, public: str | None) -> str:
    sealed = seal(secret, _place(tenant, purpose))
    kid = hashlib.sha256(public.encode() if public else sealed).hexdigest()[:16]
    session.add(
        ServerKey(
            tenant_id=tenant, purpose=purpose, kid=kid, public_key=public, secret=sealed, created_at=now()
        )
    )
    session.flush()
    return kid


def _place(tenant: str, purpose: str) -> str:
    return f"server_key/{tenant}/{purpose}"
