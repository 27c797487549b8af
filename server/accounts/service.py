"""Who is calling: what every guarded route asks first.

An access token says little and lives ten minutes; account, session and install are looked up at each
request, so that ending any of them counts at once.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask_jwt_extended import JWTManager, create_access_token
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.accounts.grants import HeldGrant, held_grants, stands
from server.accounts.models import Account, Install, SessionFamily
from server.accounts.sealing import key_for
from server.accounts.tokens import claims_of_request
from server.clock import now
from server.database import reading
from server.problems import answer, refuse
from server.settings import Settings, current_settings
from sync.problems import problem

AUDIENCE = "lantern"

_CALLER = (
    select(SessionFamily, Account, Install)
    .join(
        Account,
        and_(Account.tenant_id == SessionFamily.tenant_id, Account.person_id == SessionFamily.person_id),
    )
    .outerjoin(
        Install,
        and_(Install.tenant_id == SessionFamily.tenant_id, Install.id == SessionFamily.install_id),
    )
    .where(SessionFamily.tenant_id == bindparam("tenant"), SessionFamily.id == bindparam("family"))
)


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, as things stood when the request came.

    install: the one that the session has proved, None before enrolment. grants: the newest of each
    stream that the person ever had, standing or ended. family: the session's id.
    """

    account: Account
    install: Install | None
    grants: tuple[HeldGrant, ...]
    family: str

    @property
    def tenant(self) -> str:
        """The partnership of all that this caller may touch."""
        return self.account.tenant_id

    @property
    def person(self) -> str:
        """The author of all that this caller writes."""
        return self.account.person_id

    def standing(self, at: datetime) -> tuple[HeldGrant, ...]:
        """The grants that give something at this moment."""
        return tuple(grant for grant in self.grants if stands(grant, at))

    def reads(self, stream: str, at: datetime) -> bool:
        """Whether whole records of this stream may be shown to the caller."""
        return any(grant.stream == stream and grant.mode == "read" for grant in self.standing(at))


def signed_in() -> Caller:
    """The caller of this request.

    Raises ProblemError 401: `sign_in_needed` without a token that counts, `install_revoked` when the
    session's install has been ended.
    """
    claims = claims_of_request()
    with reading() as session:
        return _caller(session, claims.tenant, claims.family)


def enrolled() -> tuple[Caller, Install]:
    """The caller and the install that its session has proved; 401 `sign_in_needed` without one."""
    caller = signed_in()
    if caller.install is None:
        refuse(401, "sign_in_needed")
    return caller, caller.install


def access_token(family: SessionFamily) -> str:
    """A token for the `Authorization` header, good for `Settings.access_lifetime`."""
    claims = {"tenant": family.tenant_id, "family": family.id}
    token: str = create_access_token(identity=family.person_id, additional_claims=claims)
    return token


def is_expired(family: SessionFamily, settings: Settings, at: datetime) -> bool:
    """Whether a session has been idle, or has lasted, longer than it may."""
    idle = at - family.used_at > settings.session_idle
    return idle or at - family.signed_in_at > settings.session_lifetime


def install_tokens(app: Flask, settings: Settings) -> None:
    """Set up access tokens: one algorithm, an audience, the header alone, problems for answers."""
    with app.app_context():
        secret = key_for("access")
    app.config.update(
        JWT_SECRET_KEY=secret,
        JWT_ALGORITHM="HS256",
        JWT_DECODE_ALGORITHMS=["HS256"],
        JWT_ENCODE_AUDIENCE=AUDIENCE,
        JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_TOKEN_LOCATION=["headers"],
        JWT_COOKIE_CSRF_PROTECT=False,  # No token of ours is ever in a cookie of this library's.
        JWT_ACCESS_TOKEN_EXPIRES=settings.access_lifetime,
    )
    manager = JWTManager(app)
    manager.unauthorized_loader(lambda _: _sign_in_needed())
    manager.invalid_token_loader(lambda _: _sign_in_needed())
    manager.expired_token_loader(lambda _header, _claims: _sign_in_needed())


def behind(
    session: Session, tenant: str, family: str
) -> tuple[SessionFamily, Account, Install | None] | None:
    """The session of this id with its person's account and the install that it has proved; None for an unknown one."""
    found = session.execute(_CALLER, {"tenant": tenant, "family": family}).one_or_none()
    return None if found is None else (found[0], found[1], found[2])


def _caller(session: Session, tenant: str, family_id: str) -> Caller:
    found = behind(session, tenant, family_id)
    if found is None:
        refuse(401, "sign_in_needed")
    family, account, install = found
    if account.ended_at is not None:
        refuse(401, "sign_in_needed")
    if install is not None and install.revoked_at is not None:
        refuse(401, "install_revoked")
    if family.ended_at is not None or is_expired(family, current_settings(), now()):
        refuse(401, "sign_in_needed")
    return Caller(account, install, held_grants(session.connection(), tenant, account.person_id), family.id)


def _sign_in_needed() -> Response:
    return answer(401, [problem("sign_in_needed")])
