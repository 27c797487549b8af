"""Operation Harbour: a made-up operation to walk through."""

import click

from server.demonstration.build import is_told, sign_ins, story_day, tell
from server.demonstration.cast import PASSWORD


@click.command()
@click.option("--sign-ins", "only_sign_ins", is_flag=True, help="Only print who can sign in.")
def demonstration(*, only_sign_ins: bool) -> None:
    """Fill an empty database with Operation Harbour, or say who can sign in to it.

    Everybody and everything in it is invented. It goes in through the same signed changes that real phones make.
    """
    if not only_sign_ins:
        if is_told():
            raise click.ClickException("this database holds a partnership already; nothing was changed")
        click.echo("Telling four months of Operation Harbour; this takes about half a minute.")
        tell(story_day())
    click.echo(f"\nEverybody's password is {PASSWORD} ; choose any six-digit PIN at the first sign-in.\n")
    for username, name, what in sign_ins():
        click.echo(f"  {username:<9} {name:<20} {what}")
