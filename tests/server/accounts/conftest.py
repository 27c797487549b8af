"""What the tests of accounts begin with."""

import pytest
from flask.testing import FlaskClient

from tests.server.people import Partnership, Phone


@pytest.fixture
def phone(partnership: Partnership, client: FlaskClient) -> Phone:
    """A phone on which Wren has signed in and not enrolled yet."""
    partnership.add("wren", welfare=True)
    phone = Phone(client)
    phone.sign_in("wren")
    return phone
