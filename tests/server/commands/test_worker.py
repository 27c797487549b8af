"""The worker's rounds."""

import threading
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts.housekeeping import forget
from server.accounts.models import RefreshToken, SessionFamily, UsedNonce
from server.clock import now
from server.commands.worker import Job, run
from server.database import Base, BusyError, in_transaction, reading
from server.settings import current_settings
from tests.server.commands.conftest import Lantern
from tests.server.people import Partnership, enrolled_phone


def test_a_job_that_fails_does_not_stop_the_others() -> None:
    """It is tried again at its next time."""
    done: list[str] = []

    def fail() -> None:
        raise BusyError

    run(
        [Job("first", 60, fail), Job("second", 60, lambda: done.append("second"))],
        threading.Event(),
        once=True,
    )

    assert ["second"] == done


def test_the_worker_goes_on_until_it_is_told_to_end() -> None:
    """A job with a short period is done several times, then the stop counts at once."""
    stop, done = threading.Event(), list[int]()

    def count() -> None:
        done.append(1)
        if len(done) == 3:
            stop.set()

    run([Job("often", 0.001, count)], stop)

    assert 3 == len(done)


def test_one_round_can_be_asked_for(lantern: Lantern) -> None:
    """`lantern worker --once` ends by itself."""
    assert 0 == lantern("worker", "--once").exit_code


def test_sessions_that_are_over_are_forgotten(
    app: Flask, client: FlaskClient, partnership: Partnership
) -> None:
    """Living ones and freshly ended ones stay, so that a stolen token used late is still noticed."""
    partnership.add("wren")
    enrolled_phone(client, "wren").refresh()
    settings = current_settings()

    in_transaction(lambda session: forget(session, settings, now() + timedelta(days=13)))
    kept = [count(SessionFamily), count(RefreshToken)]
    in_transaction(lambda session: forget(session, replace(settings), now() + timedelta(days=45)))

    assert [1, 2] == kept
    assert [0, 0, 0] == [count(SessionFamily), count(RefreshToken), count(UsedNonce)]


def count(model: type[Base]) -> int:
    """How many rows there are."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
