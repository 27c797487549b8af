"""What an operator makes, in both places where it must be: rows for the server, records for everybody's phone.

An account has a `staff` record, an operation and an agency have records of their own type; the server's own install
signs them. Each function does all of it in the session that it is given.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.accounts import people
from server.accounts.models import Account, Agency, Operation
from server.clock import local_date
from server.exchange.system import write_record
from sync.changes import paired_id
from sync.fields import Role


def register_account(
    session: Session,
    tenant: str,
    *,
    username: str,
    name: str,
    role: Role,
    password: str,
    agency: str | None,
    at: datetime,
    more: Mapping[str, Any] | None = None,
) -> Account:
    """A new account and its `staff` record. more: further fields of that record. Raises as `add_account` does."""
    account = people.add_account(
        session, tenant, username=username, name=name, role=role, password=password, agency=agency, at=at
    )
    values: dict[str, Any] = {"person": account.person_id, "name": name, "role": role, **(more or {})}
    if agency is not None:
        values["agency"] = agency
    write_record(session, tenant, "staff", "staff", values, at, record=staff_record(account))
    return account


def end_registered_account(session: Session, account: Account, at: datetime) -> None:
    """Close the account, and note on its `staff` record since when."""
    people.end_account(session, account, at)
    values = {"left_on": local_date(at)}
    write_record(session, account.tenant_id, "staff", "staff", values, at, record=staff_record(account))


def register_operation(
    session: Session, tenant: str, name: str, title: str, at: datetime, more: Mapping[str, Any] | None = None
) -> Operation:
    """A new operation and its record in its own stream. Raises as `add_operation` does."""
    operation = people.add_operation(session, tenant, name, title, at)
    values = {"name": title, **(more or {})}
    write_record(session, tenant, "operation", f"op/{name}", values, at, record=operation.record_id)
    return operation


def register_agency(
    session: Session, tenant: str, title: str, kind: str, at: datetime, more: Mapping[str, Any] | None = None
) -> Agency:
    """A new agency and its record. kind: a choice of the record's. Raises as `add_agency` does, ValueError."""
    agency = people.add_agency(session, tenant, title, at)
    values = {"name": title, "kind": kind, **(more or {})}
    write_record(session, tenant, "agency", "ref", values, at, record=agency.id)
    return agency


def staff_record(account: Account) -> str:
    """The id of an account's `staff` record: derived, so that nobody has to look for it."""
    return paired_id(account.tenant_id, "staff", account.person_id, "account")
