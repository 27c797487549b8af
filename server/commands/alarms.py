"""What was kept apart, and whose phone sent it."""

import click

from server.alarms import service
from server.commands.people import in_tenant, tenant_of
from server.database import reading


@click.command()
@in_tenant
def alarms(tenant_name: str | None) -> None:
    """Show the newest alarms: install, code, how often, when last, and whether somebody has looked."""
    with reading() as session:
        for each in service.alarms(session, tenant_of(session, tenant_name)):
            seen = "seen" if each["seen_at"] else "not seen"
            click.echo(
                f"{each['last_at']}  {each['install_code']}  {each['install']}  {each['code']}  "
                f"{each['count']} times  {seen}"
            )
