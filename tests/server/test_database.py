"""Transactions: in turn, whole, and again when a race was lost."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from server import create_app, database
from server.accounts.models import Tenant
from server.clock import now
from server.database import BusyError, FirstComeLock, db, in_transaction, reading, writing
from server.settings import Settings, database_url
from tests.server.people import SECRET


def test_a_moment_comes_back_with_its_offset(app: Flask) -> None:
    """Stored in UTC, whatever offset it had."""
    summer = datetime(2026, 6, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    with writing() as session:
        session.add(Tenant(id="t", name="Fairhaven", created_at=summer))

    with reading() as session:
        stored = session.get_one(Tenant, "t").created_at

    assert (summer, UTC) == (stored, stored.tzinfo)


def test_a_moment_without_offset_is_refused(app: Flask) -> None:
    """Nobody could say later what it meant."""
    tenant = Tenant(id="t", name="Fairhaven", created_at=datetime(2026, 6, 1, 12, 30))  # noqa: DTZ001  the fault

    with pytest.raises(StatementError):
        in_transaction(lambda session: session.add(tenant))


def test_work_that_fails_leaves_nothing(app: Flask) -> None:
    """All of a transaction or none of it."""

    def work(session: Session) -> None:
        add(session, "t")
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_transaction(work)

    assert 0 == count()


def test_a_reader_sees_one_snapshot(app: Flask) -> None:
    """What is committed meanwhile does not show up in between."""
    with reading() as session:
        before = session.scalar(select(func.count()).select_from(Tenant))
        in_other_thread(app, lambda: in_transaction(lambda other: add(other, "t")))
        after = session.scalar(select(func.count()).select_from(Tenant))

    assert (0, 0) == (before, after)
    assert 1 == count()


def test_nothing_is_stored_by_a_reader(app: Flask) -> None:
    """What a reading session was given is dropped."""
    with reading() as session:
        add(session, "t")
        session.flush()

    assert 0 == count()


def test_a_lost_race_is_run_again(app: Flask) -> None:
    """The work begins anew, and its first try has left nothing."""
    tries: list[int] = []

    def work(session: Session) -> None:
        add(session, f"t{len(tries)}")
        session.flush()
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("statement", {}, Exception("database is locked"))

    in_transaction(work)

    assert (3, 1) == (len(tries), count())


def test_a_race_that_is_always_lost_ends_as_busy(app: Flask) -> None:
    """After five tries the caller is told to come again."""

    def work(session: Session) -> None:
        raise OperationalError("statement", {}, Exception("database is locked"))

    with pytest.raises(BusyError):
        in_transaction(work)


def test_a_failure_of_another_kind_is_not_tried_again(app: Flask) -> None:
    """A statement that is wrong stays wrong."""
    tries: list[int] = []

    def work(session: Session) -> None:
        tries.append(1)
        session.execute(text("SELECT * FROM nothing_of_this_name"))

    with pytest.raises(Exception, match="nothing_of_this_name"):
        in_transaction(work)

    assert 1 == len(tries)


def test_counters_lose_nothing_under_many_writers(app: Flask) -> None:
    """Eight threads read a number and write it back, twenty times each, locking first: 160."""
    in_transaction(lambda session: add(session, "0"))

    def work(session: Session) -> None:
        row = session.scalars(select(Tenant).with_for_update()).one()
        row.name = str(int(row.name) + 1)

    def twenty_times() -> None:
        for _ in range(20):
            in_transaction(work)

    threads = [start(app, twenty_times) for _ in range(8)]
    for thread in threads:
        thread.join()

    with reading() as session:
        assert "160" == session.scalars(select(Tenant.name)).one()


def test_writers_on_sqlite_wait_in_line(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer whose turn does not come in time is told so, and the line goes on."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    failed: list[BaseException] = []

    def late() -> None:
        try:
            in_transaction(lambda session: add(session, "late"))
        except BusyError as error:
            failed.append(error)

    with writing() as session:
        add(session, "first")
        in_other_thread(sqlite_app, late)
    in_transaction(lambda session: add(session, "second"))

    assert 1 == len(failed)
    assert 2 == count()


def test_a_commit_on_sqlite_is_on_the_disk(sqlite_app: Flask) -> None:
    """WAL with full synchronisation, and references are checked."""
    with reading() as session:
        settings = [
            session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert ["wal", 2, 1] == settings


def test_the_lock_goes_to_whoever_waited_longest() -> None:
    """Five wait, five get it in the order in which they came."""
    lock, served = FirstComeLock(), list[int]()
    assert lock.acquire(1)

    def wait(number: int) -> None:
        assert lock.acquire(5)
        served.append(number)
        lock.release()

    threads = []
    for number in range(5):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(lock._waiting) <= number:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()

    assert [0, 1, 2, 3, 4] == served


def test_who_gave_up_waiting_is_not_handed_the_lock() -> None:
    """The next in line gets it instead."""
    lock = FirstComeLock()
    lock.acquire(1)

    assert not lock.acquire(0.01)
    lock.release()

    assert lock.acquire(0.01)


@pytest.fixture
def sqlite_app(sqlite_with_tables: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app over SQLite, for what only SQLite does."""
    copy = tmp_path / "lantern.sqlite"
    shutil.copy(sqlite_with_tables, copy)
    app = create_app(Settings(database_url(f"sqlite:///{copy}"), SECRET))
    with app.app_context():
        yield app
        db.engine.dispose()


def add(session: Session, name: str) -> None:
    """A row."""
    session.add(Tenant(id=name, name=name, created_at=now()))


def count() -> int:
    """How many rows there are."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Tenant)) or 0


def start(app: Flask, work: Callable[[], object]) -> threading.Thread:
    """Run something in a thread with the app's context."""

    def run() -> None:
        with app.app_context():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def in_other_thread(app: Flask, work: Callable[[], object]) -> None:
    """Run something in another thread, to its end."""
    start(app, work).join()
