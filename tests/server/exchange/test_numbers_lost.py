"""What a phone's chain of numbers tells an operator: how far it has come, and what lacks, on both databases."""

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from server.commands.people import installs
from server.database import writing
from server.exchange.models import StoredChange
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import Partnership


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer."""
    partnership.add("wren")
    return device(client, "wren")


def listed() -> list[str]:
    """The columns of the only line about Wren's phones."""
    (line,) = CliRunner().invoke(installs, ["list", "wren"]).output.splitlines()
    columns: list[str] = line.split("  ")
    return columns


def test_a_phone_that_lost_nothing_lacks_nothing(wren: Device) -> None:
    """Nothing has come; then all that was sent."""
    before = listed()[3]
    for _ in range(3):
        wren.save("sighting", NOTE)

    assert ("up to 0", "up to 3") == (before, listed()[3])


def test_what_a_phone_lost_before_it_was_sent_is_a_hole(wren: Device) -> None:
    """Its storage was wiped of numbers 2 and 4 to 5; what comes late fills the hole again."""
    wren.save("sighting", NOTE)
    second = wren.change("sighting", NOTE)
    wren.save("sighting", NOTE)
    wren.dseq += 2
    wren.save("sighting", NOTE)
    with_holes = listed()[3]

    wren.push(second)

    assert ("up to 6, lacks 2 4-5", "up to 6, lacks 4-5") == (with_holes, listed()[3])


def test_what_was_kept_apart_or_refused_has_come(wren: Device) -> None:
    """Numbers of changes that count for nothing are no holes."""
    wren.save("sighting", NOTE)
    wren.save("sighting", NOTE | {"kind": "no such kind"})
    text, _ = wren.change("sighting", NOTE)
    wren.push([text, "A" * 86])
    wren.save("sighting", NOTE)

    assert "up to 4" == listed()[3]


def test_what_a_server_lost_is_a_hole_too(wren: Device, partnership: Partnership) -> None:
    """Rows that are gone show, whoever took them."""
    for _ in range(3):
        wren.save("sighting", NOTE)
    first = next(iter(wren.verdicts))
    with writing() as session:
        session.delete(session.get_one(StoredChange, (partnership.tenant, first)))

    assert "up to 3, lacks 1" == listed()[3]
