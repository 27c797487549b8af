"""The real server for journeys: gunicorn over a database of its own, stopped and killed by pid."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

from tests.journeys.phone import _free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "harbour-lights-2026"
"""Every made-up account of the journeys has this password."""


class Service:
    """One Lantern server over an SQLite file in `folder`, as `Procfile` starts it."""

    def __init__(self, folder: Path, *, copy_of: Path | None = None) -> None:
        """Make a fresh database in `folder`, or begin with a copy of a database that nobody is writing."""
        self.database = folder / "lantern.sqlite"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._log = folder / "server.log"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "LANTERN_SECRET_KEY": "made up for the journeys, never used elsewhere",
        }
        if copy_of is None:
            self.lantern("migrate")
        else:
            with (
                closing(sqlite3.connect(copy_of)) as source,
                closing(sqlite3.connect(self.database)) as target,
            ):
                source.backup(target)

    def lantern(self, *words: str, seconds_max: int = 120) -> str:
        """Run the operator's command line and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "server.cli", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds_max,
        )
        assert done.returncode == 0, f"lantern {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Serve on the same port as before and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "--config",
                    "server/gunicorn.py",
                    "--bind",
                    f"127.0.0.1:{self.port}",
                    "server:create_app()",
                ],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(self._log.read_text()[-2000:])

    def stop(self) -> None:
        """End it politely; safe to call twice."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(timeout=30)
        self._process = None
