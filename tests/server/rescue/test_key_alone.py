"""What an install may do by its key alone, on both databases."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from server.accounts.models import Install, SessionFamily, UsedNonce
from server.accounts.signatures import is_signed
from server.clock import now
from server.database import reading, writing
from server.exchange.models import StoredChange
from sync.messages import receipt_bytes
from tests.factories.devices import Device, code
from tests.factories.records import NOTE
from tests.factories.rescues import ask_alone, copy_of, is_stored, push_alone
from tests.server.rescue.conftest import revoke


def test_a_revoked_install_delivers_by_its_key_long_after_its_token_died(finch: Device) -> None:
    """All of it is late, each with a receipt that the pinned key proves, and nothing is shown to it."""
    envelopes = [finch.change("sighting", NOTE) for _ in range(3)]
    revoke(finch)
    with writing() as session:
        for family in session.scalars(select(SessionFamily)):
            family.signed_in_at -= timedelta(days=200)

    answer = push_alone(finch, *envelopes)

    verdicts = answer.get_json()["verdicts"]
    assert {"verdicts", "sealed", "views", "keys"} == set(answer.get_json())
    assert [("late", "install_ended")] * 3 == [code(each) for each in verdicts]
    for verdict in verdicts:
        array, signature = verdict["receipt"]
        assert is_signed(receipt_bytes(array), signature, finch.enrolment["receipt_key"]["public_key"])
        assert [None] * 4 == array[5:]


def test_sealed_copies_by_the_key_alone_are_answered_with_their_verdicts(finch: Device) -> None:
    """The install's own hears what became of each."""
    copy = copy_of(finch, finch.change("sighting", NOTE))
    revoke(finch)

    line = push_alone(finch, sealed=[copy]).get_json()["sealed"][0]

    assert is_stored(finch, copy, line)
    assert ("late", "install_ended") == code(line["verdict"])


def test_what_was_carried_before_is_known_by_the_key_alone(finch: Device, wren: Device) -> None:
    """The verdict as it stands, with its receipt: enough to wipe the phone."""
    envelope = finch.change("sighting", NOTE)
    revoke(finch)
    wren.push_raw({"install": wren.phone.install, "changes": [], "sealed": [copy_of(finch, envelope)]})

    verdict = push_alone(finch, envelope).get_json()["verdicts"][0]

    assert ("known", "late") == (verdict["verdict"], verdict["latest"]["verdict"])
    assert verdict["latest"]["receipt"] is not None


def test_an_install_whose_session_is_over_delivers_in_force(finch: Device) -> None:
    """An expired session ends the reading; what a standing install writes counts as ever."""
    with writing() as session:
        for family in session.scalars(select(SessionFamily)):
            family.ended_at, family.ended_why = now(), "expired"

    verdict = push_alone(finch, finch.change("sighting", NOTE)).get_json()["verdicts"][0]

    assert ("accepted", None) == code(verdict)


def test_a_key_alone_brings_nothing_of_others(finch: Device, wren: Device) -> None:
    """Carrying needs a session."""
    copy = copy_of(wren, wren.change("sighting", NOTE))

    answer = push_alone(finch, sealed=[copy])

    assert [{"receipt": None, "verdict": None}] == answer.get_json()["sealed"]
    with reading() as session:
        mine = select(func.count()).select_from(StoredChange)
        assert 0 == session.scalar(mine.where(StoredChange.install_id == wren.phone.install))


@pytest.mark.parametrize("path", ["/api/pull", "/api/notes", "/api/alarms"])
def test_a_key_alone_reads_nothing(finch: Device, path: str) -> None:
    """Only a push takes it."""
    nonce = finch.phone.client.get("/api/nonce").get_json()["nonce"]
    header = f"Lantern-Key {finch.phone.tenant}.{finch.phone.install}.{nonce}.{'A' * 86}"

    method = finch.phone.client.post if path == "/api/pull" else finch.phone.client.get

    assert 401 == method(path, headers={"Authorization": header}).status_code


def test_a_nonce_counts_once(finch: Device) -> None:
    """A request that somebody recorded is worth nothing."""
    nonce = finch.phone.client.get("/api/nonce").get_json()["nonce"]
    body = json.dumps({"install": finch.phone.install, "changes": []}).encode()

    answers = [ask_alone(finch, body, nonce=nonce) for _ in range(2)]

    assert [200, 401] == [each.status_code for each in answers]


def test_another_body_under_the_same_signature_is_turned_away(finch: Device) -> None:
    """The signature is over the body; and nothing tells a wrong signature from an unknown install."""
    body = json.dumps({"install": finch.phone.install, "changes": []})

    wrong = ask_alone(finch, body.encode(), signed="{}")
    unknown = ask_alone(finch, body.encode(), install="0a000000-0000-4000-8000-000000000000")

    assert [(401, "proof_wrong")] * 2 == [
        (each.status_code, each.get_json()["code"]) for each in (wrong, unknown)
    ]
    with reading() as session:
        assert 0 == session.scalar(select(func.count()).select_from(UsedNonce))


@pytest.mark.parametrize(
    "header", ["Lantern-Key ", "Lantern-Key a.b.c", "Lantern-Key a.b.c.d.e", "Lantern-Key é.ü.ö.ä"]
)
def test_a_header_that_is_none_is_turned_away(finch: Device, header: str) -> None:
    """In the one form of answers."""
    answer = finch.phone.client.post(
        "/api/push", json={}, headers={"Authorization": header.encode().decode("latin-1")}
    )

    assert (401, "proof_wrong") == (answer.status_code, answer.get_json()["code"])


def test_a_key_that_is_marked_as_lost_is_quarantined_by_the_key_alone_too(finch: Device) -> None:
    """What it signs is kept apart."""
    with writing() as session:
        session.get_one(Install, (finch.phone.tenant, finch.phone.install)).compromised_at = now()

    verdict = push_alone(finch, finch.change("sighting", NOTE)).get_json()["verdicts"][0]

    assert ("quarantined", "key_compromised") == code(verdict)
