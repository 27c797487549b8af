"""The migrations make exactly what the models say, on both databases, and can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from server.database import Base, db
from server.migrations import FOLDER, downgrade, is_up_to_date, upgrade
from server.settings import Settings
from server.settings import database_url as url_with_driver
from tests.server.people import SECRET


@pytest.fixture
def settings(database_url: str) -> Settings:
    """An app over an empty database."""
    return Settings(url_with_driver(database_url), SECRET)


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    """After the last step nothing is left for another to do."""
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert [] == differences
    assert is_up_to_date()


def test_the_migrations_can_be_taken_back_and_made_again(app: Flask) -> None:
    """Down to nothing, and up again."""
    upgrade()

    downgrade("base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert set() == left
    assert is_up_to_date()


def test_an_empty_database_is_not_up_to_date(app: Flask) -> None:
    """The server can tell before it answers anybody."""
    assert not is_up_to_date()


def test_the_steps_are_numbered() -> None:
    """Their order can be read in a listing."""
    names = sorted(path.name for path in (FOLDER / "versions").glob("*.py"))

    assert [f"{number:04d}" for number in range(1, len(names) + 1)] == [name[:4] for name in names]


def test_every_tenants_table_begins_its_key_with_the_tenant() -> None:
    """What must hold to give each tenant a database of its own later; the others are named here."""
    without = {
        table.name
        for table in Base.metadata.sorted_tables
        if next(iter(table.primary_key)).name != "tenant_id"
    }

    assert {"tenant", "username", "used_nonce", "sign_in_attempt", "violation"} == without


def test_no_table_counts_its_rows_for_a_key() -> None:
    """No serial, identity or sequence: they commit out of order and cannot be sharded."""
    counted = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.primary_key
        if column is table.autoincrement_column
    ]

    assert [] == counted
