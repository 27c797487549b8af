"""What counts only when somebody decides so, and what is kept outside the ledger (PROTOCOL section 8)."""

import json
import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts.grants import end
from server.accounts.models import Install
from server.clock import now
from server.database import reading, writing
from server.exchange.models import ApartChange
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE
from tests.server.people import Partnership


def test_a_change_from_an_ended_membership_is_late_and_a_supervisor_applies_it(
    client: FlaskClient, partnership: Partnership, wren: Device
) -> None:
    """In the ledger, not in force, with a task; applied by a decision, and its phone hears of it."""
    partnership.add("kestrel", "supervisor")
    kestrel = device(client, "kestrel")
    record, _ = wren.save("sighting", NOTE)
    wren.pull()
    with writing() as session:
        end(session, partnership.tenant, wren.phone.person, ["op/harbour"], now())

    _, late = wren.save("sighting", {"words": "Blue car"}, record=record, base=wren.last)
    kestrel.pull()
    waiting = kestrel.row(record)
    tasks = [json.loads(text) for text in kestrel.rows.values() if json.loads(text)["type"] == "task"]
    decision = {"about": record, "about_change": late["change"], "kind": "apply"}
    kestrel.save("decision", decision)
    kestrel.pull()
    wren.pull()

    assert ("late", "grant_ended") == code(late)
    assert ("Quiet", late["change"]) == (waiting["fields"]["words"], waiting["late"][0]["change"])
    assert ["late"] == [each["fields"]["why"] for each in tasks]
    assert ("Blue car", []) == (kestrel.row(record)["fields"]["words"], kestrel.row(record)["late"])
    assert "accepted" == wren.verdicts[late["change"]]["verdict"]
    assert ["op/harbour"] == [each["stream"] for each in wren.others if each["line"] == "dropped"]


def test_what_a_revoked_phone_wrote_is_late_and_shows_it_nothing(
    wren: Device, partnership: Partnership
) -> None:
    """Stored, not in force, with a receipt that names no place; a pull is refused."""
    record, _ = wren.save("sighting", NOTE)
    wren.phone.client.delete(f"/api/installs/{wren.phone.install}", headers=wren.phone.headers)

    verdict = wren.save("sighting", {"words": "Blue car"}, record=record, base=wren.last)[1]
    pull = wren.phone.client.post("/api/pull", json={}, headers=wren.phone.headers)

    assert ("late", "install_ended") == code(verdict)
    assert [None] * 4 == verdict["receipt"][0][5:]
    assert (401, "install_revoked") == (pull.status_code, pull.get_json()["code"])


def test_a_number_used_twice_is_late(wren: Device) -> None:
    """A phone that was restored from a backup goes on from an older number."""
    record, _ = wren.save("sighting", NOTE)
    wren.dseq = 0

    _, verdict = wren.save("sighting", {"words": "Again"}, record=record, base=wren.last)

    assert ("late", "dseq_repeated") == code(verdict)


def test_a_false_signature_does_not_keep_the_true_one_out(wren: Device) -> None:
    """The text under a wrong signature is kept apart; under the right one it is accepted."""
    change = wren.change("sighting", NOTE)
    wrong = [change[0], change[1][:-4] + ("AAAA" if change[1][-4:] != "AAAA" else "BBBB")]

    verdicts = wren.push(wrong, change)

    assert [("quarantined", "signature_wrong"), ("accepted", None)] == [code(each) for each in verdicts]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"install": str(uuid.uuid4())}, "install_foreign"),
        ({"author": str(uuid.uuid4())}, "author_foreign"),
        ({"tenant": str(uuid.uuid4())}, "tenant_foreign"),
        ({"stream": "op/elsewhere"}, "stream_not_granted"),
        ({"stream": "staff"}, "stream_wrong"),
    ],
)
def test_a_change_from_somebody_else_or_for_elsewhere_is_kept_apart(
    wren: Device, more: dict[str, Any], expected: str
) -> None:
    """Each has its own code; a stream of another kind is a plain mistake of the app."""
    verdict = wren.push(wren.change("sighting", NOTE, **more))[0]

    assert ("refused" if expected == "stream_wrong" else "quarantined", expected) == code(verdict)


def test_an_id_with_other_bytes_is_quarantined_and_the_first_stays(wren: Device) -> None:
    """Both are kept: one in the ledger, one apart."""
    record, _ = wren.save("sighting", NOTE)

    verdict = wren.push(wren.change("sighting", NOTE | {"words": "Other"}, id=wren.last))[0]
    wren.pull()

    assert ("quarantined", "id_reused") == code(verdict)
    assert "Quiet" == wren.row(record)["fields"]["words"]
    with reading() as session:
        assert 1 == len(session.scalars(select(ApartChange)).all())


def test_a_record_made_twice_is_quarantined(wren: Device, heron: Device) -> None:
    """Only paired types have two makers."""
    record, _ = wren.save("sighting", NOTE)

    _, verdict = heron.save("sighting", NOTE, record=record, op="create")

    assert ("quarantined", "record_exists") == code(verdict)


def test_a_compromised_key_is_quarantined(wren: Device) -> None:
    """Whoever has the key is not the officer."""
    with writing() as session:
        session.get_one(Install, (wren.phone.tenant, wren.phone.install)).compromised_at = now()

    verdict = wren.save("sighting", NOTE)[1]

    assert ("quarantined", "key_compromised") == code(verdict)
