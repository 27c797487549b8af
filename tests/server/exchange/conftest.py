"""Two people with a phone each, as most stories of the exchange need them."""

import pytest
from flask.testing import FlaskClient

from tests.factories.devices import Device, device
from tests.server.people import Partnership


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer named for welfare."""
    partnership.add("wren", welfare=True)
    return device(client, "wren")


@pytest.fixture
def heron(client: FlaskClient, partnership: Partnership) -> Device:
    """A council officer, who never reads welfare records."""
    partnership.add("heron", "council_officer")
    return device(client, "heron")
