"""A restored backup: what was erased since is erased again before anybody is served."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, text, update

from server import gunicorn
from server.cli import main
from server.database import reading, writing
from server.erasure.scrubbing import scrub_when_due
from server.erasure.service import Wanted, Why, erase, outstanding, replay
from server.evidence.walk import verify
from server.exchange.models import Entry, Erasure, RecordRow, StoredChange, Stream
from server.settings import Settings
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.erasure.leftovers import all_rows, holding
from tests.server.people import Partnership

WHY = Why("asked")


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer."""
    partnership.add("wren")
    return device(client, "wren")


def forget(change_text: bytes) -> None:
    """Bring the words back as a restored backup does: the rows of before, no row of the erasure."""
    with writing() as session:
        session.execute(delete(Erasure))
        session.execute(update(StoredChange).where(StoredChange.text == b"").values(text=change_text))


def test_what_a_restored_backup_brings_back_is_erased_again(wren: Device, partnership: Partnership) -> None:
    """Told from the journal; once; and then nothing is outstanding."""
    record, _ = wren.save("sighting", NOTE | {"words": "gone for good"})
    with reading() as session:
        before = session.execute(text("SELECT text FROM change")).scalars().all()
        state = session.get_one(RecordRow, (partnership.tenant, record)).state
    erase(partnership.tenant, Wanted(record=record), WHY)
    forget(next(each for each in map(bytes, before) if b"gone for good" in each))
    with writing() as session:
        session.get_one(RecordRow, (partnership.tenant, record)).state = state

    first = outstanding()
    done = replay(), replay()

    assert (1, (1, 0), 0) == (first, done, outstanding())
    assert [] == holding(all_rows(), "gone for good")


def test_a_change_that_was_erased_and_then_lost_stays_out_when_its_phone_sends_it_again(
    wren: Device, partnership: Partnership
) -> None:
    """The backup is older than the change: its place in the ledger is made, its words are not."""
    envelope = wren.change("sighting", NOTE | {"words": "gone for good"})
    wren.push(envelope)
    erase(partnership.tenant, Wanted(record=json.loads(envelope[0])["record"]), WHY)
    _lose_the_newest_change(partnership.tenant)

    replayed = replay()
    (verdict,) = wren.push(envelope)
    wren.cursors.clear()
    wren.pull()

    assert (1, "accepted", True) == (replayed, verdict["verdict"], verdict["erased"])
    assert [] == holding(all_rows(), "gone for good")
    assert {} == wren.row(json.loads(envelope[0])["record"])["fields"]
    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))


def _lose_the_newest_change(tenant: str) -> None:
    """Take the ledger of `op/harbour` back to where it was before anything stood in it."""
    with writing() as session:
        for table in ("erasure", "change", "record", "placement", "link", "chain"):
            where = {"record": "home", "placement": "stream", "change": "stream"}.get(table)
            clause = f" WHERE {where} = 'op/harbour'" if where else ""
            session.execute(text(f'DELETE FROM "{table}"{clause}'))  # noqa: S608  our own words
        session.execute(delete(Entry).where(Entry.stream == "op/harbour"))
        session.execute(delete(Stream).where(Stream.tenant_id == tenant, Stream.name == "op/harbour"))


def test_the_server_does_not_start_before_the_replay(
    wren: Device, app: Flask, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the web process nor the worker; both say what to do."""
    record, _ = wren.save("sighting", NOTE)
    erase(partnership.tenant, Wanted(record=record), WHY)
    with writing() as session:
        session.execute(delete(Erasure))
    monkeypatch.setattr(gunicorn, "create_app", lambda: app)
    monkeypatch.setattr(gunicorn, "is_up_to_date", lambda: True)

    with pytest.raises(SystemExit, match="lantern erasures replay"):
        gunicorn.on_starting(None)
    replay()
    gunicorn.on_starting(None)


def test_the_operator_erases_replays_and_scrubs_from_the_command_line(
    tmp_path: Path, sqlite_with_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole backup of an SQLite file, put back over the database."""
    path = tmp_path / "lantern.sqlite"
    shutil.copy(sqlite_with_tables, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    run = CliRunner().invoke
    record = run(main, ["tenants", "add", "Fairhaven"]).exit_code
    made = run(main, ["operations", "add", "harbour", "Operation Harbour"])
    with closing(sqlite3.connect(path)) as connection:
        ((change,),) = connection.execute("SELECT id FROM change WHERE type = 'operation'").fetchall()
    shutil.copy(path, tmp_path / "backup.sqlite")

    erased = run(main, ["erase", "--change", change, "--reason", "not_needed", "--yes"])
    verified = run(main, ["verify"])
    shutil.copy(tmp_path / "backup.sqlite", path)
    ahead = run(main, ["erasures", "outstanding"])
    worker = run(main, ["worker", "--once"])
    replayed = run(main, ["erasures", "replay"])
    after = run(main, ["erasures", "outstanding"])

    assert (0, 0) == (record, made.exit_code)
    assert ("1 erased", 0) == (erased.output.strip(), verified.exit_code)
    assert (1, "1 to be done again") == (ahead.exit_code, ahead.output.strip())
    assert (1, True) == (worker.exit_code, "lantern erasures replay" in worker.output)
    assert ("1 erased again", 0) == (replayed.output.strip(), after.exit_code)


def test_the_worker_scrubs_once_after_an_erasure(wren: Device, partnership: Partnership) -> None:
    """Not before there is anything to scrub, and not again."""
    before = scrub_when_due()
    record, _ = wren.save("sighting", NOTE)
    erase(partnership.tenant, Wanted(record=record), WHY)

    assert (False, True, False) == (before, scrub_when_due(), scrub_when_due())


def test_without_a_journal_nothing_is_erased(
    wren: Device, client: FlaskClient, app: Flask, settings: Settings, partnership: Partnership
) -> None:
    """What a restore would bring back unnoticed must not be promised to be gone."""
    record, _ = wren.save("sighting", NOTE)
    app.extensions["lantern_settings"] = Settings(settings.database_url, settings.secret)

    with pytest.raises(LookupError, match="LANTERN_ERASURE_JOURNAL"):
        erase(partnership.tenant, Wanted(record=record), WHY)

    assert holding(all_rows(), "Quiet")
