"""A server to test against: an app over a fresh database of either kind, with people in it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.database import Base, db
from server.settings import Settings, database_url
from tests.server.people import SECRET, Partnership


@pytest.fixture
def settings(database_url_of_test: str) -> Settings:
    """What the app is made with; a test module may override this fixture."""
    return Settings(database_url(database_url_of_test), SECRET, push_loopback=True)


@pytest.fixture
def database_url_of_test(database_url: str) -> str:
    """The fresh database, under a name that does not hide the function that reads URLs."""
    return database_url


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The app, with every table, inside its context; its connections are closed at the end."""
    app = create_app(settings)
    with app.app_context():
        Base.metadata.create_all(db.engine)
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
