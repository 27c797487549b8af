"""Migrating by the command line."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select, update

from server.cli import main
from server.exchange.models import StoredChange
from server.settings import database_url as url_with_driver
from tests.server.commands.conftest import Lantern


def test_migrating_twice_changes_nothing(lantern_on_nothing: Lantern) -> None:
    """Every start may do it."""
    first, second = lantern_on_nothing("migrate").output, lantern_on_nothing("migrate").output

    assert first == second
    assert first.startswith("the database is at step 0")


def test_a_database_can_be_taken_back(lantern_on_nothing: Lantern) -> None:
    """To nothing, and forth again."""
    lantern_on_nothing("migrate")

    assert "the database is at step none\n" == lantern_on_nothing("migrate", "--to", "base").output
    assert 0 == lantern_on_nothing("migrate").exit_code


def test_a_database_without_tables_is_said_to_be_so(lantern_on_nothing: Lantern) -> None:
    """One line instead of a traceback."""
    result = lantern_on_nothing("users", "list")

    assert 1 == result.exit_code
    assert "the database does not answer as it should" in result.output


def test_a_whole_ledger_is_said_to_be_whole(fairhaven: Lantern) -> None:
    """The records that the server itself wrote are chained and signed like any others."""
    fairhaven("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")

    result = fairhaven("verify")

    assert 0 == result.exit_code
    assert "Nothing is broken" in result.output


def test_an_altered_change_is_found(fairhaven: Lantern, database_with_tables: str) -> None:
    """One byte of one change: exit status 1, and which one."""
    fairhaven("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")
    engine = create_engine(url_with_driver(database_with_tables))
    with engine.begin() as connection:
        table = StoredChange.__table__
        altered, text = connection.execute(
            select(table.c.id, table.c.text).where(table.c.type == "staff")
        ).one()
        forged = text.replace(b"Wren", b"Wrem")
        connection.execute(update(StoredChange).where(StoredChange.id == altered).values(text=forged))
    engine.dispose()

    result = fairhaven("verify")

    assert 1 == result.exit_code
    assert f"({altered}) [change_altered]" in result.output


def test_the_description_is_json(lantern: Lantern) -> None:
    """Record types, and calls when asked."""
    types = json.loads(lantern("description").output)
    calls = json.loads(lantern("description", "--openapi").output)

    assert "engagement" in types["types"]
    assert "/api/push" in calls["paths"]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://localhost/x"}, "LANTERN_SECRET_KEY"),
        ({"DATABASE_URL": "sqlite:////tmp/x.sqlite", "LANTERN_SECRET_KEY": "short"}, "LANTERN_SECRET_KEY"),
        ({"DATABASE_URL": "sqlite:////tmp/x.sqlite", "LANTERN_THREADS": "many"}, "LANTERN_THREADS"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], said: str) -> None:
    """The variable to mend is in the one line of the answer."""
    result = CliRunner(env={"LANTERN_SECRET_KEY": None, **environment}).invoke(main, ["users", "list"])

    assert 1 == result.exit_code
    assert result.output.startswith(f"Error: {said}")
