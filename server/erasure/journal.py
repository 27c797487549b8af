"""The journal of erasures: a database of its own, outside the backup of the other one.

A restored backup brings back what was erased since it was made. The journal does not come back with it, so
that the server can tell, and refuses to serve until `lantern erasures replay` has been run. It holds
hashes, ids and a code, and no word of anybody's.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import Column, Connection, MetaData, String, Table, create_engine, event, select

from server.settings import current_settings

_METADATA = MetaData()
_TABLE = Table(
    "erasure_journal",
    _METADATA,
    Column("tenant_id", String(36), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("change_id", String(36)),
    Column("record_id", String(36)),
    Column("at", String(24), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("case_number", String(40)),
    Column("person_id", String(36)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One erased change or note. See `server.exchange.models.Erasure`."""

    tenant_id: str
    hash: str
    change_id: str | None
    record_id: str | None
    at: str
    reason: str
    case_number: str | None
    person_id: str | None


def is_kept() -> bool:
    """Whether this server has a journal; without one nothing may be erased."""
    return current_settings().erasure_journal is not None


def write(lines: Iterable[Line]) -> None:
    """Write these down, durably, unless they are there. Raises LookupError without a journal."""
    with _open() as connection:
        once = {(each.tenant_id, each.hash): each for each in lines}.values()
        new = [asdict(each) for each in once if not _has(connection, each)]
        if new:
            connection.execute(_TABLE.insert(), new)


def read(tenants: Sequence[str]) -> list[Line]:
    """Everything that was ever erased in these tenants, oldest first; nothing without a journal."""
    if not is_kept():
        return []
    with _open() as connection:
        rows = connection.execute(
            select(_TABLE).where(_TABLE.c.tenant_id.in_(tenants)).order_by(_TABLE.c.at, _TABLE.c.hash)
        )
        return [Line(**row._mapping) for row in rows]  # noqa: SLF001  SQLAlchemy's public name for it


def _has(connection: Connection, line: Line) -> bool:
    found = select(_TABLE.c.hash).where(_TABLE.c.tenant_id == line.tenant_id, _TABLE.c.hash == line.hash)
    return connection.execute(found).first() is not None


@contextmanager
def _open() -> Iterator[Connection]:
    url = current_settings().erasure_journal
    if url is None:
        raise LookupError("set LANTERN_ERASURE_JOURNAL to a database outside the backup first")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
    try:
        _METADATA.create_all(engine)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _make_durable(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=FULL")
