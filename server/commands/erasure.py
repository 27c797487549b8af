"""`lantern erase` and `lantern erasures`: destroying words for good, and again after a restore."""

import click

from server.commands.people import in_tenant, tenant_of
from server.database import reading
from server.erasure import service
from server.erasure.reasons import REASONS
from server.erasure.scrubbing import scrub


@click.command()
@in_tenant
@click.option(
    "--change", "changes", multiple=True, help="Id or hash of a change; may be given several times."
)
@click.option("--record", help="All changes of this record.")
@click.option("--install", help="All that this phone sent and that is late, held, refused or kept apart.")
@click.option("--reason", type=click.Choice(list(REASONS)), required=True)
@click.option("--case", "case_number", help="A number of your own files; no names.")
@click.confirmation_option(prompt="The words cannot be brought back. Go on?")
def erase(  # noqa: D103  its help is given below
    tenant_name: str | None,
    changes: tuple[str, ...],
    record: str | None,
    install: str | None,
    reason: str,
    case_number: str | None,
) -> None:
    with reading() as session:
        tenant = tenant_of(session, tenant_name)
    if sum(bool(each) for each in (changes, record, install)) != 1:
        raise ValueError("say one of --change, --record, --install")
    wanted = service.Wanted(changes, record, install)
    count = service.erase(tenant, wanted, service.Why(reason, case_number))
    scrub()
    click.echo(f"{count} erased")


erase.help = "Destroy the words of changes for good; their hashes stay, and every ledger still verifies."


@click.group()
def erasures() -> None:
    """What was erased, as the journal outside the backup has it."""


@erasures.command()
def outstanding() -> None:
    """Show how many erasures this database does not know. Exit status 1 when there are any."""
    count = service.outstanding()
    click.echo(f"{count} to be done again")
    if count:
        raise click.exceptions.Exit(1)


@erasures.command("replay")
def replay_all() -> None:
    """Erase again what a restored backup brought back; needed before the server serves it."""
    count = service.replay()
    scrub()
    click.echo(f"{count} erased again")


@erasures.command("scrub")
def scrub_now() -> None:
    """Rewrite the tables that held words, so that none is left in free space of their files."""
    scrub()
