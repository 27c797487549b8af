"""Commands about the database as a whole."""

import json

import click

from server import migrations
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
@click.option("--openapi", is_flag=True, help="The calls, as OpenAPI 3.1, instead of the record types.")
def description(openapi: bool) -> None:  # noqa: FBT001  click passes it by name
    """Show every record type with its fields, choices, limits and policies, as JSON."""
    shown = records.openapi() if openapi else records.description()
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
