"""What the server says to what is no change, no envelope or no push, on both databases."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from server.database import reading
from server.exchange.models import ApartChange
from tests.factories.devices import Device, code
from tests.factories.records import NOTE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "change_malformed"),
        ("[]", "change_malformed"),
        ('{"id": 1, "id": 1}', "duplicate_key"),
        ('{"id": 1.0}', "float_in_text"),
        ('{"id": NaN}', "float_in_text"),
        ('{"id": 9007199254740993}', "change_malformed"),
        ('{"id": "\\ud83d"}', "lone_surrogate"),
        ('{"id": "\ud83d"}', "lone_surrogate"),
        ('{"é": 1}', "change_malformed"),
        ("[" * 20_000, "change_malformed"),
        ('"' + "x" * 70_000 + '"', "change_too_large"),
        ("{}", "type_wrong"),
    ],
)
def test_a_text_that_is_not_of_the_profile_is_refused_and_kept(
    wren: Device, text: str, expected: str
) -> None:
    """Whatever it is, it is stored apart and the next change is judged by itself."""
    verdicts = wren.push(wren.signed(text), wren.change("sighting", NOTE))

    assert [("refused", expected), ("accepted", None)] == [code(each) for each in verdicts]
    with reading() as session:
        kept = session.scalars(select(ApartChange)).one()
        assert text.encode("utf-8", "surrogatepass") == kept.text


@pytest.mark.parametrize("envelope", [None, 7, [], ["a"], ["a", 1], {"text": "a"}, ["{}", "sig", "more"]])
def test_what_is_no_envelope_is_refused_without_blocking(wren: Device, envelope: Any) -> None:
    """The rest of the push gets its verdicts."""
    verdicts = wren.push(envelope, wren.change("sighting", NOTE))

    assert [("refused", "change_malformed"), ("accepted", None)] == [code(each) for each in verdicts]


@pytest.mark.parametrize(
    ("alter", "path"),
    [
        (lambda change: change.pop("salt"), "salt"),
        (lambda change: change.update(dseq="1"), "dseq"),
        (lambda change: change.update(dseq=True), "dseq"),
        (lambda change: change.update(record="A" * 36), "record"),
        (lambda change: change.update(at={"wall": "yesterday"}), "at"),
        (lambda change: change.update(op="delete"), "op"),
        (lambda change: change.update(set=[]), "set"),
        (lambda change: change.update(resolves=[["x", "age"]]), "resolves"),
        (lambda change: change.update(seen=[1, 2]), "seen"),
    ],
)
def test_a_key_of_the_wrong_form_is_refused_with_its_path(
    wren: Device, alter: Callable[[dict[str, Any]], Any], path: str
) -> None:
    """The path says which key."""
    change = wren.fields("sighting", NOTE)
    alter(change)

    verdict = wren.push(wren.envelope(change))[0]

    assert ("refused", "type_wrong") == code(verdict)
    assert path == verdict["problems"][0]["path"]


def test_201_changes_are_too_many_and_nothing_is_stored(wren: Device) -> None:
    """The bound is on the push, and the answer says what it is."""
    answer = wren.push_raw({"install": wren.phone.install, "changes": [None] * 201, "views": []})

    assert (413, "push_too_large") == (answer.status_code, answer.get_json()["code"])
    assert "200" in answer.get_json()["problems"][0]["words"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "problem"),
    [
        (b"x" * (2 * 1024 * 1024), {}, 413, "push_too_large"),
        (
            gzip.compress(b'{"changes": "' + b"x" * 50_000_000 + b'"}'),
            {"Content-Encoding": "gzip"},
            413,
            "push_too_large",
        ),
        (b"\x1f\x8bnot gzip", {"Content-Encoding": "gzip"}, 400, "push_malformed"),
        (gzip.compress(b'{"install"', mtime=0)[:-4], {"Content-Encoding": "gzip"}, 400, "push_malformed"),
        (b"{}", {"Content-Encoding": "br"}, 415, "content_type_wrong"),
        (b"not json", {}, 400, "push_malformed"),
        (b"\xff\xfe", {}, 400, "push_malformed"),
        (b"[]", {}, 400, "push_malformed"),
        (b"[" * 100_000, {}, 400, "push_malformed"),
        (b'{"install": "another", "changes": []}', {}, 400, "push_malformed"),
    ],
)
def test_a_body_that_is_no_push_is_answered_whole(
    wren: Device, body: bytes, headers: dict[str, str], status: int, problem: str
) -> None:
    """Nothing of it is stored."""
    answer = wren.push_raw(body, **headers)

    assert (status, problem) == (answer.status_code, answer.get_json()["code"])


def test_a_push_may_be_packed(wren: Device) -> None:
    """gzip, as the app sends it."""
    body = {"install": wren.phone.install, "changes": [wren.change("sighting", NOTE)], "views": []}

    answer = wren.push_raw(gzip.compress(json.dumps(body).encode()), **{"Content-Encoding": "gzip"})

    assert "accepted" == answer.get_json()["verdicts"][0]["verdict"]
