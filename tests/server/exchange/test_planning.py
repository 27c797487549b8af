"""SQLite finds what a push or a pull asks for by an index, however much is stored (server/migrations/planning.py)."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event

from server.database import db
from server.migrations.planning import tell_sizes
from tests.factories.devices import Device
from tests.factories.records import NOTE

GROWING = ("apart_change", "change", "entry", "link", "placement", "record")


@pytest.fixture
def database_with_tables(tmp_path: Path, sqlite_with_tables: Path) -> str:
    """An SQLite database whose planner was told the sizes, as by `lantern migrate`."""
    url = f"sqlite:///{shutil.copy(sqlite_with_tables, tmp_path / 'lantern.sqlite')}"
    engine = create_engine(url)
    with engine.begin() as connection:
        tell_sizes(connection)
    engine.dispose()
    return url


def test_no_question_of_a_push_or_a_pull_walks_all_rows_of_a_tenant(wren: Device, heron: Device) -> None:
    """A table that grows is searched by more than its tenant, and never scanned."""
    asked: list[tuple[str, Any]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))

    record, _ = wren.save("sighting", NOTE)
    wren.save("sighting", {"words": "Gone by three"}, record=record)
    heron.pull()

    steps = [
        step
        for statement, values in asked
        if statement.startswith("SELECT")
        for step in _plan(statement, values)
    ]
    about = [step for step in steps if _table(step) in GROWING]
    assert {_table(step) for step in about} >= {"change", "placement", "record"}
    assert [] == [step for step in about if "(tenant_id=?)" in step or step.startswith("SCAN")], [
        s for s, v in asked if "apart" in s
    ]


def _plan(statement: str, values: Any) -> list[str]:
    with db.engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]


def _table(step: str) -> str:
    words = step.split()
    return words[1] if words[0] in ("SCAN", "SEARCH") else ""
