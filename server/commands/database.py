"""Commands about the database as a whole."""

import json

import click
from sqlalchemy import select

from server import migrations
from server.accounts.models import Tenant
from server.database import reading
from server.exchange import verify as ledger
from server.records import description as records
from server.web import reports


@click.command()
@click.option("--to", "revision", help="A step, `-1` for one back, `base` for none; the newest unless given.")
def migrate(revision: str | None) -> None:
    """Bring the database to the form that this version needs."""
    back = revision is not None and (revision == "base" or revision.startswith("-"))
    reached = migrations.downgrade(str(revision)) if back else migrations.upgrade(revision or "head")
    click.echo(f"the database is at step {reached or 'none'}")


@click.command()
def violations() -> None:
    """Show how often browsers reported a breach of the Content-Security-Policy."""
    for day, directive, count in reports.violations():
        click.echo(f"{day}  {directive}  {count}")


@click.command()
def verify() -> None:
    """Walk every ledger: chain, digests, signatures, receipts. Exit status 1 when anything does not add up."""
    found = 0
    with reading() as session:
        for tenant in session.scalars(select(Tenant).order_by(Tenant.name)).all():
            for finding in ledger.verify(session, tenant.id):
                found += 1
                click.echo(f"{tenant.name}  {finding.code}  {finding.place}")
    click.echo("every ledger is whole" if found == 0 else f"{found} things do not add up")
    if found:
        raise click.exceptions.Exit(1)


@click.command()
@click.option("--openapi", is_flag=True, help="The calls, as OpenAPI 3.1, instead of the record types.")
def description(openapi: bool) -> None:  # noqa: FBT001  click passes it by name
    """Show every record type with its fields, choices, limits and policies, as JSON."""
    shown = records.openapi() if openapi else records.description()
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
