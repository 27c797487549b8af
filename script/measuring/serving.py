"""The real server to measure: gunicorn in its own settings, over SQLite or PostgreSQL, every commit durable."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flask import Flask

from script.measuring.wire import Wire
from script.tooling.paths import ROOT
from server import create_app, migrations
from server.accounts import people
from server.clock import now
from server.database import db, writing
from server.settings import Settings, database_url
from tests.factories.devices import Device
from tests.journeys.phone import _free_port
from tests.postgres import Postgres
from tests.server.people import PASSWORD, QUICK_HASH, Partnership, Phone

Kind = Literal["sqlite", "postgresql"]

SECRET = "made up for measuring, never used elsewhere"  # noqa: S105  of a server that lives for a minute
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30


@dataclass(frozen=True, slots=True)
class Served:
    """A running server with one operation and a number of officers, `officer0` and so on."""

    kind: Kind
    app: Flask
    port: int
    process: subprocess.Popen[bytes]

    def device(self, number: int = 0) -> tuple[Device, Wire]:
        """A new phone of this officer, and what it speaks through."""
        wire = Wire(self.port)
        phone = Phone(wire)  # type: ignore[arg-type]  # a Wire has what a phone asks of Flask's client
        if phone.sign_in(f"officer{number}").status_code != 200:
            raise RuntimeError(f"officer{number} could not sign in")
        answer = phone.enrol()
        if answer.status_code != 201:
            raise RuntimeError(f"officer{number} could not enrol")
        return Device(phone, answer.get_json()), wire

    def workers(self) -> list[int]:
        """The process ids of gunicorn's workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(each) for each in children.split()]

    def processor_seconds(self) -> float:
        """Processor time of all workers so far."""
        return sum(_processor_seconds(each) for each in self.workers())


@contextmanager
def served(kind: Kind, folder: Path, postgres: Postgres | None, officers: int = 1) -> Iterator[Served]:
    """A server over a fresh database. folder: where SQLite and the log lie."""
    url = _fresh(kind, folder, postgres)
    app = create_app(Settings(database_url(url), SECRET.encode(), hashing=QUICK_HASH))
    with app.app_context():
        migrations.upgrade()
        _people(officers)
        port = _free_port()
        with (folder / "server.log").open("ab") as log:
            process = subprocess.Popen(
                _command(port), cwd=ROOT, env=_environment(url), stdout=log, stderr=log
            )
        try:
            _wait(port, folder / "server.log")
            yield Served(kind, app, port, process)
        finally:
            process.terminate()
            process.wait(STOP_SECONDS_MAX)
            db.engine.dispose()


def _fresh(kind: Kind, folder: Path, postgres: Postgres | None) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder}/lantern-{time.monotonic_ns()}.sqlite"
    if postgres is None:
        raise ValueError("no PostgreSQL server was given")
    return postgres.new_database()


def _people(officers: int) -> None:
    tenant = Partnership().tenant
    with writing() as session:
        for number in range(officers):
            account = people.add_account(
                session, tenant, username=f"officer{number}", name=f"PC {number}", role="officer",
                password=PASSWORD, agency=None, at=now(),
            )  # fmt: skip
            people.add_membership(session, account, "harbour", welfare=True, at=now())


def _command(port: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--config", "server/gunicorn.py", "--bind", f"127.0.0.1:{port}",
        "server:create_app()",
    ]  # fmt: skip


def _environment(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "LANTERN_SECRET_KEY": SECRET}


def _wait(port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text()[-2_000:])


def _processor_seconds(process: int) -> float:
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
