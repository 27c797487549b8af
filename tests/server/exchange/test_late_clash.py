"""What came late and was applied counts from then on: nobody saw it in force, so that a settled clash opens again."""

import pytest
from flask.testing import FlaskClient

from server.accounts.grants import end
from server.clock import now
from server.database import reading, writing
from server.evidence.walk import verify
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE
from tests.server.people import Partnership


@pytest.fixture
def kestrel(client: FlaskClient, partnership: Partnership) -> Device:
    """A supervisor."""
    partnership.add("kestrel", "supervisor")
    return device(client, "kestrel")


def values_of(reader: Device, record: str) -> list[tuple[str, bool]]:
    """What clashes, and which of it is in force; nothing when nothing does."""
    reader.pull()
    clashes = reader.row(record)["clashes"]
    return [(each["value"], each["in_force"]) for clash in clashes for each in clash["values"]]


def settle(kestrel: Device, record: str, words: str, *named: str) -> dict[str, object]:
    """The supervisor decides what counts, having everything in sight."""
    kestrel.pull()
    base = kestrel.row(record)["last_change"]
    resolves = [[change, "words"] for change in named]
    return kestrel.save("sighting", {"words": words}, record=record, base=base, resolves=resolves)[1]


def say_late(wren: Device, partnership: Partnership, record: str, created: str) -> str:
    """Written before anybody settled anything, sent when the membership was over."""
    with writing() as session:
        end(session, partnership.tenant, wren.phone.person, ["op/harbour"], now())
    _, verdict = wren.save("sighting", {"words": "Red van"}, record=record, base=created)
    assert ("late", "grant_ended") == code(verdict)
    return wren.last


@pytest.mark.parametrize("arrives", ["before it is settled", "after it is settled"])
def test_a_late_change_that_is_applied_opens_a_settled_clash_again(
    arrives: str, wren: Device, heron: Device, kestrel: Device, partnership: Partnership
) -> None:
    """What was settled stays in force beside it until somebody settles it again, naming both; its phone hears of it."""
    record, _ = wren.save("sighting", NOTE)
    created = wren.last
    wren.save("sighting", {"words": "Grey van"}, record=record, base=created)
    grey = wren.last
    heron.save("sighting", {"words": "White van"}, record=record, base=created)
    at_first = values_of(kestrel, record)
    late = say_late(wren, partnership, record, created) if arrives.startswith("before") else None
    settle(kestrel, record, "White van", grey, heron.last)
    settled = kestrel.last
    late = late or say_late(wren, partnership, record, created)
    while_it_waits = values_of(kestrel, record)

    kestrel.save("decision", {"about": record, "about_change": late, "kind": "apply"})
    again = values_of(kestrel, record)
    verdict = settle(kestrel, record, "Red van", settled, late)
    wren.pull()

    assert [("Grey van", True), ("White van", False)] == at_first
    assert [] == while_it_waits
    assert [("White van", True), ("Red van", False)] == again
    assert "conflicted" == wren.verdicts[late]["verdict"]
    assert "accepted" == verdict["verdict"]
    assert ([], "Red van") == (values_of(kestrel, record), kestrel.row(record)["fields"]["words"])
    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))


def test_a_late_change_that_says_what_was_settled_opens_nothing(
    wren: Device, heron: Device, kestrel: Device, partnership: Partnership
) -> None:
    """Equal values are no clash."""
    record, _ = wren.save("sighting", NOTE)
    created = wren.last
    heron.save("sighting", {"words": "White van"}, record=record, base=created)
    settle(kestrel, record, "Red van")
    late = say_late(wren, partnership, record, created)

    kestrel.save("decision", {"about": record, "about_change": late, "kind": "apply"})

    assert [] == values_of(kestrel, record)
    assert "Red van" == kestrel.row(record)["fields"]["words"]
