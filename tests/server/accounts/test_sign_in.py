"""Signing in, guessing, and signing out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts import people
from server.accounts.models import Account, SignInAttempt
from server.audit.models import AuditRow
from server.clock import now
from server.database import reading, writing
from tests.server.people import OWN_PAGE, PASSWORD, Partnership, Phone, enrolled_phone


@pytest.fixture
def phone(partnership: Partnership, client: FlaskClient) -> Phone:
    """A phone on which Wren, who has an account, has not signed in yet."""
    partnership.add("wren")
    return Phone(client)


def test_the_right_password_opens_a_session(phone: Phone) -> None:
    """The answer says who is signed in; nothing is enrolled yet."""
    answer = phone.sign_in("wren")

    session = answer.get_json()
    assert 200 == answer.status_code
    assert {"access_token", "expires_in", "person", "tenant", "install"} == set(session)
    assert {"id", "name", "role", "agency", "username"} == set(session["person"])
    assert (None, 600) == (session["install"], session["expires_in"])


@pytest.mark.parametrize("username", ["Wren", " wren ", "ＷＲＥＮ"])
def test_a_name_is_taken_however_it_is_typed(phone: Phone, username: str) -> None:
    """Case, width and outer spaces do not matter."""
    assert 200 == phone.sign_in(username).status_code


def test_a_wrong_name_and_a_wrong_password_cannot_be_told_apart(phone: Phone) -> None:
    """Same status, same body, same headers but for the date."""
    wrong_name = phone.sign_in("nobody", "harbour-lights-2026")
    wrong_password = phone.sign_in("wren", "harbour-lights-2027")

    assert (401, "sign_in_wrong") == (wrong_name.status_code, wrong_name.get_json()["code"])
    assert wrong_name.data == wrong_password.data
    assert wrong_name.headers == wrong_password.headers


def test_an_ended_account_is_a_wrong_password(phone: Phone) -> None:
    """Nobody learns that there was such an account."""
    with writing() as session:
        people.end_account(session, people.account_named(session, "wren"), now())

    assert "sign_in_wrong" == phone.sign_in("wren").get_json()["code"]


def test_guessing_is_slowed_down(phone: Phone) -> None:
    """After ten failures even the right password waits, and the answer says how long."""
    for _ in range(10):
        phone.sign_in("wren", "not the password")

    answer = phone.sign_in("wren")

    assert (429, "too_many_tries") == (answer.status_code, answer.get_json()["code"])
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60


def test_a_name_without_account_is_slowed_down_alike(phone: Phone) -> None:
    """Otherwise the eleventh answer would tell which names exist."""
    for _ in range(10):
        phone.sign_in("nobody", "not the password")

    assert 429 == phone.sign_in("nobody", "not the password").status_code


def test_a_stranger_elsewhere_cannot_lock_an_officer_out(phone: Phone) -> None:
    """Ten failures from one address leave the name usable from another."""
    for _ in range(10):
        phone.client.post(
            "/api/session",
            json={"username": "wren", "password": "not the password"},
            environ_base={"REMOTE_ADDR": "192.0.2.7"},
        )

    assert 200 == phone.sign_in("wren").status_code


def test_the_wait_ends(phone: Phone, app: Flask) -> None:
    """Once the window is over the right password counts again."""
    app.extensions["lantern_settings"] = replace(
        app.extensions["lantern_settings"], sign_in_window=timedelta(microseconds=1)
    )
    for _ in range(10):
        phone.sign_in("wren", "not the password")

    assert 200 == phone.sign_in("wren").status_code


def test_neither_names_nor_addresses_are_kept_of_failures(phone: Phone) -> None:
    """What is counted is a keyed hash; the audit names the account's id alone."""
    phone.sign_in("wren", "not the password")

    with reading() as session:
        buckets = list(session.scalars(select(SignInAttempt.bucket)))
        failures = list(session.scalars(select(AuditRow).where(AuditRow.act == "sign_in_failed")))
    assert 3 == len(buckets)
    assert all(64 == len(bucket) and "wren" not in bucket for bucket in buckets)
    assert [{}] == [row.subject for row in failures]


def test_the_password_is_stored_as_a_slow_hash(phone: Phone) -> None:
    """scrypt, and not the password."""
    with reading() as session:
        stored = session.scalars(select(Account.password_hash)).one()

    assert stored.startswith("scrypt:")
    assert PASSWORD not in stored


