"""Backups of SQLite by its online backup: one snapshot, while others read and write."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from server import migrations
from server.backups.forms import NOT_A_BACKUP, refuse_step

PRIVATE = 0o600
SAID_BY_LANTERN = "alembic_version"


def back_up(url: URL, target: Path) -> None:
    """Write the database to a new file that its owner alone may read; a half-written one never has its name."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    partial.touch(PRIVATE)
    with closing(sqlite3.connect(_path(url))) as source, closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
    _make_durable(partial)
    partial.rename(target)


def restore(url: URL, source: Path, prepare: Callable[[Session], None]) -> None:
    """Put a backup in the database's place in one step, migrated and prepared before anybody can see it."""
    path = _path(url)
    partial = path.with_name(path.name + ".restoring")
    partial.unlink(missing_ok=True)
    partial.touch(PRIVATE)
    try:
        _copy_checked(source, partial)
        engine = create_engine(f"sqlite:///{partial}")
        try:
            migrations.upgrade(engine=engine)
            with Session(engine) as session, session.begin():
                prepare(session)
        finally:
            engine.dispose()
        with closing(sqlite3.connect(partial)) as whole, closing(sqlite3.connect(path)) as database:
            whole.backup(database)
    finally:
        for each in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            each.unlink(missing_ok=True)


def _copy_checked(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as backup:
            if backup.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise ValueError(NOT_A_BACKUP.format(path=source))
            step = backup.execute(f"SELECT version_num FROM {SAID_BY_LANTERN}").fetchone()  # noqa: S608  a constant
            with closing(sqlite3.connect(target)) as copy:
                backup.backup(copy)
    except sqlite3.DatabaseError as error:
        raise ValueError(NOT_A_BACKUP.format(path=source)) from error
    refuse_step(source, step[0] if step else None)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _path(url: URL) -> Path:
    if url.database is None:
        raise ValueError("this database has no file")
    return Path(url.database)
