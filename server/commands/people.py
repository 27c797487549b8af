"""Partnerships, agencies, operations, people, their memberships and their phones."""

from typing import get_args

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import registering
from server.accounts import people
from server.accounts.grants import newest_grants, stands
from server.accounts.installs import end_install
from server.accounts.models import Account, Agency, Install, Operation, Tenant
from server.clock import now, stamp
from server.database import in_transaction, reading
from server.exchange.lacking import RANGES_MAX, Range, arrived
from sync.fields import Role
from sync.records.lists import AGENCY_KIND

ROLES = [role for role in get_args(Role) if role != "system"]

in_tenant = click.option(
    "--tenant", "tenant_name", help="Name of the partnership; needed when there are several."
)
with_password = click.option(
    "--password", envvar="LANTERN_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True,
    help="Asked for unless given here (where others on this machine can see it) or in LANTERN_PASSWORD.",
)  # fmt: skip


def tenant_of(session: Session, name: str | None) -> str:
    """The partnership of this name, or the only one. Raises UnknownError."""
    query = select(Tenant) if name is None else select(Tenant).where(Tenant.name == name)
    found = session.scalars(query.limit(2)).all()
    if len(found) == 1:
        return found[0].id
    if found:
        raise people.UnknownError("there are several partnerships: say which with --tenant")
    raise people.UnknownError("there is no such partnership; add it with: lantern tenants add NAME")


@click.group()
def tenants() -> None:
    """Partnerships; nothing crosses from one to another."""


@tenants.command("add")
@click.argument("name")
def add_tenant(name: str) -> None:
    """Add a partnership."""
    tenant = in_transaction(lambda session: people.add_tenant(session, name, now()))
    click.echo(tenant.id)


@tenants.command("list")
def list_tenants() -> None:
    """Show every partnership."""
    with reading() as session:
        for tenant in session.scalars(select(Tenant).order_by(Tenant.name)):
            click.echo(f"{tenant.id}  {tenant.name}")


@click.group()
def agencies() -> None:
    """Partner agencies that referrals go to."""


@agencies.command("add")
@click.argument("title")
@click.option("--kind", type=click.Choice([choice.value for choice in AGENCY_KIND]), required=True)
@click.option("--urgent-telephone", help="Rung when it cannot wait.")
@in_tenant
def add_agency(title: str, kind: str, urgent_telephone: str | None, tenant_name: str | None) -> None:
    """Add an agency."""
    more = {"urgent_telephone": urgent_telephone} if urgent_telephone else {}

    def work(session: Session) -> Agency:
        tenant = tenant_of(session, tenant_name)
        return registering.register_agency(session, tenant, title, kind, now(), more)

    click.echo(in_transaction(work).id)


@agencies.command("list")
@in_tenant
def list_agencies(tenant_name: str | None) -> None:
    """Show every agency."""
    with reading() as session:
        wanted = (
            select(Agency).where(Agency.tenant_id == tenant_of(session, tenant_name)).order_by(Agency.title)
        )
        for agency in session.scalars(wanted):
            click.echo(f"{agency.id}  {agency.title}")


@click.group()
def operations() -> None:
    """Operations, each with its own streams."""


@operations.command("add")
@click.argument("name")
@click.argument("title")
@in_tenant
def add_operation(name: str, title: str, tenant_name: str | None) -> None:
    """Add an operation. NAME is short and stays (`harbour`), TITLE is what people read."""

    def work(session: Session) -> Operation:
        return registering.register_operation(session, tenant_of(session, tenant_name), name, title, now())

    click.echo(in_transaction(work).record_id)


@operations.command("list")
@in_tenant
def list_operations(tenant_name: str | None) -> None:
    """Show every operation."""
    with reading() as session:
        tenant = tenant_of(session, tenant_name)
        wanted = select(Operation).where(Operation.tenant_id == tenant).order_by(Operation.name)
        for operation in session.scalars(wanted):
            click.echo(f"{operation.name}  {operation.title}")


@click.group()
def users() -> None:
    """Those who may sign in."""


