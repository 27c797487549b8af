"""Two phones of one operation, on a server that can erase."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.settings import Settings, database_url
from tests.factories.devices import Device, device
from tests.server.people import QUICK_HASH, SECRET, Partnership


@pytest.fixture
def settings(database_with_tables: str, tmp_path: Path) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return Settings(
        database_url(database_with_tables), SECRET, hashing=QUICK_HASH,
        erasure_journal=f"sqlite:///{tmp_path / 'journal.erasures'}",
    )  # fmt: skip


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer with a phone."""
    partnership.add("wren")
    return device(client, "wren")


@pytest.fixture
def heron(client: FlaskClient, partnership: Partnership) -> Device:
    """A colleague with a phone of their own."""
    partnership.add("heron")
    return device(client, "heron")
