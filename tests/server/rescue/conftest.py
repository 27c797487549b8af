"""Three people with a phone each: one whose phone is lost, one who finds it, one who decides."""

import pytest
from flask.testing import FlaskClient

from server.accounts.installs import end_install
from server.accounts.models import Install
from server.clock import now
from server.database import writing
from tests.factories.devices import Device, device
from tests.server.people import Partnership


@pytest.fixture
def finch(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer whose phone gets lost."""
    partnership.add("finch")
    return device(client, "finch")


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """A colleague who finds it."""
    partnership.add("wren", welfare=True)
    return device(client, "wren")


@pytest.fixture
def kestrel(client: FlaskClient, partnership: Partnership) -> Device:
    """The supervisor."""
    partnership.add("kestrel", "supervisor")
    return device(client, "kestrel")


def revoke(device: Device) -> None:
    """Somebody in charge ends this install."""
    with writing() as session:
        install = session.get_one(Install, (device.phone.tenant, device.phone.install))
        end_install(session, install, None, now())
