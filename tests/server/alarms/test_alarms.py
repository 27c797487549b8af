"""What was kept apart is told to somebody, on both databases."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import Partnership


@pytest.fixture
def finch(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer whose phone lies."""
    partnership.add("finch")
    return device(client, "finch")


def test_an_alarm_names_the_install_whose_change_was_quarantined(
    finch: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """With its code, its label and how often."""
    partnership.add("rook", "records_officer")
    rook = device(client, "rook")
    text, _ = finch.change("sighting", NOTE)
    for each in range(3):
        finch.push([text, f"{each}" * 86])

    found = listed(rook)

    assert [(finch.phone.install, finch.enrolment["code"], "signature_wrong", 3)] == [
        (each["install"], each["install_code"], each["code"], each["count"]) for each in found
    ]


def test_ten_thousand_bad_changes_are_one_alarm(
    finch: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """A lying client cannot fill the list."""
    partnership.add("kestrel", "supervisor")
    kestrel = device(client, "kestrel")

    for _ in range(3):
        finch.push(*(finch.change("sighting", NOTE, author="somebody else") for _ in range(100)))

    assert [300] == [each["count"] for each in listed(kestrel)]


def test_an_alarm_that_was_seen_is_raised_again_by_more_of_the_same(
    finch: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """Seen is said of what was there."""
    partnership.add("kestrel", "supervisor")
    kestrel = device(client, "kestrel")
    finch.push(finch.change("sighting", NOTE, author="somebody else"))
    found = listed(kestrel)[0]
    key = {each: found[each] for each in ("install", "code", "day")}

    status = kestrel.phone.client.post(
        "/api/alarms/seen", json=key, headers=kestrel.phone.headers
    ).status_code
    seen = listed(kestrel)[0]["seen_by"]
    finch.push(finch.change("sighting", NOTE, author="somebody else"))

    assert (204, kestrel.phone.person, None) == (status, seen, listed(kestrel)[0]["seen_by"])


def test_alarms_are_for_those_in_charge(finch: Device) -> None:
    """An officer is told that it is not allowed."""
    answer = finch.phone.client.get("/api/alarms", headers=finch.phone.headers)

    assert (403, "not_allowed") == (answer.status_code, answer.get_json()["code"])


def test_an_alarm_that_is_not_there_cannot_be_seen(client: FlaskClient, partnership: Partnership) -> None:
    """Nor one of another partnership."""
    partnership.add("kestrel", "supervisor")
    kestrel = device(client, "kestrel")
    key = {"install": kestrel.phone.install, "code": "signature_wrong", "day": "2026-11-22"}

    answer = kestrel.phone.client.post("/api/alarms/seen", json=key, headers=kestrel.phone.headers)

    assert 404 == answer.status_code


def listed(reader: Device) -> list[dict[str, Any]]:
    """What this person is shown."""
    answer = reader.phone.client.get("/api/alarms", headers=reader.phone.headers)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.get_json()["alarms"]
    return found
