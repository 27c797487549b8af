"""The steps by which the database came to its present form, one numbered file each in `versions/`."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from server.database import db
from server.migrations.planning import tell_sizes

FOLDER = Path(__file__).resolve().parent


def upgrade(revision: str = "head", *, engine: Engine | None = None) -> str | None:
    """Bring the database of the running app, or another one, up to `revision`; returns the step that it is at then."""

    def act(config: Config) -> None:
        command.upgrade(config, revision)
        tell_sizes(config.attributes["connection"])

    return _run(act, engine)


def downgrade(revision: str) -> str | None:
    """Take the database back to `revision` (`base`: no tables); returns the step that it is at then."""
    return _run(lambda config: command.downgrade(config, revision))


def revise(message: str, number: str) -> None:
    """Write a new step from what the models have and the database has not. For developers."""
    _run(lambda config: command.revision(config, message, rev_id=number, autogenerate=True))


def is_up_to_date() -> bool:
    """Whether the database is at the newest step."""
    newest = ScriptDirectory(str(FOLDER)).get_current_head()
    with db.engine.connect() as connection:
        return _revision(connection) == newest


def _run(act: Callable[[Config], object], engine: Engine | None = None) -> str | None:
    with (
        (engine or db.engine).connect().execution_options(lantern_writes=True) as connection,
        connection.begin(),
    ):
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        act(config)
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
