"""Backups of PostgreSQL by its own programs, `pg_dump` and `pg_restore`, of at least the server's version."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from server import migrations
from server.backups.forms import refuse_step

PRIVATE = 0o600

COMPANY_SECONDS = 3
"""How long connections of a server that has just been stopped may take to go."""


def back_up(url: URL, target: Path) -> None:
    """Write one snapshot in the custom format to a new file that its owner alone may read."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    partial.touch(PRIVATE)
    done = _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={partial}")
    if done.returncode != 0:
        partial.unlink()
        raise ValueError(f"pg_dump: {_last_line(done.stderr)}")
    partial.rename(target)


def restore(engine: Engine, source: Path, prepare: Callable[[Session], None]) -> None:
    """Put a backup in the database's place in one transaction, then migrate and prepare it.

    Refused while anybody else is connected: what they write before the new epoch would be lost among the old.
    """
    _refuse_company(engine)
    refuse_step(source, _step(source))
    done = _run(
        "pg_restore", engine.url, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source)
    )
    if done.returncode != 0:
        raise ValueError(f"pg_restore: {_last_line(done.stderr)}; nothing was changed")
    migrations.upgrade()
    with Session(engine) as session, session.begin():
        prepare(session)


def _step(source: Path) -> str | None:
    """The step that a backup says it is at; None when it is none."""
    said = _run("pg_restore", None, "--data-only", "--table=alembic_version", "--file=-", str(source))
    lines = said.stdout.splitlines() if said.returncode == 0 else []
    begins = [index for index, line in enumerate(lines) if line.startswith("COPY public.alembic_version")]
    return lines[begins[0] + 1] if begins else None


def _refuse_company(engine: Engine) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + COMPANY_SECONDS
    with engine.connect() as connection:
        # Each look is a transaction of its own: PostgreSQL shows one the same picture throughout.
        while connection.scalar(others):
            connection.rollback()
            if time.monotonic() > until:
                raise ValueError(
                    "somebody is connected to the database; stop the server and its worker first"
                )
            time.sleep(0.1)
    engine.dispose()


def _run(program: str, url: URL | None, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL's. The password goes by the environment, where no listing shows it."""
    path = shutil.which(program)
    if path is None:
        raise LookupError(f"{program} is not there; install PostgreSQL's client programs")
    environment = dict(os.environ)
    if url is not None:
        if url.password is not None:
            environment["PGPASSWORD"] = str(url.password)
        address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
        words = (f"--dbname={address}", *words)
    return subprocess.run([path, *words], env=environment, capture_output=True, text=True, check=False)


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "no word why"
