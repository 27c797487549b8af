"""Commands about the database as a whole."""

import click

from server import migrations
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
