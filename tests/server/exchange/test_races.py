"""Eight writers and four readers on PostgreSQL, with sleeps between number and commit: no reader misses anything.

The same race must fail when the server takes its numbers as other systems do; otherwise it would prove nothing.
"""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.settings import Settings
from server.settings import database_url as settings_url
from tests.postgres import Postgres
from tests.server.conftest import make_tables
from tests.server.exchange.races import Race, lock_last, number_by_sequence, read_head_before_lock
from tests.server.people import QUICK_HASH, SECRET, Partnership

ROUND_SECONDS = 3
ROUNDS_MAX = 4
"""A planted fault has so many rounds to show itself."""


@pytest.fixture
def settings(postgres: Postgres) -> Settings:
    """PostgreSQL alone: SQLite has one writer at a time and hides these races."""
    url = postgres.new_database_like("tables", make_tables)
    return Settings(settings_url(url), SECRET, threads=16, hashing=QUICK_HASH)


@pytest.fixture
def race(app: Flask, partnership: Partnership) -> Race:
    """Everybody at the start."""
    made = Race(app, partnership)
    made.prepare()
    return made


@pytest.mark.parametrize("seconds", [10, pytest.param(60, marks=pytest.mark.long)])
def test_the_union_of_all_pages_is_the_committed_set(
    race: Race, seconds: float, capsys: pytest.CaptureFixture[str]
) -> None:
    """No record skipped, no edit lost, digests equal, the chain whole, however the commits overlap."""
    outcome = race.run(seconds)

    with capsys.disabled():
        sys.stdout.write(f"\nrace of {outcome}\n")
    assert {} == outcome.faults
    assert len(outcome.made) > seconds
    assert len(outcome.edited) > seconds


@pytest.mark.parametrize(
    ("plant", "shows"),
    [
        (number_by_sequence, "skipped by a reader"),
        (lock_last, "lost edits"),
        (read_head_before_lock, "findings of verify"),
    ],
)
def test_the_same_race_fails_where_the_counter_row_is_not_locked_first(
    race: Race,
    plant: Callable[[Any, Race], None],
    shows: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A sequence skips records, a late lock loses edits, a head read too early forks the chain."""
    plant(monkeypatch, race)

    rounds = 0
    outcome = race.run(ROUND_SECONDS)
    while shows not in outcome.faults and (rounds := rounds + 1) < ROUNDS_MAX:
        outcome = race.run(ROUND_SECONDS)

    with capsys.disabled():
        sys.stdout.write(f"\n{plant.__name__}: {outcome}\n")
    assert shows in outcome.faults
