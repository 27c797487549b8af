"""Phones that a restored server has lost: known again as what they were (PROTOCOL sections 3 and 21)."""

from flask import Flask
from werkzeug.test import TestResponse

from server.accounts.models import Install
from server.database import reading
from sync.changes import base64url
from tests.server.people import Partnership, Phone, enrolled_phone
from tests.server.snapshots import put_back, take


def test_a_phone_that_a_restored_server_has_lost_is_what_it_was(phone: Phone) -> None:
    """It enrols again with the same proof, and has its code and its share: the PIN opens it as before."""
    before = take()
    code = phone.enrol().get_json()["code"]
    share = phone.shift().get_json()["share"]
    put_back(before)
    phone.sign_in("wren")

    unknown = phone.shift()
    again = phone.enrol(code=code)
    given = phone.shift(share=share).get_json()["share"]
    other = phone.shift(share=base64url(b"x" * 32)).get_json()["share"]

    assert 404 == unknown.status_code
    assert (201, code) == (again.status_code, again.get_json()["code"])
    assert share == given == other


def test_a_code_that_somebody_has_by_now_is_not_given_again(
    phone: Phone, partnership: Partnership, app: Flask
) -> None:
    """References of two phones must not be alike."""
    before = take()
    code = phone.enrol().get_json()["code"]
    put_back(before)
    partnership.add("starling")
    starlings = Phone(app.test_client())
    starlings.sign_in("starling")
    taken = starlings.enrol(code=code).get_json()["code"]
    phone.sign_in("wren")

    assert code == taken != phone.enrol(code=code).get_json()["code"]


def test_an_ended_phone_that_a_restored_server_has_lost_is_known_again_as_ended(
    phone: Phone, partnership: Partnership, app: Flask
) -> None:
    """Its person alone can have it known; it brings what it had not sent by its key, and nothing more."""
    before = take()
    phone.enrol()
    put_back(before)
    phone.sign_in("wren")
    newer = enrolled_phone(app.test_client(), "wren")
    partnership.add("starling")
    starlings = enrolled_phone(app.test_client(), "starling")

    told = [known_again(phone, each).status_code for each in (starlings, newer, newer)]

    with reading() as session:
        install = session.get_one(Install, (partnership.tenant, phone.install))
    assert [401, 204, 204] == told
    assert (newer.person, newer.person) == (install.person_id, install.revoked_by)
    assert 401 == phone.enrol().status_code


def test_what_is_known_already_stays_as_it_is(phone: Phone, partnership: Partnership) -> None:
    """A phone that stands is not ended by it, and a key cannot take another's place."""
    phone.enrol()

    same = known_again(phone, phone)
    phone.key = Phone(phone.client).key
    other = known_again(phone, phone)

    with reading() as session:
        install = session.get_one(Install, (partnership.tenant, phone.install))
    assert (204, 403, None) == (same.status_code, other.status_code, install.revoked_at)


def known_again(phone: Phone, teller: Phone) -> TestResponse:
    """Have this phone known again in somebody's session."""
    said = {key: value for key, value in phone.enrolment().items() if key != "install"}
    return teller.client.put(f"/api/installs/{phone.install}", json=said, headers=teller.headers)
