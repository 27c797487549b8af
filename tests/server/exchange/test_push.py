"""What the server says to each change, on both databases."""

import json
import uuid

from flask.testing import FlaskClient

from tests.factories.devices import device
from tests.server.people import Partnership

SIGHTING = {"kind": "note", "words": "Quiet", "happened_at": "2026-11-22T02:00:00+00:00"}


def test_a_change_is_accepted_with_a_receipt(client: FlaskClient, partnership: Partnership) -> None:
    """The receipt names the change's hash and its place in the stream that the author reads."""
    partnership.add("wren")
    wren = device(client, "wren")

    record, verdict = wren.save("sighting", SIGHTING)
    wren.pull()

    print(json.dumps(verdict, indent=1)); print(wren.rows, wren.completes)
    assert "accepted" == verdict["verdict"]
    assert wren.digest("op/harbour") == (wren.completes["op/harbour"]["digest"], 1)