def test_an_older_hash_is_renewed_at_the_next_sign_in(phone: Phone, app: Flask) -> None:
    """Parameters can be raised without asking anybody for a new password."""
    app.extensions["lantern_settings"] = replace(
        app.extensions["lantern_settings"], hashing="scrypt:2048:8:1"
    )

    answers = [phone.sign_in("wren").status_code, phone.sign_in("wren").status_code]

    with reading() as session:
        stored = session.scalars(select(Account.password_hash)).one()
    assert [200, 200] == answers
    assert stored.startswith("scrypt:2048:8:1$")


def test_another_sites_page_cannot_sign_somebody_in(phone: Phone) -> None:
    """A foreign Origin is refused before the password is looked at."""
    answer = phone.client.post(
        "/api/session",
        json={"username": "wren", "password": PASSWORD},
        headers={"Origin": "https://elsewhere.example.org"},
    )

    assert (403, "origin_foreign") == (answer.status_code, answer.get_json()["code"])


def test_the_cookie_is_out_of_reach_of_scripts_and_sites(phone: Phone) -> None:
    """HttpOnly, SameSite=Strict, for the session's routes alone; Secure and prefixed but on loopback."""
    on_loopback = phone.sign_in("wren").headers["Set-Cookie"]
    behind_tls = phone.client.post(
        "/api/session",
        json={"username": "wren", "password": PASSWORD},
        base_url="https://lantern.example.org",
    ).headers["Set-Cookie"]

    for cookie in (on_loopback, behind_tls):
        assert {"HttpOnly", "SameSite=Strict", "Path=/api/session"} <= set(cookie.split("; "))
    assert behind_tls.startswith("__Secure-lantern_refresh=")
    assert "Secure" in behind_tls.split("; ")


def test_plain_http_elsewhere_gets_no_usable_cookie(phone: Phone) -> None:
    """Without TLS and off this machine the cookie is Secure all the same, so that a browser drops it."""
    answer = phone.client.post(
        "/api/session", json={"username": "wren", "password": PASSWORD}, base_url="http://lantern.example.org"
    )

    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_signing_out_ends_the_session_at_once(partnership: Partnership, client: FlaskClient) -> None:
    """Access token and cookie are worth nothing afterwards; the cookie is taken away."""
    partnership.add("wren")
    phone = enrolled_phone(client, "wren")
    cookie = client.get_cookie("lantern_refresh", path="/api/session")
    assert cookie is not None

    answer = client.delete("/api/session", headers=OWN_PAGE | phone.headers)

    assert 204 == answer.status_code
    assert client.get_cookie("lantern_refresh", path="/api/session") is None
    assert 401 == client.get("/api/alerts/key", headers=phone.headers).status_code
    client.set_cookie("lantern_refresh", cookie.value, path="/api/session")
    assert 401 == phone.refresh().status_code


def test_signing_out_works_after_the_access_token_has_expired(phone: Phone) -> None:
    """The cookie alone is enough."""
    phone.sign_in("wren")

    assert 204 == phone.client.delete("/api/session", headers=OWN_PAGE).status_code
    assert 401 == phone.client.get("/api/alerts/key", headers=phone.headers).status_code


def test_a_new_password_ends_every_session(phone: Phone) -> None:
    """Whoever knew the old one is out."""
    phone.sign_in("wren")
    with writing() as session:
        people.set_password(session, people.account_named(session, "wren"), "another-good-one", now())

    assert 401 == phone.client.get("/api/alerts/key", headers=phone.headers).status_code
    assert 401 == phone.sign_in("wren").status_code
    assert 200 == phone.sign_in("wren", "another-good-one").status_code


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["password", "username"]),
        ({"username": "wren"}, ["password"]),
        ({"username": 7, "password": "x"}, ["username"]),
        ({"username": "w" * 61, "password": "x"}, ["username"]),
        ({"username": "wren", "password": "x", "admin": True}, ["admin"]),
        ([], [""]),
    ],
)
def test_a_wrong_body_is_answered_with_every_wrong_place(
    phone: Phone, body: object, paths: list[str]
) -> None:
    """400 with a path for each, unknown keys too."""
    answer = phone.client.post("/api/session", json=body)

    assert (400, "body_wrong") == (answer.status_code, answer.get_json()["code"])
    assert paths == sorted(each["path"] for each in answer.get_json()["problems"])
