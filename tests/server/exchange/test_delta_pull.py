"""What a small pull asks of the database, and what of a token is kept between two requests."""

from datetime import timedelta

import pytest
from flask_jwt_extended.exceptions import NoAuthorizationError
from sqlalchemy import event

from server.accounts import tokens
from server.clock import now
from server.database import db
from tests.factories.devices import Device
from tests.factories.records import NOTE

STATEMENTS_MAX = 12
"""Three transactions on SQLite begin with a statement each; PostgreSQL's driver begins them itself."""


def test_a_pull_of_one_change_asks_few_questions(wren: Device, heron: Device) -> None:
    """However many streams stand still, they add no statement."""
    heron.pull()
    record, _ = wren.save("sighting", NOTE)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    body = {"install": heron.phone.install, "cursors": heron.cursors, "verdicts": heron.verdict_cursor}
    answer = heron.phone.client.post("/api/pull", json=body, headers=heron.phone.headers)

    assert record in answer.get_data(as_text=True)
    assert len(asked) <= STATEMENTS_MAX, asked


def test_a_token_that_was_good_is_refused_once_it_has_expired(
    wren: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That its signature is known already does not make it live longer; nor does a token like it."""
    body = {"install": wren.phone.install, "cursors": {}, "verdicts": 0}
    headers = wren.phone.headers
    ask = wren.phone.client.post
    before = ask("/api/pull", json=body, headers=headers).status_code
    altered = headers["Authorization"][:-2] + ("AA" if not headers["Authorization"].endswith("AA") else "BB")
    other = ask("/api/pull", json=body, headers={"Authorization": altered}).status_code
    later = now() + timedelta(seconds=601)
    asked_again: list[str] = []

    def library() -> None:
        asked_again.append("whether it counts")
        raise NoAuthorizationError

    monkeypatch.setattr(tokens, "now", lambda: later)
    monkeypatch.setattr(tokens, "verify_jwt_in_request", library)

    after = ask("/api/pull", json=body, headers=headers).status_code

    assert (200, 401, 401) == (before, other, after)
    assert ["whether it counts"] == asked_again
