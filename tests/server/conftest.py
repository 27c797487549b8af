"""A server to test against: an app over a fresh database of either kind, with people in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.database import Base, db
from server.settings import Settings, database_url
from tests.postgres import Postgres
from tests.server.people import QUICK_HASH, SECRET, Partnership


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every table and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "lantern.sqlite"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_with_tables(request: pytest.FixtureRequest, tmp_path: Path, sqlite_with_tables: Path) -> str:
    """The URL of a fresh database with every table; the test runs once on each kind."""
    if request.param == "sqlite":
        copy = tmp_path / "lantern.sqlite"
        shutil.copy(sqlite_with_tables, copy)
        return f"sqlite:///{copy}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database_like("tables", make_tables)


def make_tables(url: str) -> None:
    """Make every table in the database of this URL, and leave no connection behind."""
    app = create_app(Settings(database_url(url), SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.engine.dispose()


@pytest.fixture
def settings(database_with_tables: str) -> Settings:
    """What the app is made with; a test module may override this fixture."""
    return Settings(database_url(database_with_tables), SECRET, push_loopback=True, hashing=QUICK_HASH)


@pytest.fixture
def settings_with_journal(database_with_tables: str, tmp_path: Path) -> Settings:
    """For a module that erases: a server with a journal of erasures outside its database."""
    return Settings(
        database_url(database_with_tables), SECRET, hashing=QUICK_HASH,
        erasure_journal=f"sqlite:///{tmp_path / 'journal.erasures'}",
    )  # fmt: skip


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The app inside its context; its connections are closed at the end."""
    app = create_app(settings)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A caller without cookies of its own making."""
    return app.test_client()


@pytest.fixture
def partnership(app: Flask) -> Partnership:
    """A tenant with Operation Harbour in it and nobody yet."""
    return Partnership()
