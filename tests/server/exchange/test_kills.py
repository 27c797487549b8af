"""gunicorn killed with signal 9 while a push is under way: nothing is lost and nothing is doubled."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import create_app
from server.database import db, reading
from server.evidence.walk import verify
from server.exchange.models import StoredChange
from server.settings import Settings
from server.settings import database_url as settings_url
from tests.factories.records import NOTE
from tests.server.people import PASSWORD, QUICK_HASH, SECRET, Partnership
from tests.server.test_strangers_client import Stranger

ROOT = Path(__file__).parents[3]
PORT_WAIT_SECONDS = 30


class Gunicorn:
    """The server as `Procfile` starts it, over the database of this test."""

    def __init__(self, settings: Settings, port: int) -> None:
        """Serve on `port`; the database is migrated already."""
        self.port = port
        self.environment = {
            **os.environ,
            "DATABASE_URL": settings.database_url,
            "LANTERN_SECRET_KEY": SECRET.decode(),
            "WEB_CONCURRENCY": "2",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "--config", "server/gunicorn.py", "--log-level", "critical",
                "--bind", f"127.0.0.1:{self.port}", "server:create_app()",
            ],
            cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + PORT_WAIT_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError

    def kill_a_worker(self) -> None:
        """The master starts another."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(int(random.choice(children)), signal.SIGKILL)
        self.wait()

    def kill_the_master(self) -> None:
        """And everything with it, as when the machine's memory ran out; then it is started again."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Kill the whole group that `start` made."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Over an empty database, which the command line migrates."""
    return Settings(settings_url(database_url), SECRET, hashing=QUICK_HASH)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """An app beside the served one, over the same migrated database."""
    environment = {**os.environ, "DATABASE_URL": settings.database_url, "LANTERN_SECRET_KEY": SECRET.decode()}
    subprocess.run([sys.executable, "-m", "server.cli", "migrate"], cwd=ROOT, env=environment, check=True)
    app = create_app(settings)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def gunicorn(app: Flask, settings: Settings, unused_port: int) -> Iterator[Gunicorn]:
    """A running server."""
    server = Gunicorn(settings, unused_port)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on."""
    import socket  # noqa: PLC0415  only here

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("victim", ["worker", "master"])
@pytest.mark.parametrize(("kills", "batch"), [(3, 40), pytest.param(20, 150, marks=pytest.mark.long)])
def test_a_kill_at_any_point_of_a_push_loses_and_doubles_nothing(
    gunicorn: Gunicorn, partnership: Partnership, victim: str, kills: int, batch: int
) -> None:
    """What was made offline arrives in two pushes, each sent again until it is answered; the ledger verifies."""
    partnership.add("wren")
    wren = Stranger(f"http://127.0.0.1:{gunicorn.port}")
    wren.enrol("wren", PASSWORD)
    kill = gunicorn.kill_a_worker if victim == "worker" else gunicorn.kill_the_master
    sent: list[list[str]] = []
    chance = random.Random(f"{victim}/{kills}")
    duration = 0.5

    while kills > 0:
        changes = [wren.change("sighting", "op/harbour", NOTE) for _ in range(2 * batch)]
        for part in (changes[:batch], changes[batch:]):
            begun = time.monotonic()
            timer = threading.Timer(chance.uniform(0, duration), kill)
            timer.start()
            kills -= 1
            interrupted = _push_until_answered(wren, part)
            timer.join()
            if not interrupted:
                duration = time.monotonic() - begun
        sent += changes

    with reading() as session:
        stored = session.scalars(
            select(StoredChange.text).where(StoredChange.install_id == wren.install)
        ).all()
        count = session.scalar(select(func.count()).select_from(StoredChange))
        assert sorted(each[0].encode() for each in sent) == sorted(stored)
        assert len(sent) == count
        assert [] == list(verify(session, partnership.tenant))
    wren.pull()
    assert len(sent) == wren.digest("op/harbour")[1]


def _push_until_answered(stranger: Stranger, changes: list[list[str]]) -> bool:
    """Send again and again, as a phone does. Returns whether an answer was lost on the way."""
    interrupted = False
    while True:
        try:
            verdicts = stranger.push(*changes)
        except (OSError, HTTPException, urllib.error.URLError):
            interrupted = True
            time.sleep(0.05)
            continue
        assert {each["verdict"] for each in verdicts} <= {"accepted", "known"}
        return interrupted
