"""Forgetting what is of no use any more: sessions that ended, nonces and tries whose time is over."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from server.accounts.models import RefreshToken, SessionFamily, SignInAttempt, UsedNonce
from server.settings import Settings

KEPT = timedelta(days=30)
"""Ended sessions stay this long, so that a stolen token used late is still seen as one."""


def forget(session: Session, settings: Settings, at: datetime) -> None:
    """Take away what nobody will ask for. The audit keeps that the sign-ins happened."""
    over = at - settings.session_lifetime - KEPT
    old = select(SessionFamily.tenant_id, SessionFamily.id).where(
        or_(SessionFamily.ended_at < at - KEPT, SessionFamily.signed_in_at < over)
    )
    for tenant, family in session.execute(old).all():
        tokens = and_(RefreshToken.tenant_id == tenant, RefreshToken.family_id == family)
        session.execute(delete(RefreshToken).where(tokens))
        session.execute(
            delete(SessionFamily).where(SessionFamily.tenant_id == tenant, SessionFamily.id == family)
        )
    session.execute(delete(UsedNonce).where(UsedNonce.expires_at < at))
    session.execute(delete(SignInAttempt).where(SignInAttempt.window_began < at - settings.sign_in_window))
