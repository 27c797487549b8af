"""New keys take over, each proved by the one before, on both databases."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts.models import ServerKey
from server.accounts.rotating import Rotated, destroy_old_keys, rotate
from server.accounts.signatures import is_signed
from server.clock import now
from server.commands.keys import keys
from server.database import reading, writing
from server.exchange.models import ApartSealed
from sync.messages import key_link_bytes, receipt_bytes
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.factories.rescues import carry, copy_of, push_alone
from tests.server.people import Partnership


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer who enrolled before any key was rotated."""
    partnership.add("wren")
    return device(client, "wren")


def test_the_chain_leads_from_the_pinned_key_to_the_newest(wren: Device) -> None:
    """Each link is signed by the key before it; a pull that asks with an old kid gets the chain."""
    for purpose in ("receipt", "sealing", "receipt"):
        turn(wren, purpose)

    chains = pulled_keys(wren)

    for purpose, count in (("receipt", 3), ("sealing", 2)):
        held = wren.enrolment[f"{purpose}_key"]
        links = chains[purpose]
        assert (count, held["kid"], None) == (len(links), links[0]["kid"], links[0]["previous"])
        for before, link in pairwise(links):
            signed = key_link_bytes(
                wren.phone.tenant, purpose, link["kid"], link["public_key"], before["kid"]
            )
            assert is_signed(signed, link["signature"], before["public_key"])
            assert before["kid"] == link["previous"]


def test_a_pull_that_holds_the_newest_keys_is_sent_none(wren: Device) -> None:
    """Nor is one that does not ask."""
    assert {} == pulled_keys(wren)
    turn(wren, "receipt")
    sent = wren.pull()
    assert '"line":"keys"' not in sent


def test_receipts_are_signed_by_the_newest_key_and_old_ones_stay_provable(wren: Device) -> None:
    """What was signed before the rotation still holds under the first key of the chain."""
    old = wren.push(wren.change("sighting", NOTE))[0]["receipt"]
    turn(wren, "receipt")
    new = wren.push(wren.change("sighting", NOTE))[0]["receipt"]

    first, second = pulled_keys(wren)["receipt"]

    assert [first["kid"], second["kid"]] == [old[0][0], new[0][0]]
    assert is_signed(receipt_bytes(old[0]), old[1], first["public_key"])
    assert is_signed(receipt_bytes(new[0]), new[1], second["public_key"])


def test_the_key_alone_is_told_the_chain_of_receipts(wren: Device) -> None:
    """A revoked install cannot pull, and must be able to prove its receipts before it is wiped."""
    turn(wren, "receipt")

    answer = push_alone(wren, wren.change("sighting", NOTE)).get_json()

    assert answer["keys"][-1]["kid"] == answer["verdicts"][0]["receipt"][0][0]
    assert wren.enrolment["receipt_key"]["kid"] == answer["keys"][0]["kid"]


def test_a_copy_sealed_before_the_rotation_is_opened_for_twelve_months(wren: Device) -> None:
    """Then its key is destroyed, the copy is kept apart, and the newest key still opens."""
    before, after = copy_of(wren, wren.change("sighting", NOTE)), copy_of(wren, wren.change("sighting", NOTE))
    turn(wren, "sealing")

    with writing() as session:
        kept = destroy_old_keys(session, now() + timedelta(days=364))
    opened = carry(wren, before)[0]
    with writing() as session:
        destroyed = destroy_old_keys(session, now() + timedelta(days=366))
        again = destroy_old_keys(session, now() + timedelta(days=367))
    carry(wren, after)

    assert (0, 1, 0) == (kept, destroyed, again)
    assert "accepted" == opened["verdict"]["verdict"]
    with reading() as session:
        assert ["sealing_key_unknown"] == list(session.scalars(select(ApartSealed.code)))
        secrets = [
            row.secret for row in session.scalars(select(ServerKey).where(ServerKey.purpose == "sealing"))
        ]
        assert 1 == secrets.count(b"")


def test_the_command_makes_the_next_key_of_each_purpose(wren: Device) -> None:
    """And lists them in their order."""
    rotated = CliRunner().invoke(keys, ["rotate", "all"])
    listed = CliRunner().invoke(keys, ["list"])

    assert 0 == rotated.exit_code, rotated.output
    assert ["checkpoint", "checkpoint", "receipt", "receipt", "sealing", "sealing"] == [
        line.split()[0] for line in listed.output.splitlines()
    ]


def test_a_new_phone_pins_the_newest_keys(wren: Device, client: FlaskClient) -> None:
    """Its chain begins there."""
    kid = turn(wren, "receipt")

    assert kid == device(client, "wren").enrolment["receipt_key"]["kid"]


def turn(of: Device, purpose: Rotated) -> str:
    """Rotate one key of this device's partnership."""
    with writing() as session:
        return rotate(session, of.phone.tenant, purpose, now())


def pulled_keys(of: Device) -> dict[str, Any]:
    """The `keys` line of a pull by this device with the keys of its enrolment; empty for none."""
    held = {purpose: of.enrolment[f"{purpose}_key"]["kid"] for purpose in ("receipt", "sealing")}
    body = {"install": of.phone.install, "cursors": {}, "verdicts": 0, "keys": held}
    answer = of.phone.client.post("/api/pull", json=body, headers=of.phone.headers)
    lines = [
        line
        for line in map(_parsed, answer.get_data(as_text=True).splitlines())
        if line.get("line") == "keys"
    ]
    return lines[0] if lines else {}


def _parsed(line: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(line)
    return value
