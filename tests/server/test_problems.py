"""Every failure has the one form, a stable code, and nothing of what was sent."""

import logging
from typing import NoReturn

import pytest
from flask import Flask

from server.database import BusyError
from sync.problems import WORDS
from tests.server.people import Partnership, Phone, enrolled_phone

MARKER = "Juniper of Ropewalk Street"


@pytest.fixture
def phone(app: Flask, partnership: Partnership) -> Phone:
    """An enrolled phone, on a server with a route that fails in a way nobody thought of."""

    def failing() -> NoReturn:
        raise RuntimeError(MARKER)

    def busy() -> NoReturn:
        raise BusyError

    app.add_url_rule("/api/failing", view_func=failing, methods=["POST"])
    app.add_url_rule("/api/busy", view_func=busy)
    partnership.add("wren")
    return enrolled_phone(app.test_client(), "wren")


@pytest.mark.parametrize(
    ("method", "address", "data", "status", "code"),
    [
        ("POST", "/api/session", b"{", 400, "body_wrong"),
        ("POST", "/api/session", b'{"username":"a","username":"b"}', 400, "body_wrong"),
        ("POST", "/api/session", b'{"username":"a","password":1.5}', 400, "body_wrong"),
        ("POST", "/api/session", b"\xff\xfe", 400, "body_wrong"),
        ("POST", "/api/session", rb'{"username":"\ud83d","password":"x"}', 400, "body_wrong"),
        ("POST", "/api/session", rb'{"username":"\u0000","password":"x"}', 400, "body_wrong"),
        ("POST", "/api/session", b"[" * 100_000, 400, "body_wrong"),
        ("POST", "/api/session", b" " * 2_200_000, 413, "body_too_large"),
        ("POST", "/api/failing", b'{"name":"Juniper of Ropewalk Street"}', 500, "server_failed"),
        ("GET", "/api/nothing", b"", 404, "not_found"),
        ("GET", "/api/records/%00/history", b"", 404, "not_found"),
        ("GET", "/api/session", b"", 405, "method_wrong"),
        ("GET", "/api/busy", b"", 503, "server_busy"),
    ],
)
def test_a_failure_has_a_status_a_code_and_words(
    phone: Phone, method: str, address: str, data: bytes, status: int, code: str
) -> None:
    """The same form for all, and the code is in the catalogue."""
    answer = phone.client.open(
        address, method=method, headers=phone.headers, data=data, content_type="application/json"
    )

    problem = answer.get_json()
    assert (status, code) == (answer.status_code, problem["code"])
    assert "application/problem+json" == answer.content_type
    assert {"code", "title", "status", "problems"} == set(problem)
    assert all(
        {"code", "path", "words"} == set(each) and each["code"] in WORDS for each in problem["problems"]
    )


def test_a_body_that_is_not_json_is_named_so(phone: Phone) -> None:
    """A form, which any site could send, is not read at all."""
    answer = phone.client.post("/api/session", data={"username": "wren", "password": "x"})

    assert (415, "content_type_wrong") == (answer.status_code, answer.get_json()["code"])


def test_an_unknown_failure_tells_nobody_what_it_was_about(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the answer nor the log holds the error's words, the body or the query."""
    with caplog.at_level(logging.DEBUG):
        answer = phone.client.post(f"/api/failing?q={MARKER}", json={"name": MARKER})

    assert "Juniper" not in answer.text
    assert "Juniper" not in caplog.text
    assert "POST /api/failing failed with RuntimeError at" in caplog.text


def test_a_busy_server_says_when_to_come_back(phone: Phone) -> None:
    """503 with Retry-After."""
    assert "2" == phone.client.get("/api/busy").headers["Retry-After"]
