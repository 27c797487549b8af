"""Enrolling a phone, its shift share, and ending it."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts import people
from server.accounts.installs import CODE_LETTERS, add_with_code
from server.accounts.keys import mark_key
from server.accounts.models import Install, ShiftShare
from server.accounts.signatures import public_text
from server.clock import now
from server.database import reading, writing
from sync.changes import base64url, from_base64url
from sync.fields import Role
from tests.server.people import Partnership, Phone, enrolled_phone


def test_an_enrolment_brings_all_that_a_phone_needs(phone: Phone, partnership: Partnership) -> None:
    """Code, grants, both keys of the server, the key of marks, and a session that is the install's."""
    answer = phone.enrol()

    enrolment = answer.get_json()
    with reading() as session:
        marks = base64url(mark_key(session, partnership.tenant))
    assert 201 == answer.status_code
    assert (phone.install, partnership.tenant) == (enrolment["install"], enrolment["tenant"])
    assert 2 == len(enrolment["code"])
    assert 65 == len(from_base64url(enrolment["receipt_key"]["public_key"]))
    assert 65 == len(from_base64url(enrolment["sealing_key"]["public_key"]))
    assert enrolment["receipt_key"]["kid"] != enrolment["sealing_key"]["kid"]
    assert marks == enrolment["mark_key"]
    assert phone.install == enrolment["session"]["install"]
    assert {"stream": "sup/harbour", "mode": "create", "version": 1, "ends": None} == {
        key: value
        for key, value in next(g for g in enrolment["streams"] if g["stream"] == "sup/harbour").items()
        if key != "begins"
    }


@pytest.mark.parametrize(
    ("role", "welfare", "streams"),
    [
        ("officer", False, {"op": "read", "care": "create", "sup": "create", "ref": "read", "staff": "read"}),
        ("officer", True, {"op": "read", "care": "read", "sup": "create", "ref": "read", "staff": "read"}),
        (
            "council_officer",
            False,
            {"op": "read", "care": "create", "sup": "create", "ref": "read", "staff": "read"},
        ),
        ("supervisor", False, {"op": "read", "care": "read", "sup": "read", "ref": "read", "staff": "read"}),
        ("support_worker", False, {"agency": "read", "ref": "read"}),
        ("records_officer", False, {"ref": "read", "staff": "read"}),
    ],
)
def test_a_role_gives_its_streams_and_no_others(
    partnership: Partnership,
    client: FlaskClient,
    role: Role,
    welfare: bool,  # noqa: FBT001
    streams: dict[str, str],
) -> None:
    """DESIGN section 4: who is a member of what."""
    partnership.add("somebody", role, welfare=welfare)
    phone = Phone(client)
    phone.sign_in("somebody")

    enrolment = phone.enrol().get_json()

    assert streams == {grant["stream"].split("/")[0]: grant["mode"] for grant in enrolment["streams"]}
    assert len(streams) == len(enrolment["streams"])


def test_only_those_who_warn_can_recognise_marks(partnership: Partnership, client: FlaskClient) -> None:
    """A support worker's enrolment has no key of marks."""
    partnership.add("linnet", "support_worker")
    phone = Phone(client)
    phone.sign_in("linnet")

    assert phone.enrol().get_json()["mark_key"] is None


def test_an_enrolment_whose_answer_was_lost_can_be_repeated(phone: Phone) -> None:
    """The same request gives the same install and code, and one row."""
    first = phone.enrol().get_json()
    again = phone.enrol().get_json()

    assert (first["install"], first["code"]) == (again["install"], again["code"])
    assert 1 == count_installs()