@users.command("add")
@click.argument("username")
@click.option("--name", required=True, help="As colleagues read it: PC Ada Wren.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--agency", "agency_title", help="A support worker's agency, by its name.")
@with_password
@in_tenant
def add_user(
    username: str, name: str, role: Role, agency_title: str | None, password: str, tenant_name: str | None
) -> None:
    """Add an account."""

    def work(session: Session) -> Account:
        tenant = tenant_of(session, tenant_name)
        agency = people.agency_named(session, tenant, agency_title).id if agency_title else None
        return registering.register_account(
            session,
            tenant,
            username=username,
            name=name,
            role=role,
            password=password,
            agency=agency,
            at=now(),
        )

    click.echo(in_transaction(work).person_id)


@users.command("list")
@in_tenant
def list_users(tenant_name: str | None) -> None:
    """Show every account."""
    with reading() as session:
        tenant = tenant_of(session, tenant_name)
        for account in session.scalars(
            select(Account).where(Account.tenant_id == tenant).order_by(Account.username)
        ):
            ended = f"  ended {stamp(account.ended_at)}" if account.ended_at else ""
            click.echo(f"{account.username}  {account.role}  {account.person_id}  {account.name}{ended}")


@users.command("end")
@click.argument("username")
def end_user(username: str) -> None:
    """Close an account: its sessions end now; what it wrote, and what still arrives, is kept."""
    in_transaction(
        lambda session: registering.end_registered_account(
            session, people.account_named(session, username), now()
        )
    )


@users.command("password")
@click.argument("username")
@with_password
def set_password(username: str, password: str) -> None:
    """Set a new password and end every session."""
    in_transaction(
        lambda session: people.set_password(session, people.account_named(session, username), password, now())
    )


@click.group()
def memberships() -> None:
    """Who belongs to which operation."""


@memberships.command("add")
@click.argument("username")
@click.argument("operation")
@click.option("--welfare", is_flag=True, help="An officer named for welfare reads welfare records.")
def add_membership(username: str, operation: str, welfare: bool) -> None:  # noqa: FBT001  click passes it by name
    """Put a person into an operation and show what that gives."""

    def work(session: Session) -> dict[str, str]:
        account = people.account_named(session, username)
        return dict(people.add_membership(session, account, operation, welfare=welfare, at=now()))

    for stream, mode in in_transaction(work).items():
        click.echo(f"{stream}  {mode}")


@memberships.command("end")
@click.argument("username")
@click.argument("operation")
def end_membership(username: str, operation: str) -> None:
    """Take a person out of an operation; their phone lets its records go at the next contact."""
    in_transaction(
        lambda session: people.end_membership(
            session, people.account_named(session, username), operation, now()
        )
    )


@memberships.command("list")
@click.argument("username")
def list_memberships(username: str) -> None:
    """Show every stream that a person has or had."""
    with reading() as session:
        account = people.account_named(session, username)
        for grant in newest_grants(session, account.tenant_id, account.person_id):
            state = "" if stands(grant, now()) else "  ended"
            click.echo(f"{grant.stream}  {grant.mode}  version {grant.version}{state}")


@click.group()
def installs() -> None:
    """Phones and browsers that people have enrolled."""


@installs.command("list")
@click.argument("username")
def list_installs(username: str) -> None:
    """Show a person's installs: how far the changes of each have come, and which numbers lack below."""
    with reading() as session:
        account = people.account_named(session, username)
        mine = (Install.tenant_id == account.tenant_id) & (Install.person_id == account.person_id)
        for install in session.scalars(select(Install).where(mine).order_by(Install.enrolled_at)):
            state = f"revoked {stamp(install.revoked_at)}" if install.revoked_at else "enrolled"
            came = _words_of(*arrived(session, install.tenant_id, install.id))
            click.echo(f"{install.id}  {install.code}  {state}  {came}  {install.label}")


def _words_of(last: int, lacking: list[Range]) -> str:
    if not lacking:
        return f"up to {last}"
    ranges = [str(first) if first == end else f"{first}-{end}" for first, end in lacking[:RANGES_MAX]]
    more = " …" if len(lacking) > RANGES_MAX else ""
    return f"up to {last}, lacks {' '.join(ranges)}{more}"


@installs.command("revoke")
@click.argument("username")
@click.argument("install_id")
def revoke(username: str, install_id: str) -> None:
    """End one of a person's installs: it locks at its next contact."""

    def work(session: Session) -> None:
        account = people.account_named(session, username)
        install = session.get(Install, (account.tenant_id, install_id))
        if install is None or install.person_id != account.person_id:
            raise people.UnknownError(f"{username} has no install {install_id}")
        end_install(session, install, None, now())

    in_transaction(work)
