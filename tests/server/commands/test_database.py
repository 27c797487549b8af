"""Migrating by the command line."""

import pytest
from click.testing import CliRunner

from server.cli import main
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
