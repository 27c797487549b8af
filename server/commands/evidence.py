"""Commands about what the ledger proves."""

import json
from pathlib import Path

import click
from sqlalchemy import select

from server.accounts.models import Tenant
from server.clock import now
from server.database import reading
from server.evidence.bundles import export
from server.evidence.signing import read_receipt
from server.evidence.telling import as_json, words_of
from server.evidence.walk import walk
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
            click.echo(newest.note, nl=False)


@click.command()
@click.option("--json", "wants_json", is_flag=True, help="One JSON object for each tenant, one a line.")
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that was kept elsewhere.",
)
@click.option(
    "--receipt", "receipts", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A receipt that was kept elsewhere, as JSON.",
)  # fmt: skip
@click.option("--skip-files", is_flag=True, help="Do not read photographs, sound and papers: they take long.")
def verify(
    wants_json: bool,  # noqa: FBT001  click passes it by name
    checkpoints: tuple[Path, ...],
    receipts: tuple[Path, ...],
    skip_files: bool,  # noqa: FBT001  as above
) -> None:
    """Walk every ledger: chains, digests, signatures, receipts, records, texts, files, keys, checkpoints.

    Names the first broken entry of each stream and what follows from it. Exit status 1 when anything does
    not add up. What was taken away from the end shows only beside a checkpoint or a receipt from outside.
    """
    notes = [path.read_text(encoding="utf-8").strip() + "\n" for path in checkpoints]
    given = [read_receipt(path.read_text(encoding="utf-8")) for path in receipts]
    whole, compared = True, False
    with reading() as session:
        for tenant in session.scalars(select(Tenant).order_by(Tenant.name)).all():
            report = walk(session, tenant, notes, given, files=not skip_files)
            whole &= report.is_whole
            compared |= report.given
            lines = [json.dumps(as_json(report))] if wants_json else words_of(report)
            for line in lines:
                click.echo(line)
    if (notes or given) and not compared:
        raise click.ClickException("what was given is of no partnership on this server")
    if not whole:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("record")
@click.option("--stream", help="As this stream's readers see it; the record's home unless given.")
@click.option(
    "--out",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to make: BUNDLE.zip.",
)
def bundle(record: str, stream: str | None, path: Path) -> None:
    """Export one record with all that proves it: changes, signatures, receipts, proofs, readable pages.

    The export is noted in the audit. Whoever is given the file checks it without this server.
    """
    try:
        evidence = export(record, stream, path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error
    lacking = sum(each["name"] is None for each in evidence["files"])
    if lacking:
        click.echo(f"{lacking} files are not in it; record.html and verify_bundle.py say which and why")
    click.echo(f"{path}: {len(evidence['changes'])} changes of record {record} in {evidence['stream']}")
