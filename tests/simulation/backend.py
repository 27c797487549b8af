"""The real server over a real SQLite file, called through WSGI; it can break, restart and be set back."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder, run_wsgi_app

from server import create_app
from server.database import Base, db
from server.settings import Settings, database_url

SECRET = b"made up for the simulator, never used elsewhere"
MEMORY = Path("/dev/shm")  # noqa: S108  a folder in memory, where there is one: nothing here outlives the run
WORKERS = 2
"""Processes that serve the same file; they share nothing in memory."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. broken: a planned fault hit the server meanwhile."""

    status: int
    body: bytes
    cookie: str | None
    broken: bool = False

    @property
    def json(self) -> Any:
        """The body as JSON. Raises ValueError when it is none."""
        return json.loads(self.body)


class Died(Exception):
    """The server's process ended in the middle of a request; nobody answers."""


class Backend:
    """One deployment: a folder with a database, and the workers that serve it."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="lantern-simulation-", dir=MEMORY if MEMORY.is_dir() else None))
        self.path = self.folder / "lantern.sqlite"
        shutil.copy(_tables(), self.path)
        self.next_fault: str | None = None
        self.workers: list[Flask] = []
        self.start()

    def start(self) -> None:
        """Start the workers; those of before are gone with all they had in memory."""
        self.stop()
        self.workers = [self._worker() for _ in range(WORKERS)]

    def stop(self) -> None:
        """End the workers."""
        for app in self.workers:
            with app.app_context():
                db.engine.dispose()
        self.workers = []

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def context(self) -> Iterator[None]:
        """The app context of the first worker, for what operators and the worker process do."""
        with self.workers[0].app_context():
            yield

    def request(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], *, worker: int = 0
    ) -> Answer:
        """One request, answered as a whole. Raises Died when a planned fault ended the process."""
        builder = EnvironBuilder(method=method, path=path, data=body, headers=list(headers.items()))
        if body is not None:
            builder.content_type = "application/json"
        app, planned = self.workers[worker % len(self.workers)], self.next_fault
        # The pull streams: reading its body is part of the request.
        chunks, status, answered = run_wsgi_app(app.wsgi_app, builder.get_environ(), buffered=True)
        data = b"".join(chunks)
        if self.next_fault == "died":
            self.next_fault = None
            self.start()
            raise Died
        cookie = answered.get("Set-Cookie")
        found = cookie.partition(";")[0] if cookie else None
        return Answer(int(status.split()[0]), data, found, broken=planned is not None)

    def backup(self) -> Path:
        """A copy of the database as it is now."""
        copy = self.folder / "backup.sqlite"
        copy.unlink(missing_ok=True)
        source, target = sqlite3.connect(self.path), sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
        return copy

    def restore(self, copy: Path) -> None:
        """Go back to a copy, as after a disaster."""
        self.stop()
        for each in self.folder.glob("lantern.sqlite*"):
            each.unlink()
        shutil.copy(copy, self.path)
        self.start()

    def _worker(self) -> Flask:
        settings = Settings(
            database_url(f"sqlite:///{self.path}"), SECRET, hashing="pbkdf2:sha256:1", threads=1,
            sign_in_tries=1_000_000, erasure_journal=f"sqlite:///{self.folder / 'journal.sqlite'}",
        )  # fmt: skip
        with _routes_compiled_once():
            app = create_app(settings)
        with app.app_context():
            _share_compiled(db.engine)
            event.listen(db.engine, "begin", self._at_begin, insert=True)
            event.listen(db.engine, "commit", self._at_commit)
        return app

    def _at_begin(self, connection: Connection) -> None:
        if self.next_fault == "busy" and connection.get_execution_options().get("lantern_writes"):
            raise OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))

    def _at_commit(self, connection: Connection) -> None:
        """A worker that dies before its commit, or a disk that is full at it."""
        if not connection.get_execution_options().get("lantern_writes"):
            return
        if self.next_fault == "crash":
            self.next_fault = "died"
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))
        if self.next_fault == "full":
            self.next_fault = None
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))


_BUILDERS: dict[tuple[object, ...], Any] = {}


@contextmanager
def _routes_compiled_once() -> Iterator[None]:
    """Let a worker that starts have the route builders that the first one compiled: 22 of its 28 ms.

    A builder is code that follows from the rule alone; it is bound to its rule only afterwards.
    """
    compile_anew = Rule._compile_builder

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:  # noqa: FBT001, FBT002  werkzeug's signature
        key = rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown
        if key not in _BUILDERS:
            _BUILDERS[key] = compile_anew(rule, append_unknown)
        return _BUILDERS[key]

    with patch.object(Rule, "_compile_builder", compiled):
        yield


_COMPILED: list[Engine] = []


def _share_compiled(engine: Engine) -> None:
    """Let every engine of this process have the statements that the first one compiled: a fifth of a seed's time.

    Its cache is keyed by the dialect, which keeps nothing of a connection once it is initialised.
    """
    if not _COMPILED:
        _COMPILED.append(engine)
    first = _COMPILED[0]
    engine.dialect = engine.pool._dialect = first.dialect
    engine._compiled_cache = first._compiled_cache


@cache
def _tables() -> Path:
    """An SQLite file with every table and nothing in it, to be copied."""
    path = Path(mkdtemp(prefix="lantern-tables-", dir=MEMORY if MEMORY.is_dir() else None)) / "tables.sqlite"
    app = create_app(Settings(database_url(f"sqlite:///{path}"), SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path
