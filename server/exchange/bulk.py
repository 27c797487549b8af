"""Rows into a table in bulk, by a statement that is compiled once for each kind of database.

SQLAlchemy would build the parameters of each row by name; a push of 200 changes writes 1,000 rows.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.engine import Connection, Dialect

from server.database import Base


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, each with every column of the table as the driver takes it: numbers, texts, bytes, truths."""
    statement, names = _statement(cast("Table", model.__table__), connection.dialect)
    given: Any = rows if names is None else list(map(itemgetter(*names), rows))
    connection.exec_driver_sql(statement, given)


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """The text, and the order of its parameters; None where they have names."""
    compiled = insert(table).compile(dialect=dialect)
    names = cast("Any", compiled).positiontup
    return str(compiled), None if names is None else tuple(names)
