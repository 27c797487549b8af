"""`lantern`: the operator's command line. Each group of commands has a module in `server/commands/`."""

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from server import create_app
from server.commands.alarms import alarms
from server.commands.backups import backup, restore
from server.commands.database import description, migrate, retention, violations
from server.commands.demonstration import demonstration
from server.commands.erasure import erase, erasures
from server.commands.evidence import bundle, checkpoint, verify
from server.commands.keys import keys
from server.commands.people import agencies, installs, memberships, operations, tenants, users
from server.commands.simulation import simulate
from server.commands.tiles import tiles
from server.commands.worker import worker
from server.database import BusyError, db


class Lantern(click.Group):
    """The command line, saying in one line what went wrong."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; failures that an operator can mend are words, not a traceback."""
        try:
            return super().invoke(ctx)
        except (LookupError, ValueError, FileExistsError) as error:
            raise click.ClickException(str(error)) from error
        except BusyError as error:
            raise click.ClickException("the database is busy; nothing was stored, try again") from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(f"the database does not answer as it should: {error.orig}") from error


@click.group(cls=Lantern)
@click.pass_context
def main(context: click.Context) -> None:
    """Run a Lantern server: its database, its people, its phones.

    The database is the one of DATABASE_URL (sqlite:///lantern.sqlite unless set).
    """
    context.with_resource(create_app().app_context())
    context.call_on_close(db.engine.dispose)


for command in (
    backup, restore,
    migrate, tenants, users, agencies, operations, memberships, installs, worker, verify, checkpoint, bundle,
    violations, description, demonstration, erase, erasures, retention, simulate, keys, alarms,
):  # fmt: skip
    main.add_command(command)
operations.add_command(tiles)

if __name__ == "__main__":
    main()