def test_a_key_must_prove_itself(phone: Phone) -> None:
    """A signature by another key enrols nothing."""
    other = Phone(phone.client)
    body = {
        "install": phone.install,
        "public_key": public_text(phone.key.public_key()),
        "label": "Pixel",
        "signature": other.sign(
            [
                "lantern-enrol-v1",
                phone.tenant,
                phone.install,
                phone.person,
                public_text(phone.key.public_key()),
            ]
        ),
    }

    answer = phone.client.post("/api/installs", json=body, headers=phone.headers)

    assert (401, "proof_wrong") == (answer.status_code, answer.get_json()["code"])
    assert 0 == count_installs()


def test_an_install_belongs_to_one_person(phone: Phone, partnership: Partnership, app: Flask) -> None:
    """A colleague cannot enrol under an id that is taken, whatever key they hold."""
    phone.enrol()
    partnership.add("starling")
    starlings = Phone(app.test_client(), install=phone.install)
    starlings.sign_in("starling")

    assert "install_taken" == starlings.enrol().get_json()["code"]


def test_codes_are_never_given_out_twice(partnership: Partnership) -> None:
    """The last free code of two letters is found; the install after it has three."""
    taken = [first + second for first in CODE_LETTERS for second in CODE_LETTERS][:-1]
    with writing() as session:
        session.add_all([an_install(partnership, code) for code in taken])
        last, next_one = an_install(partnership, ""), an_install(partnership, "")
        add_with_code(session, last)
        add_with_code(session, next_one)

    assert "ZZ" == last.code
    assert 3 == len(next_one.code)


@pytest.mark.parametrize(
    ("altered", "path"),
    [
        ({"install": "not-a-uuid"}, "install"),
        ({"install": "01a2041b-1d98-7bbf-b94a-6434abce0823"}, "install"),
        ({"public_key": base64url(b"\x04" + b"\x01" * 64)}, "public_key"),
        ({"public_key": "A" * 87}, "public_key"),
        ({"label": "x" * 61}, "label"),
        ({"label": ""}, "label"),
        ({"signature": "not base64url!"}, "signature"),
    ],
)
def test_a_malformed_enrolment_names_the_place(phone: Phone, altered: dict[str, str], path: str) -> None:
    """400 with the key's path."""
    good = {
        "install": str(uuid.uuid4()),
        "public_key": public_text(phone.key.public_key()),
        "label": "Pixel, Chrome",
        "signature": "A" * 86,
    }

    answer = phone.client.post("/api/installs", json=good | altered, headers=phone.headers)

    assert (400, [path]) == (answer.status_code, [each["path"] for each in answer.get_json()["problems"]])


def test_a_revoked_install_is_told_so(phone: Phone) -> None:
    """Token, refresh, a new sign-in's shift and enrolling again: all say `install_revoked`."""
    phone.enrol()
    revoked = phone.client.delete(f"/api/installs/{phone.install}", headers=phone.headers)

    by_token = phone.client.get("/api/alerts/key", headers=phone.headers)
    by_refresh = phone.refresh()
    phone.sign_in("wren")
    by_shift = phone.shift()
    by_enrolling = phone.enrol()

    assert 204 == revoked.status_code
    for answer in (by_token, by_refresh, by_shift, by_enrolling):
        assert (401, "install_revoked") == (answer.status_code, answer.get_json()["code"])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("supervisor", 204),
        ("administrator", 204),
        ("officer", 404),
        ("council_officer", 404),
        ("support_worker", 404),
    ],
)
def test_somebody_in_charge_can_end_a_colleagues_phone(
    phone: Phone, partnership: Partnership, app: Flask, role: Role, status: int
) -> None:
    """Supervisors and administrators; for all others there is no such install."""
    phone.enrol()
    partnership.add("other", role)
    others = enrolled_phone(app.test_client(), "other")

    answer = others.client.delete(f"/api/installs/{phone.install}", headers=others.headers)

    assert status == answer.status_code
    assert (401 if status == 204 else 200) == phone.client.get(
        "/api/alerts/key", headers=phone.headers
    ).status_code


