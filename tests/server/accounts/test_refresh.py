"""Refreshing a session: rotation, lost answers, stolen cookies."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts import sessions
from server.accounts.models import RefreshToken, SessionFamily
from server.accounts.rotation import Presented, decide
from server.accounts.sessions import Proof
from server.clock import now
from server.database import reading
from server.problems import ProblemError
from tests.server.people import OWN_PAGE, Partnership, Phone, enrolled_phone

AT = datetime.fromisoformat("2026-11-22T02:14:05+00:00")


@pytest.fixture
def phone(partnership: Partnership, client: FlaskClient) -> Phone:
    """Wren's enrolled phone."""
    partnership.add("wren")
    return enrolled_phone(client, "wren")


def test_a_refresh_gives_a_new_token_and_a_new_cookie(phone: Phone) -> None:
    """The session goes on under the install that proved its key."""
    before = cookie_of(phone)

    answer = phone.refresh()

    assert 200 == answer.status_code
    assert phone.install == answer.get_json()["install"]
    assert before != cookie_of(phone)
    assert 200 == phone.client.get("/api/alerts/key", headers=phone.headers).status_code


def test_a_lost_answer_is_given_again(phone: Phone) -> None:
    """The token just before, within a minute, gets the same successor; the session lives on."""
    before = cookie_of(phone)
    phone.refresh()
    first = cookie_of(phone)

    phone.client.set_cookie("lantern_refresh", before, path="/api/session")
    again = phone.refresh()

    assert 200 == again.status_code
    assert first == cookie_of(phone)
    assert 200 == phone.refresh().status_code


def test_a_token_used_again_after_its_successor_ends_the_session(phone: Phone) -> None:
    """Somebody has a copy: both are out."""
    stolen = cookie_of(phone)
    phone.refresh()
    phone.refresh()
    newest = cookie_of(phone)

    phone.client.set_cookie("lantern_refresh", stolen, path="/api/session")
    assert 401 == phone.refresh().status_code

    phone.client.set_cookie("lantern_refresh", newest, path="/api/session")
    assert "sign_in_needed" == phone.refresh().get_json()["code"]
    with reading() as session:
        assert "reused" == session.scalars(select(SessionFamily.ended_why)).one()


@pytest.mark.parametrize(
    ("presented", "verdict"),
    [
        (Presented(None, successor_used=False, bound_install="a", asking_install="a"), "rotate"),
        (Presented(AT, successor_used=False, bound_install="a", asking_install="a"), "repeat"),
        (Presented(AT, successor_used=True, bound_install="a", asking_install="a"), "reused"),
        (Presented(AT, successor_used=False, bound_install="a", asking_install="b"), "reused"),
        (
            Presented(
                AT - timedelta(seconds=61), successor_used=False, bound_install="a", asking_install="a"
            ),
            "reused",
        ),
    ],
)
def test_only_a_recent_repeat_by_the_same_install_is_a_lost_answer(
    presented: Presented, verdict: str
) -> None:
    """The rule of PROTOCOL section 3 by itself."""
    assert verdict == decide(presented, AT)


def test_the_cookie_alone_is_not_enough(phone: Phone) -> None:
    """An install's session needs the proof of its key, and the thief's try does no harm to it."""
    without = phone.client.post("/api/session/refresh", json={}, headers=OWN_PAGE)
    other = Phone(phone.client, install=phone.install, tenant=phone.tenant)

    assert "proof_wrong" == without.get_json()["code"]
    assert "proof_wrong" == other.refresh().get_json()["code"]
    assert 200 == phone.refresh().status_code


def test_a_proof_counts_once(phone: Phone) -> None:
    """A nonce that was used is refused."""
    proof = phone.proof()
    first = phone.client.post("/api/session/refresh", json=proof, headers=OWN_PAGE)
    second = phone.client.post("/api/session/refresh", json=proof, headers=OWN_PAGE)

    assert (200, 401) == (first.status_code, second.status_code)
    assert "proof_wrong" == second.get_json()["code"]


def test_a_nonce_grows_old(phone: Phone) -> None:
    """After two minutes it must be asked for again."""
    proof = phone.proof()
    with pytest.raises(ProblemError) as refused:
        sessions.refresh(cookie_of(phone), Proof(**proof), now() + timedelta(seconds=122))

    assert "proof_wrong" == refused.value.problems[0].code


