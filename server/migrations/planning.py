"""What SQLite's planner is told about the size of tables.

Nothing told, it takes every `tenant_id = ?` for ten rows and walks all of a tenant's rows where an index names the few
that are wanted: with 1,000,000 records a push took half a second longer for it. What `ANALYZE` finds depends on the
day, and counts the nulls of `waits_for` as if somebody asked for them. So the figures are set once and for all
(https://sqlite.org/optoverview.html and https://sqlite.org/fileformat2.html#stat1tab allow it): plans are the same
on every server and do not change as it fills.
"""

from sqlalchemy import Connection, text

ROWS = 1_000_000
"""Rows of any table, and of one tenant in it."""

SHARED, OWN = 100_000, 10
"""Rows that have one value of a column that many rows share, and of any other."""

MANY = {"tenant_id": ROWS, "stream": SHARED, "type": SHARED, "tree": SHARED, "level": SHARED}


def tell_sizes(connection: Connection) -> None:
    """Write the sizes for every index; new connections go by them. Does nothing on PostgreSQL, which counts itself."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE sqlite_schema"))  # Makes the table of statistics where there is none.
    connection.execute(text("DELETE FROM sqlite_stat1"))
    rows = [
        {
            "table": table,
            "index": index,
            "sizes": " ".join(map(str, _sizes(connection, index, unique=bool(unique)))),
        }
        for table, index, unique in connection.execute(
            text(
                'SELECT t.name, i.name, i."unique" FROM sqlite_schema AS t, pragma_index_list(t.name) AS i '
                "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
            )
        ).all()
    ]
    if rows:
        connection.execute(
            text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :sizes)"), rows
        )
    connection.execute(text("ANALYZE sqlite_schema"))  # This connection reads them again.


def _sizes(connection: Connection, index: str, *, unique: bool) -> list[int]:
    """Rows of the table, then how many of them have one value of the first column, of the first two, and so on."""
    columns = connection.execute(
        text("SELECT name FROM pragma_index_info(:index)"), {"index": index}
    ).scalars()
    sizes = [ROWS]
    for column in columns:
        sizes.append(min(sizes[-1], MANY.get(column, OWN)))
    if unique:
        sizes[-1] = 1
    return sizes
