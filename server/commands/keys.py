"""The server's receipt and sealing keys: which there are, and a new one."""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import ServerKey
from server.accounts.rotating import KEPT, ROTATED, rotate
from server.clock import now, stamp
from server.commands.people import in_tenant, tenant_of
from server.database import in_transaction, reading


@click.group()
def keys() -> None:
    """Keys that sign receipts and open sealed copies."""


@keys.command("list")
@in_tenant
def list_keys(tenant_name: str | None) -> None:
    """Show every key with its purpose and age; the last of a purpose is in use."""
    with reading() as session:
        rows = session.scalars(
            select(ServerKey)
            .where(ServerKey.tenant_id == tenant_of(session, tenant_name), ServerKey.purpose.in_(ROTATED))
            .order_by(ServerKey.purpose, ServerKey.created_at)
        )
        for row in rows:
            ended = f"  private half destroyed {stamp(row.destroyed_at)}" if row.destroyed_at else ""
            click.echo(f"{row.purpose}  {row.kid}  since {stamp(row.created_at)}{ended}")


@keys.command("rotate")
@click.argument("purpose", type=click.Choice([*ROTATED, "all"]))
@in_tenant
def rotate_keys(purpose: str, tenant_name: str | None) -> None:
    """Make the next key, signed by the one before, in use at once. Phones follow with their next pull."""
    wanted = [each for each in ROTATED if purpose in (each, "all")]

    def work(session: Session) -> list[str]:
        tenant = tenant_of(session, tenant_name)
        return [rotate(session, tenant, each, now()) for each in wanted]

    for each, kid in zip(wanted, in_transaction(work), strict=True):
        click.echo(f"{each}  {kid}")
    if purpose != "receipt":
        click.echo(
            f"the sealing key before it opens copies for {KEPT.days} more days; the worker destroys it then"
        )
