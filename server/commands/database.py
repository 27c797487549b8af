"""Commands about the database as a whole."""

import json

import click

from server import migrations
from server.clock import now
from server.exchange.retiring import retire
from server.records import description as records
from server.settings import current_settings
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
@click.option("--days", type=click.IntRange(1), help="LANTERN_HORIZON_DAYS unless given.")
@click.option("--count", "only_count", is_flag=True, help="Say how many would go, and move nothing.")
def retention(days: int | None, only_count: bool) -> None:  # noqa: FBT001  click passes it by name
    """Move old, closed records off phones; desks and the server keep them. The worker does it once a day."""
    horizon = days if days is not None else current_settings().horizon_days
    moved = retire(now(), horizon, only_count=only_count)
    click.echo(f"{moved} records {'would go' if only_count else 'went'}")


@click.command()
@click.option("--openapi", is_flag=True, help="The calls, as OpenAPI 3.1, instead of the record types.")
def description(openapi: bool) -> None:  # noqa: FBT001  click passes it by name
    """Show every record type with its fields, choices, limits and policies, as JSON."""
    shown = records.openapi() if openapi else records.description()
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
