"""Two phones of one operation, on a server that can erase."""

import pytest
from flask.testing import FlaskClient

from server.settings import Settings
from tests.factories.devices import Device, device
from tests.server.people import Partnership


@pytest.fixture
def settings(settings_with_journal: Settings) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return settings_with_journal


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
