"""Putting a database back behind the server's back, as a restored disk or virtual machine does."""

from typing import Any

from sqlalchemy import insert, select

from server.database import Base, reading, writing

Snapshot = dict[str, list[dict[str, Any]]]


def take() -> Snapshot:
    """Every row of every table."""
    with reading() as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }


def put_back(snapshot: Snapshot) -> None:
    """Make the database hold exactly those rows again."""
    with writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
        for table in Base.metadata.sorted_tables:
            if snapshot[table.name]:
                session.execute(insert(table), snapshot[table.name])
