"""The map file of an operation: put in, look, take away."""

from pathlib import Path

import click

from server.clock import now, stamp
from server.commands.people import in_tenant, tenant_of
from server.database import in_transaction, reading
from server.tiles.service import install_tiles, remove_tiles, tiles_of


@click.command()
@click.argument("name")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--remove", is_flag=True, help="Take the map file away; phones keep theirs until they delete it."
)
@in_tenant
def tiles(name: str, file: Path | None, *, remove: bool, tenant_name: str | None) -> None:
    """Give the operation NAME the map in FILE (PMTiles 3, vector tiles), or say which it has.

    Officers fetch it on purpose, with its size before their eyes; without one they see a plain map of the zones.
    """
    if remove:
        gone = in_transaction(lambda session: remove_tiles(session, tenant_of(session, tenant_name), name))
        click.echo("removed" if gone else "there was none")
        return
    if file is not None:
        content = file.read_bytes()
        in_transaction(
            lambda session: install_tiles(session, tenant_of(session, tenant_name), name, content, now())
        )
    with reading() as session:
        found = tiles_of(session, tenant_of(session, tenant_name), name)
    if found is None:
        click.echo("no map file; phones draw the zones on plain ground")
    else:
        click.echo(f"{found.size} bytes  {found.file_hash}  since {stamp(found.installed_at)}")
