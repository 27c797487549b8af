"""`lantern backup` and `lantern restore`."""

from pathlib import Path

import click

from server.backups import service
from server.clock import now

NEW = click.Path(dir_okay=False, path_type=Path)
THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("target", type=NEW)
def backup(target: Path) -> None:
    """Write the whole database, its photographs and other files too, to a new file TARGET, while the server runs.

    Keep the secret (LANTERN_SECRET_KEY, or the file beside a SQLite database) and the journal of erasures apart from
    it: without the first its keys do not open, and the second must survive it.
    """
    service.back_up(target)
    click.echo(f"written to {target}; keep the secret and the journal of erasures apart from it")


@click.command()
@click.argument("source", type=THERE)
@click.confirmation_option(
    prompt="What the database holds now will be replaced. Is the server stopped, and go on?"
)
def restore(source: Path) -> None:
    """Put the backup SOURCE in the place of the database. Stop the server and its worker first.

    Every phone finds out at its next contact, keeps what it has, and sends again what the backup lacks.
    """
    restored = service.restore(source, now())
    for tenant, epoch in restored.epochs.items():
        click.echo(f"{tenant}  begins epoch {epoch}")
    click.echo(f"{restored.erased} erasures done again; start the server, and the phones bring back the rest")
