"""Commands about what the ledger proves."""

import click
from sqlalchemy import select

from server.accounts.models import Tenant
from server.clock import now
from server.database import reading
from server.exchange.checkpoints import newest_checkpoint, take_checkpoint


@click.command()
def checkpoint() -> None:
    """Sign every ledger as it stands now, and show the newest checkpoint of each.

    Keep what is shown somewhere else: given to `lantern verify --checkpoint`, it shows whether anything
    has been taken away since.
    """
    with reading() as session:
        tenants = session.scalars(select(Tenant).order_by(Tenant.name)).all()
    for tenant in tenants:
        take_checkpoint(tenant.id, now(), due_only=False)
        with reading() as session:
            newest = newest_checkpoint(session, tenant.id)
        if newest is not None:
            click.echo(newest.note)
