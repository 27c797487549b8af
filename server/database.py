"""The database: one engine, two kinds of transaction, the same on SQLite and on PostgreSQL.

`writing()` and `reading()` are the only ways in. A writer takes SQLite's write lock at its first
statement (`BEGIN IMMEDIATE`), because a transaction that reads first and writes later fails with
SQLITE_BUSY in spite of the timeout. SQLite's own lock is not fair (waits of 6.6 s were measured
with six writers), so that the writers of one process queue in the order in which they came.
A reader sees one snapshot from its first statement to its last.
"""

import json
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Text,
    bindparam,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

BUSY_SECONDS = 15
"""How long a writer waits for its turn before it gives up; a push then answers `retry`."""

ATTEMPTS = 5
"""How often `in_transaction` tries a piece of work that met a deadlock or a lost race."""

T = TypeVar("T")


class BusyError(Exception):
    """The database had no turn for this writer in time; nothing was stored."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops the offset, so that it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the signature is SQLAlchemy's
        """Refuse a moment without an offset; store all others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the signature is SQLAlchemy's
        """Give every moment back with its offset."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every model derives from. Primary keys of tenant-bound tables begin with `tenant_id`."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: Moment},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction that may write: committed at the end, rolled back when anything is raised.

    Raises BusyError when its turn did not come within `BUSY_SECONDS`. Must not be nested: on SQLite
    the inner one would wait for the outer.
    """
    engine = db.engine
    with _turn(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        session.connection(execution_options={"lantern_writes": True})
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One snapshot to read from. Rows that were read stay usable afterwards; nothing that is added is stored."""
    options = {} if is_sqlite(db.engine) else {"isolation_level": "REPEATABLE READ"}
    with Session(db.engine, expire_on_commit=False, autoflush=False) as session:
        session.connection(execution_options=options)
        try:
            yield session
        finally:
            session.expunge_all()  # A rollback would otherwise empty what was read.
            session.rollback()


def in_transaction(work: Callable[[Session], T]) -> T:
    """Do `work` in a writing transaction, again from the start when it lost a race.

    `work` must have no effect outside the session. Raises BusyError when `ATTEMPTS` were not enough.
    """
    for _ in range(ATTEMPTS):
        try:
            with writing() as session:
                return work(session)
        except DBAPIError as error:
            if not is_lost_race(error):
                raise
    raise BusyError


def is_lost_race(error: DBAPIError) -> bool:
    """Whether the same work may succeed when it is done again.

    PostgreSQL: serialization_failure, deadlock_detected, lock_not_available. SQLite: locked.
    """
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in {"40001", "40P01", "55P03"}
    return "locked" in str(error.orig) or "busy" in str(error.orig)


class Listed(TypeDecorator[Collection[str | int]]):
    """Several values as one parameter: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def __init__(self, element: TypeEngine[Any]) -> None:
        """element: the type of each."""
        super().__init__()
        self.element = element

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text or an array, by the kind of database."""
        return Text() if dialect.name == "sqlite" else dialect.type_descriptor(ARRAY(self.element))

    def process_bind_param(self, value: Collection[str | int] | None, dialect: Dialect) -> Any:
        """Each value once, in order."""
        wanted = sorted(set(value or ()))
        return json.dumps(wanted) if dialect.name == "sqlite" else wanted


class _Among(FunctionElement[bool]):
    """A column, and the parameter with the values of which it has to hold one."""

    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002  the signature is SQLAlchemy's
        """Stand as it is: compared with 1, as SQLite is asked for other truths, it would be found by no index."""
        return self


def among(column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """The condition that a column holds one of the values that are given, all of them, as the parameter `name`.

    `IN` writes a parameter for each of them into the statement: the same in the database, four times the
    work before it with 200 values. A statement with this condition can be written once and for all.
    """
    return _Among(column, bindparam(name, type_=Listed(column.type)))


@compiles(_Among)
def _any_of(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, given = element.clauses
    return f"{compiler.process(column, **more)} = ANY ({compiler.process(given, **more)})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, given = element.clauses
    values = compiler.process(given, **more)
    return f"{compiler.process(column, **more)} IN (SELECT value FROM json_each({values}))"  # noqa: S608  compiled, no text of anybody's


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether the whole database is one file with one writer at a time."""
    return engine.dialect.name == "sqlite"


def insert_into(session: Session, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do with a row that is there already: alike on both databases."""
    return sqlite.insert(model) if is_sqlite(session.get_bind()) else postgresql.insert(model)


def engine_options(url: str, threads: int) -> dict[str, Any]:
    """Options for the engine of this URL; `threads` is how many requests one process serves."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": BUSY_SECONDS}, "pool_size": threads + 4}
    return {"pool_size": threads, "max_overflow": 4, "pool_pre_ping": True}


def install_database(app: Flask) -> None:
    """Bind the database to the app; its URL and engine options are in the app's config."""
    db.init_app(app)
    app.extensions["lantern_writers"] = FirstComeLock()
    with app.app_context():
        if is_sqlite(db.engine):
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Make a commit survive a power cut, let readers work beside the writer, check references."""
    connection.isolation_level = None  # The driver would otherwise begin transactions by itself.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("lantern_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """Wait in line on SQLite; PostgreSQL has its own row locks."""
    if not is_sqlite(engine):
        yield
        return
    lock: FirstComeLock = current_app.extensions["lantern_writers"]
    if not lock.acquire(BUSY_SECONDS):
        raise BusyError
    try:
        yield
    finally:
        lock.release()


class FirstComeLock:
    """A lock that is handed to whoever waited longest."""

    def __init__(self) -> None:
        """Begin free."""
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, timeout_seconds: float) -> bool:
        """Take the lock, or say False after the timeout."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            ticket = threading.Event()
            self._waiting.append(ticket)
        if ticket.wait(timeout_seconds):
            return True
        with self._guard:
            if ticket.is_set():  # It was handed over between the timeout and the guard.
                return True
            self._waiting.remove(ticket)
            return False

    def release(self) -> None:
        """Hand the lock to the next in line, or free it."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False
