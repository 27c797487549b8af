"""Signing in, refreshing with rotation, signing out.

A refresh token is `<tenant>.<32 random bytes>` in a cookie that no script can read. Its successor is derived
from it under the deployment's secret, so that a lost answer can be repeated without storing a live token.
"""

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from server.accounts.models import Account, Install, RefreshToken, SessionFamily, Username
from server.accounts.nonces import use_nonce
from server.accounts.rotation import Presented, decide
from server.accounts.sealing import key_for, token_hash
from server.accounts.service import access_token, is_expired
from server.accounts.signatures import is_signed
from server.accounts.tries import count_failure, forget_failures, minutes_to_wait
from server.audit.service import record
from server.clock import new_id
from server.database import in_transaction, reading
from server.problems import refuse
from server.settings import Settings, current_settings
from sync.changes import base64url
from sync.strict import hashed_array

_TOKEN = re.compile(r"([0-9a-f-]{36})\.[A-Za-z0-9_-]{43}")

EndedWhy = Literal["signed_out", "reused", "expired", "revoked", "account_ended", "password_changed"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened or refreshed: its account, its family, and the token for the cookie."""

    account: Account
    family: SessionFamily
    refresh_token: str

    def on_the_wire(self) -> dict[str, object]:
        """The **session** of PROTOCOL section 3."""
        return session_on_the_wire(self.account, self.family)


@dataclass(frozen=True, slots=True)
class Proof:
    """An install's proof that it holds its key: a signature over a nonce of this server."""

    install: str
    nonce: str
    signature: str


def session_on_the_wire(account: Account, family: SessionFamily) -> dict[str, object]:
    """The **session** of PROTOCOL section 3, with a new access token."""
    return {
        "access_token": access_token(family),
        "expires_in": int(current_settings().access_lifetime.total_seconds()),
        "person": person_on_the_wire(account),
        "tenant": account.tenant_id,
        "install": family.install_id,
    }


def person_on_the_wire(account: Account) -> dict[str, str | None]:
    """Who is signed in, for the app to show."""
    return {
        "id": account.person_id,
        "name": account.name,
        "role": account.role,
        "agency": account.agency_id,
        "username": account.username,
    }


def sign_in(username: str, password: str, address: str, at: datetime) -> Opened:
    """A new session for the right password.

    The answer and the time it takes are the same for a wrong name and for a wrong password. Raises ProblemError:
    401 `sign_in_wrong`, 429 `too_many_tries`.
    """
    settings = current_settings()
    name = fold_username(username)
    with reading() as session:
        wait = minutes_to_wait(session, name, address, settings, at)
        account = _account_of(session, name)
    if wait is not None:
        refuse(429, "too_many_tries", headers={"Retry-After": str(wait * 60)}, minutes=wait)
    # Slow on purpose, so outside any transaction.
    nobodys = _nobodys_hash(settings.hashing)
    right = check_password_hash(account.password_hash if account else nobodys, password)
    if account is None or not right or account.ended_at is not None:
        in_transaction(lambda session: _note_failure(session, name, address, account, settings, at))
        refuse(401, "sign_in_wrong")
    renewed = _renewed_hash(account.password_hash, password, settings.hashing)
    return in_transaction(lambda session: _open(session, account, name, address, renewed, at))


def refresh(token: str, proof: Proof | None, at: datetime) -> Opened:
    """The session's next tokens.

    Raises ProblemError 401: `sign_in_needed` for a session that has ended (a token used again ends it),
    `proof_wrong` when an install's session comes without its proof, `install_revoked`.
    """
    outcome = in_transaction(lambda session: _refresh(session, token, proof, at))
    if isinstance(outcome, str):
        refuse(401, outcome)
    return outcome


def sign_out(tenant: str, family_id: str, at: datetime) -> None:
    """End a session; nothing happens when it has ended already."""

    def work(session: Session) -> None:
        family = session.get(SessionFamily, (tenant, family_id), with_for_update=True)
        if family is not None and family.ended_at is None:
            end_family(family, "signed_out", at)
            record(session, tenant, "signed_out", person=family.person_id, install=family.install_id, at=at)

    in_transaction(work)


def family_of(token: str) -> tuple[str, str] | None:
    """Tenant and family of a refresh token, whether it still counts or not; None for an unknown one."""
    with reading() as session:
        row = _row_of(session, token)
        return (row.tenant_id, row.family_id) if row else None


def end_families(
    session: Session, tenant: str, why: EndedWhy, at: datetime, *, person: str, install: str | None = None
) -> None:
    """End every living session of a person, or only those of one install."""
    statement = update(SessionFamily).where(
        SessionFamily.tenant_id == tenant,
        SessionFamily.person_id == person,
        SessionFamily.ended_at.is_(None),
    )
    if install is not None:
        statement = statement.where(SessionFamily.install_id == install)
    session.execute(statement.values(ended_at=at, ended_why=why))


def end_family(family: SessionFamily, why: EndedWhy, at: datetime) -> None:
    """Let none of the family's tokens count any more."""
    family.ended_at, family.ended_why = at, why


def fold_username(text: str) -> str:
    """Names of accounts are compared without case, width and outer spaces."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _account_of(session: Session, name: str) -> Account | None:
    row = session.get(Username, name)
    return session.get(Account, (row.tenant_id, row.person_id)) if row else None


@cache
def _nobodys_hash(method: str) -> str:
    """A hash that takes as long to check as any other and that no password fits."""
    return generate_password_hash(secrets.token_urlsafe(), method)


def _renewed_hash(stored: str, password: str, method: str) -> str | None:
    """A new hash when the stored one was made by another method or with other parameters."""
    return None if stored.startswith(f"{method}$") else generate_password_hash(password, method)


def _note_failure(
    session: Session, name: str, address: str, account: Account | None, settings: Settings, at: datetime
) -> None:
    count_failure(session, name, address, settings, at)
    if account is not None:
        record(session, account.tenant_id, "sign_in_failed", person=account.person_id, at=at)


def _open(
    session: Session, account: Account, name: str, address: str, renewed: str | None, at: datetime
) -> Opened:
    forget_failures(session, name, address)
    if renewed is not None:
        session.get_one(Account, (account.tenant_id, account.person_id)).password_hash = renewed
    family = SessionFamily(
        tenant_id=account.tenant_id, id=new_id(at), person_id=account.person_id, install_id=None,
        signed_in_at=at, used_at=at, ended_at=None, ended_why=None,
    )  # fmt: skip
    session.add(family)
    session.flush()
    token = f"{account.tenant_id}.{base64url(secrets.token_bytes(32))}"
    _store(session, family, token, at)
    record(session, account.tenant_id, "signed_in", person=account.person_id, at=at)
    return Opened(account, family, token)


def _store(session: Session, family: SessionFamily, token: str, at: datetime) -> None:
    session.add(
        RefreshToken(
            tenant_id=family.tenant_id, token_hash=token_hash(token), family_id=family.id,
            successor_hash=None, created_at=at, used_at=None,
        )
    )  # fmt: skip


def _refresh(session: Session, token: str, proof: Proof | None, at: datetime) -> Opened | str:
    """The opened session, or the code of the problem; a family that ends here is to be committed."""
    row = _row_of(session, token)
    if row is None:
        return "sign_in_needed"
    # The family first and locked: two refreshes of one family go one after the other.
    family = session.get_one(SessionFamily, (row.tenant_id, row.family_id), with_for_update=True)
    session.refresh(row)
    account = session.get_one(Account, (family.tenant_id, family.person_id))
    install = _install_of(session, family, proof)
    if install is not None and install.revoked_at is not None:
        return "install_revoked"
    if family.ended_at is not None or account.ended_at is not None:
        return "sign_in_needed"
    if is_expired(family, current_settings(), at):
        end_family(family, "expired", at)
        return "sign_in_needed"
    if not _is_proved(session, family, install, proof, at):
        return "proof_wrong"
    return _next(session, row, family, account, install, at)


def _install_of(session: Session, family: SessionFamily, proof: Proof | None) -> Install | None:
    """The install that claims this session, if it is one of the same person's."""
    wanted = proof.install if proof else family.install_id
    install = session.get(Install, (family.tenant_id, wanted)) if wanted else None
    return install if install is not None and install.person_id == family.person_id else None


def _is_proved(
    session: Session, family: SessionFamily, install: Install | None, proof: Proof | None, at: datetime
) -> bool:
    """Whether the caller may have this session: by its key, or unproved before any enrolment."""
    if proof is None:
        return family.install_id is None
    if install is None or family.install_id not in {None, install.id}:
        return False
    array = ["lantern-request-v1", "POST", "/api/session/refresh", "", proof.nonce]
    signed = is_signed(hashed_array(list(array)).encode(), proof.signature, install.public_key)
    return signed and use_nonce(session, proof.nonce, at)


def _next(
    session: Session,
    row: RefreshToken,
    family: SessionFamily,
    account: Account,
    install: Install | None,
    at: datetime,
) -> Opened | str:
    install_id = install.id if install else None
    presented = Presented(row.used_at, _successor_used(session, row), family.install_id, install_id)
    verdict = decide(presented, at)
    if verdict == "reused":
        end_family(family, "reused", at)
        record(
            session, family.tenant_id, "session_reused", person=family.person_id, install=install_id, at=at
        )
        return "sign_in_needed"
    successor = _successor(row)
    if verdict == "rotate":
        row.used_at, row.successor_hash = at, token_hash(successor)
        family.used_at, family.install_id = at, install_id or family.install_id
        _store(session, family, successor, at)
    return Opened(account, family, successor)


def _successor_used(session: Session, row: RefreshToken) -> bool:
    if row.successor_hash is None:
        return False
    used = select(RefreshToken.used_at).where(
        RefreshToken.tenant_id == row.tenant_id, RefreshToken.token_hash == row.successor_hash
    )
    return session.scalar(used) is not None


def _successor(row: RefreshToken) -> str:
    """Nobody can compute it from the stored hash: that takes the secret too."""
    secret = hmac.digest(key_for("refresh"), row.token_hash.encode(), "sha256")
    return f"{row.tenant_id}.{base64url(secret)}"


def _row_of(session: Session, token: str) -> RefreshToken | None:
    """The row of a token; a cookie can hold anything, so that only what looks like one is looked up."""
    form = _TOKEN.fullmatch(token)
    return session.get(RefreshToken, (form[1], token_hash(token))) if form else None
