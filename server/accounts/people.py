"""Partnerships, accounts, operations, agencies and memberships, as an operator makes them.

Each function does its part in the session it is given. The matching `staff`, `operation` and `agency` records
are written by the caller through the tenant's system install (`server/commands/`), in the same transaction.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from server.accounts.grants import Mode, end, give, operation_streams, standing_streams
from server.accounts.keys import make_all_keys
from server.accounts.models import Account, Agency, Operation, Tenant, Username
from server.accounts.sessions import end_families, fold_username
from server.audit.service import record
from server.settings import current_settings
from sync.fields import Role

PASSWORD_LENGTH = 12
"""Shortest password, in characters (ASVS 5.0, V6: at least 8; 15 recommended without a second factor)."""


class UnknownError(LookupError):
    """There is no account, operation or agency of this name."""


class TakenError(ValueError):
    """There is already one of this name."""


def add_tenant(session: Session, name: str, at: datetime) -> Tenant:
    """A new partnership, with all its keys."""
    tenant = Tenant(id=str(uuid.uuid4()), name=name, created_at=at)
    session.add(tenant)
    session.flush()
    make_all_keys(session, tenant.id)
    return tenant


def add_account(
    session: Session,
    tenant: str,
    *,
    username: str,
    name: str,
    role: Role,
    password: str,
    agency: str | None,
    at: datetime,
) -> Account:
    """A new account with what comes with its role. agency: needed for a support worker, its agency's id.

    Raises TakenError for a name in use anywhere, ValueError for a short password, or an agency that does not
    fit the role.
    """
    check_password(password)
    if (role == "support_worker") != (agency is not None):
        raise ValueError("a support worker, and nobody else, belongs to an agency")
    folded = fold_username(username)
    if session.get(Username, folded) is not None:
        raise TakenError(f"the name {folded} is in use")
    person = str(uuid.uuid4())
    account = Account(
        tenant_id=tenant, person_id=person, username=folded, password_hash=hash_of(password),
        name=name, role=role, agency_id=agency, created_at=at, ended_at=None,
    )  # fmt: skip
    session.add_all([Username(username=folded, tenant_id=tenant, person_id=person), account])
    session.flush()
    give(session, tenant, person, standing_streams(role, agency), at)
    record(session, tenant, "account_added", person=person, subject={"role": role}, at=at)
    return account


def set_password(session: Session, account: Account, password: str, at: datetime) -> None:
    """Replace the password and end every session. Raises ValueError for a short one."""
    check_password(password)
    account.password_hash = hash_of(password)
    end_families(session, account.tenant_id, "password_changed", at, person=account.person_id)
    record(session, account.tenant_id, "password_set", person=account.person_id, at=at)


def end_account(session: Session, account: Account, at: datetime) -> None:
    """Close the account: sessions and grants end now; what it wrote stays. Nothing happens twice."""
    if account.ended_at is not None:
        return
    account.ended_at = at
    end_families(session, account.tenant_id, "account_ended", at, person=account.person_id)
    end(session, account.tenant_id, account.person_id, None, at)
    record(session, account.tenant_id, "account_ended", person=account.person_id, at=at)


def add_operation(session: Session, tenant: str, name: str, title: str, at: datetime) -> Operation:
    """A new operation. name: short, of `[a-z0-9-]`, part of its streams' names. Raises TakenError, ValueError."""
    if not name or len(name) > 60 or set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        raise ValueError("an operation's short name has small letters, digits and hyphens")
    if session.get(Operation, (tenant, name)) is not None:
        raise TakenError(f"there is an operation {name}")
    operation = Operation(
        tenant_id=tenant, name=name, record_id=str(uuid.uuid4()), title=title, created_at=at, ended_at=None
    )
    session.add(operation)
    session.flush()
    record(session, tenant, "operation_added", subject={"operation": name}, at=at)
    return operation


def add_agency(session: Session, tenant: str, title: str, at: datetime) -> Agency:
    """A new partner agency. Raises TakenError."""
    found = session.scalars(select(Agency).where(Agency.tenant_id == tenant, Agency.title == title)).first()
    if found is not None:
        raise TakenError(f"there is an agency {title}")
    agency = Agency(tenant_id=tenant, id=str(uuid.uuid4()), title=title, created_at=at)
    session.add(agency)
    session.flush()
    record(session, tenant, "agency_added", subject={"agency": agency.id}, at=at)
    return agency


def add_membership(
    session: Session, account: Account, operation: str, *, welfare: bool, at: datetime
) -> dict[str, Mode]:
    """Put the person into the operation and return what that gave.

    Raises UnknownError for an operation that there is not, ValueError for a role that has no part in one.
    """
    if session.get(Operation, (account.tenant_id, operation)) is None:
        raise UnknownError(f"there is no operation {operation}")
    streams = operation_streams(role_of(account), operation, welfare=welfare)
    if not streams:
        raise ValueError(f"a {account.role} is not a member of operations")
    give(session, account.tenant_id, account.person_id, streams, at)
    subject: dict[str, str | int | None] = {"operation": operation, "welfare": int(welfare)}
    record(session, account.tenant_id, "membership_added", person=account.person_id, subject=subject, at=at)
    return streams


def end_membership(session: Session, account: Account, operation: str, at: datetime) -> None:
    """Take the person out of the operation; nothing happens when they are not in it."""
    streams: Sequence[str] = [f"{home}/{operation}" for home in ("op", "care", "sup")]
    end(session, account.tenant_id, account.person_id, streams, at)
    subject = {"operation": operation}
    record(session, account.tenant_id, "membership_ended", person=account.person_id, subject=subject, at=at)


def account_named(session: Session, username: str) -> Account:
    """The account that this name signs in to. Raises UnknownError."""
    row = session.get(Username, fold_username(username))
    account = session.get(Account, (row.tenant_id, row.person_id)) if row else None
    if account is None:
        raise UnknownError(f"there is no user {username}")
    return account


def agency_named(session: Session, tenant: str, title: str) -> Agency:
    """The agency of this name. Raises UnknownError."""
    found = session.scalars(select(Agency).where(Agency.tenant_id == tenant, Agency.title == title)).first()
    if found is None:
        raise UnknownError(f"there is no agency {title}")
    return found


def role_of(account: Account) -> Role:
    """The account's role as its type says."""
    role: Role = account.role  # type: ignore[assignment]  # only add_account writes the column
    return role


def hash_of(password: str) -> str:
    """The slow hash that is stored in place of a password."""
    return generate_password_hash(password, current_settings().hashing)


def check_password(password: str) -> None:
    """Raise ValueError for one that is too short."""
    if len(password) < PASSWORD_LENGTH:
        raise ValueError(f"a password has at least {PASSWORD_LENGTH} characters")
