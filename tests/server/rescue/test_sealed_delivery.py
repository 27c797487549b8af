"""Sealed copies that somebody else carries, on both databases."""

import json
import threading
import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.alarms.models import Alarm
from server.database import db, reading
from server.demonstration.sealing import sealed_copy
from server.exchange import sealed
from server.exchange.models import ApartChange, ApartSealed, StoredChange
from server.exchange.service import prepare
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE
from tests.factories.rescues import carry, copy_of, is_stored
from tests.server.people import Partnership
from tests.server.rescue.conftest import revoke


def test_a_carried_copy_is_judged_in_its_own_installs_name(finch: Device, wren: Device) -> None:
    """The record is its author's, signed by the author's phone; the carrier's chain is untouched."""
    change = finch.fields("sighting", NOTE)
    copy = copy_of(finch, finch.envelope(change))

    line = carry(wren, copy)[0]
    wren.pull()

    row = wren.row(change["record"])
    assert finch.phone.person == row["created"]["author"]
    assert is_stored(wren, copy, line)


def test_the_carrier_learns_that_it_is_stored_and_nothing_else(finch: Device, wren: Device) -> None:
    """Good, refused and unreadable copies have answers of one form."""
    good = copy_of(finch, finch.change("sighting", NOTE))
    bad = copy_of(finch, finch.change("sighting", {"kind": "unheard of"}))
    unreadable = good | {"sealed": good["sealed"][:-8] + "AAAAAAAA"}

    lines = carry(wren, good, bad, unreadable)

    assert [True, True, True] == [
        is_stored(wren, copy, line) for copy, line in zip((good, bad, unreadable), lines, strict=True)
    ]
    assert {None} == {line["verdict"] for line in lines}


def test_a_carried_copys_verdict_comes_with_its_installs_next_pull(finch: Device, wren: Device) -> None:
    """With a receipt, though the install never pushed it."""
    envelope = finch.change("sighting", NOTE)
    carry(wren, copy_of(finch, envelope))

    finch.pull()

    verdict = finch.verdicts[json.loads(envelope[0])["id"]]
    assert ("accepted", "accepted") == (verdict["verdict"], verdict["receipt"][0][3])


def test_a_copy_of_a_revoked_install_is_late(finch: Device, wren: Device) -> None:
    """In the ledger, in nobody's way, for a supervisor to decide."""
    change = finch.fields("sighting", NOTE)
    copy = copy_of(finch, finch.envelope(change))
    revoke(finch)

    carry(wren, copy)
    wren.pull()

    row = wren.row(change["record"])
    assert ({}, ["install_ended"]) == (row["fields"], [each["why"] for each in row["late"]])


def test_a_copy_carried_again_changes_nothing(finch: Device, wren: Device) -> None:
    """The ledger has it once; the install that pushes it too hears that it is known."""
    envelope = finch.change("sighting", NOTE)
    copy = copy_of(finch, envelope)

    first = carry(wren, copy, copy)
    again = carry(wren, copy)
    verdict = finch.push(envelope)[0]

    assert all(is_stored(wren, copy, line) for line in [*first, *again])
    assert "known" == verdict["verdict"]
    with reading() as session:
        assert 1 == _stored(session)


def test_copies_may_come_in_any_order(finch: Device, wren: Device) -> None:
    """They are judged in the order of their chain."""
    record = str(uuid.uuid4())
    made = finch.fields("sighting", NOTE) | {"record": record}
    first = copy_of(finch, finch.envelope(made))
    second = copy_of(
        finch,
        finch.change("sighting", {"words": "Two cars"}, record=record, base=made["id"], after=made["id"]),
    )

    carry(wren, second, first)
    wren.pull()

    assert "Two cars" == wren.row(record)["fields"]["words"]
    assert [] == wren.row(record)["flags"]


@pytest.mark.parametrize(
    ("alter", "expected"),
    [
        (lambda copy: copy | {"sealed": "AAAA"}, "sealed_unreadable"),
        (lambda copy: copy | {"sealed": "not base64url!"}, "sealed_unreadable"),
        (lambda copy: copy | {"dseq": 7}, "sealed_unreadable"),
        (lambda copy: copy | {"kid": "0" * 16}, "sealing_key_unknown"),
        (lambda copy: copy | {"more": 1}, "sealed_malformed"),
        (lambda copy: copy | {"dseq": True}, "sealed_malformed"),
        (
            lambda copy: {key: copy[key] for key in copy if key != "dseq"} | {"note": copy["install"]},
            "sealed_unreadable",
        ),
        (lambda _: ["no", "copy"], "sealed_malformed"),
        (lambda _: None, "sealed_malformed"),
    ],
)
def test_a_bad_copy_is_stored_apart_and_alarmed_and_holds_back_no_other(
    finch: Device, wren: Device, alter: Any, expected: str
) -> None:
    """The alarm names the install that it says to be of and the one that brought it."""
    bad, good = (copy_of(finch, finch.change("sighting", NOTE)) for _ in range(2))
    altered = alter(bad)

    lines = carry(wren, altered, good)

    named = {wren.phone.install} | ({finch.phone.install} if expected != "sealed_malformed" else set())
    assert is_stored(wren, good, lines[1])
    with reading() as session:
        assert [expected] == list(session.scalars(select(ApartSealed.code)))
        alarms = session.execute(select(Alarm.install_id, Alarm.code, Alarm.count)).all()
        assert {(each, expected, 1) for each in named} == {tuple(each) for each in alarms}


