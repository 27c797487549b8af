"""What somebody writes whose rights were taken, or made less, while the phone was away."""

import pytest
from flask.testing import FlaskClient

from server.accounts.grants import end
from server.accounts.models import Account
from server.accounts.people import add_membership
from server.clock import now
from server.database import reading, writing
from server.evidence.walk import verify
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE, PERSON
from tests.server.people import Partnership

CARE = "care/harbour"


@pytest.fixture
def kestrel(client: FlaskClient, partnership: Partnership) -> Device:
    """A supervisor."""
    partnership.add("kestrel", "supervisor")
    return device(client, "kestrel")


def test_a_decision_that_comes_late_is_kept_like_any_other_change(
    wren: Device, kestrel: Device, partnership: Partnership
) -> None:
    """It decides nothing, and everything behind it is still taken."""
    record, _ = wren.save("sighting", NOTE)
    kestrel.pull()
    with writing() as session:
        end(session, partnership.tenant, kestrel.phone.person, ["op/harbour"], now())
    decision = {"about": record, "about_change": wren.last, "kind": "apply", "reasons": "Seen"}

    _, verdict = kestrel.save("decision", decision)

    assert ("late", "grant_ended") == code(verdict)


def test_what_was_seen_while_it_could_be_read_still_counts(
    wren: Device, kestrel: Device, partnership: Partnership
) -> None:
    """An officer who is named for welfare no more had seen what came before; of what came since, nothing."""
    record, _ = wren.save("person_supported", PERSON, stream=CARE)
    kestrel.save("person_supported", {"description": "Clover"}, record=record, stream=CARE, base=wren.last)
    seen = kestrel.last
    with writing() as session:
        account = session.get_one(Account, (partnership.tenant, wren.phone.person))
        add_membership(session, account, "harbour", welfare=False, at=now())

    _, first = wren.save("person_supported", {"description": "Fern"}, record=record, stream=CARE, base=seen)
    own = wren.last
    kestrel.save("person_supported", {"description": "Rue"}, record=record, stream=CARE, base=own)
    _, second = wren.save(
        "person_supported", {"description": "Ivy"}, record=record, stream=CARE, base=kestrel.last
    )
    with reading() as session:
        found = verify(session, partnership.tenant)

    assert ["accepted", "conflicted"] == [first["verdict"], second["verdict"]]
    assert [] == found
