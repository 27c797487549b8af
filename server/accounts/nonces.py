"""Nonces that cost nothing until they are used: 4 bytes of time, 12 random ones, a tag of 16.

Anybody may ask for one, so that giving one out writes nothing. Using one leaves a row until it would
have expired.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.accounts.models import UsedNonce
from server.accounts.sealing import key_for
from sync.changes import base64url, from_base64url

LIFETIME = timedelta(seconds=120)


def new_nonce(at: datetime) -> str:
    """32 bytes, base64url, usable once within `LIFETIME`."""
    head = int(at.timestamp()).to_bytes(4) + secrets.token_bytes(12)
    return base64url(head + _tag(head))


def use_nonce(session: Session, nonce: str, at: datetime) -> bool:
    """Use it up. False when it is not ours, too old, or used before."""
    made = _made_at(nonce)
    if made is None or not timedelta(seconds=-1) <= at - made <= LIFETIME:
        return False
    session.execute(delete(UsedNonce).where(UsedNonce.expires_at < at))
    try:
        with session.begin_nested():
            session.add(UsedNonce(nonce=nonce, expires_at=made + 2 * LIFETIME))
    except IntegrityError:
        return False
    return True


def _made_at(nonce: str) -> datetime | None:
    try:
        raw = from_base64url(nonce)
    except ValueError:
        return None
    if len(raw) != 32 or base64url(raw) != nonce or not hmac.compare_digest(raw[16:], _tag(raw[:16])):
        return None
    return datetime.fromtimestamp(int.from_bytes(raw[:4]), UTC)


def _tag(head: bytes) -> bytes:
    return hmac.digest(key_for("nonce"), head, "sha256")[:16]
