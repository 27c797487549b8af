"""A ledger in which something of each kind has happened."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from server.clock import now
from server.exchange.checkpoints import take_checkpoint
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.factories.referrals import Case
from tests.server.commands.conftest import on
from tests.server.people import Partnership

Command = Callable[..., str]


@pytest.fixture
def lantern(database_with_tables: str) -> Command:
    """Runs a command on the ledger's database, holds it to its exit status, 0 unless said, and gives its output."""
    command = on(database_with_tables)

    def run(*words: str, status: int = 0) -> str:
        result = command(*words)
        assert status == result.exit_code, result.output
        return result.output

    return run


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer with a referral, an edit by somebody else, a late change, two checkpoints and an entry after them."""
    partnership.add("wren", welfare=True)
    partnership.add("heron", "council_officer")
    wren, heron = device(client, "wren"), device(client, "heron")
    case = Case(wren, partnership.agency).begin()
    case.send()
    case.agree()
    case.answer("withdrawn")
    record, _ = wren.save("sighting", NOTE)
    heron.pull()
    cursor = heron.cursors["op/harbour"]
    seen = [cursor["epoch"], cursor["seq"], cursor["head"]]
    wren.save("sighting", {"street": "Tide Lane"}, record=record)
    heron.save("sighting", {"street": "Salt Row"}, record=record, seen=seen)
    wren.push(*[wren.change("sighting", NOTE) for _ in range(3)])
    late_change(wren, record)
    take_checkpoint(partnership.tenant, now())
    wren.push(*[wren.change("sighting", NOTE) for _ in range(6)])
    take_checkpoint(partnership.tenant, now(), due_only=False)
    wren.save("sighting", NOTE)
    return wren


def late_change(device: Device, record: str) -> None:
    """A change under a number that was used before: in the ledger, not in force."""
    dseq, prev = device.dseq, device.prev
    late = device.envelope(device.fields("sighting", {"words": "Later"}, record=record, dseq=1))
    device.dseq, device.prev = dseq, prev
    assert "late" == device.push(late)[0]["verdict"]