@pytest.mark.parametrize("nonce", ["A" * 43, "short", "A" * 42 + "B"])
def test_a_nonce_of_somebody_elses_making_is_refused(phone: Phone, nonce: str) -> None:
    """However well it is signed."""
    signature = phone.sign(["lantern-request-v1", "POST", "/api/session/refresh", "", nonce])
    body = {"install": phone.install, "nonce": nonce, "signature": signature}

    assert 401 == phone.client.post("/api/session/refresh", json=body, headers=OWN_PAGE).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Lantern": "1"},
        {"Origin": "http://localhost"},
        OWN_PAGE | {"Origin": "https://elsewhere.example.org"},
    ],
)
def test_no_other_site_can_refresh_or_sign_out(phone: Phone, headers: dict[str, str]) -> None:
    """Both calls rest on the cookie, so both need the header and the right Origin."""
    refresh = phone.client.post("/api/session/refresh", json=phone.proof(), headers=headers)
    sign_out = phone.client.delete("/api/session", headers=headers)

    assert ["origin_foreign"] * 2 == [refresh.get_json()["code"], sign_out.get_json()["code"]]
    assert 200 == phone.refresh().status_code


def test_before_enrolment_the_cookie_is_enough(partnership: Partnership, client: FlaskClient) -> None:
    """There is no key yet that could prove anything."""
    partnership.add("wren")
    Phone(client).sign_in("wren")

    answer = client.post("/api/session/refresh", json={}, headers=OWN_PAGE)

    assert (200, None) == (answer.status_code, answer.get_json()["install"])


def test_a_sign_in_on_an_enrolled_phone_becomes_its_session(phone: Phone) -> None:
    """The first refresh with the key's proof binds the new session to the install."""
    answer = phone.sign_in("wren")
    assert answer.get_json()["install"] is None

    assert phone.install == phone.refresh().get_json()["install"]


def test_another_persons_install_cannot_take_a_session_over(
    phone: Phone, partnership: Partnership, app: Flask
) -> None:
    """Heron's own phone with Wren's stolen cookie gets nothing."""
    partnership.add("heron", "council_officer")
    herons = enrolled_phone(app.test_client(), "heron")

    herons.client.set_cookie("lantern_refresh", cookie_of(phone), path="/api/session")

    assert "proof_wrong" == herons.refresh().get_json()["code"]


@pytest.mark.parametrize("limit", ["session_idle", "session_lifetime"])
def test_a_session_ends_after_its_time(phone: Phone, app: Flask, limit: str) -> None:
    """Idle for three days, or fourteen days old: sign in again."""
    shorter = {limit: timedelta(microseconds=1)}
    app.extensions["lantern_settings"] = replace(app.extensions["lantern_settings"], **shorter)

    assert "sign_in_needed" == phone.refresh().get_json()["code"]


def test_no_token_that_counts_is_stored(phone: Phone) -> None:
    """The table has hashes alone."""
    phone.refresh()

    with reading() as session:
        hashes = list(session.scalars(select(RefreshToken.token_hash)))
    assert 2 == len(hashes)
    assert all(64 == len(each) and each not in cookie_of(phone) for each in hashes)


@pytest.mark.parametrize("token", ["", "x", "a.b", "." * 50, "ÿ"])
def test_a_token_of_somebody_elses_making_is_no_session(phone: Phone, token: str) -> None:
    """401, whatever it looks like."""
    with pytest.raises(ProblemError) as refused:
        sessions.refresh(token, Proof(**phone.proof()), now())

    assert (401, "sign_in_needed") == (refused.value.status, refused.value.problems[0].code)


def test_two_refreshes_at_once_are_one(phone: Phone, app: Flask) -> None:
    """A tab and the worker ask together: both get the same successor, and the session lives on."""
    token, proofs = cookie_of(phone), [phone.proof() for _ in range(4)]
    successors: list[str] = []

    def ask(proof: dict[str, str]) -> None:
        with app.app_context():
            successors.append(sessions.refresh(token, Proof(**proof), now()).refresh_token)

    threads = [threading.Thread(target=ask, args=(proof,)) for proof in proofs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 4 == len(successors)
    assert 1 == len(set(successors))
    phone.client.set_cookie("lantern_refresh", successors[0], path="/api/session")
    assert 200 == phone.refresh().status_code


def cookie_of(phone: Phone) -> str:
    """The refresh token that the phone's browser holds."""
    cookie = phone.client.get_cookie("lantern_refresh", path="/api/session")
    assert cookie is not None
    return cookie.value