def test_nobody_in_charge_elsewhere_can_end_it(phone: Phone, app: Flask) -> None:
    """Nothing crosses a tenant: another partnership's supervisor finds nothing."""
    phone.enrol()
    elsewhere = Partnership("Elsewhere")
    elsewhere.add("sergeant", "supervisor")
    theirs = enrolled_phone(app.test_client(), "sergeant")

    answer = theirs.client.delete(f"/api/installs/{phone.install}", headers=theirs.headers)

    assert 404 == answer.status_code
    assert 200 == phone.client.get("/api/alerts/key", headers=phone.headers).status_code


def test_a_shift_has_one_share(phone: Phone) -> None:
    """32 bytes for twelve hours, the same however often it is asked for, with the moment when even overrun ends."""
    phone.enrol()

    first, again = phone.shift().get_json(), phone.shift().get_json()

    assert first == again
    assert 32 == len(from_base64url(first["share"]))
    assert timedelta(hours=12) == moment(first["ends"]) - moment(first["begins"])
    assert timedelta(hours=18) == moment(first["latest"]) - moment(first["begins"])


def test_a_new_sign_in_begins_a_new_shift_with_the_same_share(phone: Phone) -> None:
    """The slot on the phone is wrapped under it; only the hours are new."""
    phone.enrol()
    first = phone.shift().get_json()

    phone.sign_in("wren")
    second = phone.shift().get_json()

    assert first["share"] == second["share"]
    assert moment(first["begins"]) < moment(second["begins"])


def test_a_shift_that_is_over_needs_a_sign_in(phone: Phone, app: Flask) -> None:
    """A session that merely lives on cannot get the share back; a sign-in can."""
    app.extensions["lantern_settings"] = replace(
        app.extensions["lantern_settings"], shift=timedelta(microseconds=1)
    )
    phone.enrol()
    first = phone.shift().get_json()

    refused = phone.shift()
    phone.sign_in("wren")
    given_back = phone.shift().get_json()

    assert "sign_in_needed" == refused.get_json()["code"]
    assert first["share"] == given_back["share"]


def test_the_share_of_a_colleagues_phone_is_not_given(
    phone: Phone, partnership: Partnership, app: Flask
) -> None:
    """There is no such install for anybody else, a supervisor included."""
    phone.enrol()
    partnership.add("kestrel", "supervisor")
    kestrels = enrolled_phone(app.test_client(), "kestrel")

    answer = replace(kestrels, install=phone.install).shift()

    assert 404 == answer.status_code


def test_the_share_is_stored_sealed(phone: Phone) -> None:
    """A copied database does not open a seized phone."""
    phone.enrol()
    share = from_base64url(phone.shift().get_json()["share"])

    with reading() as session:
        stored = session.scalars(select(ShiftShare.share)).one()

    assert share not in stored
    assert 12 + 32 + 16 == len(stored)


def test_an_ended_membership_shows_at_the_next_call(phone: Phone) -> None:
    """The grant stays with its end; a second membership is a new version."""
    phone.enrol()
    with writing() as session:
        people.end_membership(session, people.account_named(session, "wren"), "harbour", now())
    after_end = phone.enrol().get_json()["streams"]
    with writing() as session:
        people.add_membership(
            session, people.account_named(session, "wren"), "harbour", welfare=False, at=now()
        )
    after_return = phone.enrol().get_json()["streams"]

    assert {"ref", "staff"} == {grant["stream"] for grant in after_end}
    assert ("create", 2) == next(
        (grant["mode"], grant["version"]) for grant in after_return if grant["stream"] == "care/harbour"
    )


def an_install(partnership: Partnership, code: str) -> Install:
    """A row of its own under this code."""
    return Install(
        tenant_id=partnership.tenant, id=str(uuid.uuid4()), person_id="p", public_key="k", code=code,
        label="Pixel", enrolled_at=now(),
    )  # fmt: skip


def moment(text: str) -> datetime:
    """A server time read back."""
    return datetime.fromisoformat(text)


def count_installs() -> int:
    """How many there are."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Install)) or 0
