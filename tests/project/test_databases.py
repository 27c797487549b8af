"""The databases that the tests hand out are real, empty and apart from each other."""

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.postgres import Postgres


def test_a_fresh_database_of_either_kind_is_empty_and_writable(database_url: str) -> None:
    """Both databases accept a table, and nobody left one there before."""
    engine = create_engine(database_url)

    before = inspect(engine).get_table_names()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lamp (name TEXT)"))
    after = inspect(engine).get_table_names()
    engine.dispose()

    assert [] == before
    assert ["lamp"] == after


def test_a_database_made_like_a_template_shares_nothing_with_its_siblings(postgres: Postgres) -> None:
    """Each copy starts as the template was prepared, once, and keeps its own rows."""
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE lamp (name TEXT)"))
        engine.dispose()

    first = create_engine(postgres.new_database_like("lamps", prepare))
    second = create_engine(postgres.new_database_like("lamps", prepare))
    with first.begin() as connection:
        connection.execute(text("INSERT INTO lamp VALUES ('port')"))
    with second.begin() as connection:
        found = connection.execute(text("SELECT count(*) FROM lamp")).scalar_one()
    first.dispose()
    second.dispose()

    assert 1 == len(prepared)
    assert 0 == found


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_the_servers_settings_are_the_quick_ones(postgres: Postgres, setting: str) -> None:
    """Nothing waits for a disk in a database that ends with the tests."""
    engine = create_engine(postgres.new_database())
    with engine.connect() as connection:
        value = connection.execute(text(f"SHOW {setting}")).scalar_one()
    engine.dispose()

    assert "off" == value
