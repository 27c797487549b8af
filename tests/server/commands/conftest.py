"""The command line over a fresh database."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from tests.server.people import PASSWORD

Lantern = Callable[..., Result]


@pytest.fixture
def lantern(database_with_tables: str) -> Lantern:
    """Runs a command of `lantern`, as an operator would type it, on a database with tables and nothing in them."""
    return on(database_with_tables)


@pytest.fixture
def lantern_on_nothing(database_url: str) -> Lantern:
    """The same on a database without tables."""
    return on(database_url)


@pytest.fixture
def fairhaven(lantern: Lantern) -> Lantern:
    """The same, with a partnership, an operation and an agency."""
    for words in (
        ("tenants", "add", "Fairhaven"),
        ("operations", "add", "harbour", "Operation Harbour"),
        ("agencies", "add", "Harbour Light", "--kind", "homeless_outreach"),
    ):
        assert 0 == lantern(*words).exit_code
    return lantern


def on(url: str) -> Lantern:
    """The command line with its environment."""
    environment = {
        "DATABASE_URL": url,
        "LANTERN_SECRET_KEY": "made up for tests, never used elsewhere",
        "LANTERN_PASSWORD": PASSWORD,
    }

    def run(*words: str, **more: str | None) -> Result:
        return CliRunner(env=environment | more).invoke(main, words)

    return run