def test_what_its_install_did_not_sign_is_never_judged_in_its_name(finch: Device, wren: Device) -> None:
    """Anybody can seal; a carrier who seals words of its own for another's phone is found out."""
    text, _ = finch.change("sighting", NOTE)
    _, foreign = wren.signed(text)
    forged = copy_of(finch, [text, foreign])

    carry(wren, forged)

    with reading() as session:
        assert ["signature_wrong"] == list(session.scalars(select(ApartSealed.code)))
        assert 0 == session.scalar(select(func.count()).select_from(ApartChange))
        assert 0 == _stored(session)


def test_a_change_sealed_under_another_number_is_not_what_it_says(finch: Device, wren: Device) -> None:
    """The number outside and the number inside must agree."""
    _, second = (finch.change("sighting", NOTE) for _ in range(2))
    key, tenant = finch.enrolment["sealing_key"], finch.phone.tenant

    carry(wren, sealed_copy(key, tenant, finch.phone.install, 1, second))

    with reading() as session:
        assert ["sealed_mismatch"] == list(session.scalars(select(ApartSealed.code)))


def test_a_copy_of_an_install_that_nobody_knows_stays_on_its_phone(wren: Device) -> None:
    """A server whose backup is older than the enrolment must not make a phone forget."""
    copy = copy_of(wren, wren.change("sighting", NOTE), install=str(uuid.uuid4()))

    line = carry(wren, copy)[0]

    assert {"receipt": None, "verdict": None} == line


def test_what_one_carrier_may_have_kept_apart_is_bounded(
    finch: Device, wren: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the bound things are counted in the alarm and not stored."""
    monkeypatch.setattr(sealed, "APART_MAX", 2)
    copy = copy_of(finch, finch.change("sighting", NOTE))
    bad = [copy | {"sealed": f"AAA{each}"} for each in range(4)]

    lines = carry(wren, *bad)

    assert [True, True, False, False] == [line["receipt"] is not None for line in lines]
    with reading() as session:
        assert 2 == session.scalar(select(func.count()).select_from(ApartSealed))
        assert [4, 4] == list(session.scalars(select(Alarm.count)))


def test_a_partnership_cannot_be_reached_from_another(
    finch: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """A carrier of another tenant brings nothing in and learns nothing."""
    elsewhere = Partnership("Elsewhere")
    elsewhere.add("stranger")
    stranger = device(client, "stranger")
    change = finch.fields("sighting", NOTE)
    copy = copy_of(finch, finch.envelope(change))

    line = carry(stranger, copy)[0]

    assert line["receipt"] is None
    with reading() as session:
        assert 0 == session.scalar(
            select(func.count()).select_from(StoredChange).where(StoredChange.id == change["id"])
        )


def test_two_carriers_at_once_do_no_harm(app: Flask, finch: Device, wren: Device, kestrel: Device) -> None:
    """Each hears that all of it is stored; the ledger has each change once."""
    copies = [copy_of(finch, finch.change("sighting", NOTE)) for _ in range(20)]
    answers: list[list[dict[str, Any]]] = []

    def bring(carrier: Device) -> None:
        with app.app_context():
            answers.append(carry(carrier, *copies))
            db.session.remove()

    threads = [threading.Thread(target=bring, args=(each,)) for each in (wren, kestrel)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert [20, 20] == [sum(line["receipt"] is not None for line in each) for each in answers]
    with reading() as session:
        mine = StoredChange.install_id == finch.phone.install
        assert 20 == session.scalar(select(func.count()).select_from(StoredChange).where(mine))


def test_an_install_that_carries_its_own_copies_hears_the_verdicts(finch: Device) -> None:
    """That is how a phone sends again what a restored server has lost."""
    copy = copy_of(finch, finch.change("sighting", NOTE))

    line = carry(finch, copy)[0]

    assert "accepted" == line["verdict"]["verdict"]
    assert code(line["verdict"]) == ("accepted", None)


def test_a_push_with_sealed_copies_has_the_bounds_of_any_push(finch: Device, wren: Device) -> None:
    """Two hundred things in all."""
    copy = copy_of(finch, finch.change("sighting", NOTE))
    body = {"install": wren.phone.install, "changes": [], "views": [], "sealed": [copy] * 201}

    answer = wren.push_raw(body)

    assert (413, "push_too_large") == (answer.status_code, answer.get_json()["code"])


def test_the_system_install_cannot_be_carried_for(wren: Device) -> None:
    """It has no account: what says to be of it stays where it is."""
    prepare(wren.phone.tenant)
    with reading() as session:
        system = session.scalars(select(Install).where(Install.person_id == "system")).one()
    copy = copy_of(wren, wren.change("sighting", NOTE), install=system.id)

    assert carry(wren, copy)[0]["receipt"] is None


def _stored(session: Session) -> int:
    """How many changes of people are in the tables of what counts."""
    query = select(func.count()).select_from(StoredChange).where(StoredChange.author_id != "system")
    return session.scalar(query) or 0
