"""Where words of a change could still lie: every column of every table, and the bytes of the files."""

from pathlib import Path

from sqlalchemy import MetaData, text

from server.database import db, is_sqlite, reading


def all_rows() -> dict[str, bytes]:
    """Everything that is in the database, by table."""
    tables = MetaData()
    tables.reflect(db.engine)
    with reading() as session:
        return {
            table.name: b"\n".join(
                value if isinstance(value, bytes) else str(value).encode()
                for row in session.execute(table.select())
                for value in row
            )
            for table in tables.sorted_tables
        }


def all_files() -> dict[str, bytes]:
    """The bytes of the database's files: of SQLite all, of PostgreSQL those of tables of ours and their overflow."""
    if is_sqlite(db.engine):
        path = Path(str(db.engine.url.database))
        return {each.name: each.read_bytes() for each in path.parent.glob(path.name + "*") if each.is_file()}
    with reading() as session:
        rows = session.execute(
            text(
                "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
                " WHERE pg_relation_filepath(oid) IS NOT NULL AND (relnamespace = 'public'::regnamespace"
                " OR relname LIKE 'pg_toast%')"
            )
        )
        return {name: bytes(data) for name, data in rows}


def settle_files() -> None:
    """Let PostgreSQL write what it holds in memory to the files; SQLite has done so."""
    if not is_sqlite(db.engine):
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))


def holding(places: dict[str, bytes], words: str) -> list[str]:
    """Names of the places that hold these words, as written or in small letters."""
    wanted = {words.encode(), words.lower().encode()}
    return [name for name, data in places.items() if any(each in data for each in wanted)]
