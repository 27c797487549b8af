"""Who is calling: what every guarded route asks first.

An access token says little and lives ten minutes; account, session and install are looked up at each
request, so that ending any of them counts at once.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask_jwt_extended import JWTManager, create_access_token, get_jwt, verify_jwt_in_request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.accounts.grants import newest_grants, stands
from server.accounts.models import Account, Grant, Install, SessionFamily
from server.accounts.sealing import key_for
from server.clock import now
from server.database import reading
from server.problems import answer, refuse
from server.settings import Settings, current_settings
from sync.problems import problem

AUDIENCE = "lantern"


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, as things stood when the request came.

    install: the one that the session has proved, None before enrolment. grants: the newest of each
    stream that the person ever had, standing or ended. family: the session's id.
    """

    account: Account
    install: Install | None
    grants: tuple[Grant, ...]
    family: str

    @property
    def tenant(self) -> str:
        """The partnership of all that this caller may touch."""
        return self.account.tenant_id

    @property
    def person(self) -> str:
        """The author of all that this caller writes."""
        return self.account.person_id

    def standing(self, at: datetime) -> tuple[Grant, ...]:
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
    verify_jwt_in_request()
    claims = get_jwt()
    with reading() as session:
        return _caller(session, str(claims.get("tenant")), str(claims.get("family")))


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


def _caller(session: Session, tenant: str, family_id: str) -> Caller:
    family = session.get(SessionFamily, (tenant, family_id))
    account = session.get(Account, (tenant, family.person_id)) if family else None
    if family is None or account is None or account.ended_at is not None:
        refuse(401, "sign_in_needed")
    install = session.get(Install, (tenant, family.install_id)) if family.install_id else None
    if install is not None and install.revoked_at is not None:
        refuse(401, "install_revoked")
    if family.ended_at is not None or is_expired(family, current_settings(), now()):
        refuse(401, "sign_in_needed")
    return Caller(account, install, newest_grants(session, tenant, account.person_id), family.id)


def _sign_in_needed() -> Response:
    return answer(401, [problem("sign_in_needed")])
