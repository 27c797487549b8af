"""Words beside the ledger: drafts that nobody signed, and what could not be opened, erased on both databases."""

import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from server.database import reading, writing
from server.erasure.scrubbing import scrub
from server.erasure.service import Wanted, Why, erase, outstanding, replay
from server.evidence.walk import verify
from server.exchange.models import ApartSealed, Erasure
from server.rescue.models import UnsignedNote
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.factories.rescues import DRAFT, carry, is_stored, note_of
from tests.server.erasure.leftovers import all_files, all_rows, holding, settle_files
from tests.server.people import Partnership
from tests.server.rescue.conftest import revoke

WHY = Why("asked")


@pytest.fixture
def finch(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer whose phone is ended."""
    partnership.add("finch")
    return device(client, "finch")


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """A colleague, who carries what that phone holds."""
    partnership.add("wren")
    return device(client, "wren")


def draft(of: Device, words: str, record: str | None = None) -> dict[str, Any]:
    """A draft of this phone, sealed."""
    return note_of(of, str(uuid.uuid4()), DRAFT | {"record": record, "values": {"words": words}})


def test_what_a_phone_left_beside_the_ledger_is_erased_with_its_late_changes(
    finch: Device, wren: Device, partnership: Partnership
) -> None:
    """Drafts, a decision's reason, what could not be opened: gone from rows and files; changes in force stay."""
    finch.save("sighting", NOTE)
    revoke(finch)
    unreadable = draft(finch, "")["sealed"]
    note = {"kid": "Zq71x", "install": finch.phone.install, "note": str(uuid.uuid4()), "sealed": unreadable}
    carry(wren, draft(finch, "Zq70x"), note)
    with writing() as session:
        session.scalars(select(UnsignedNote)).one().reason = "Zq72x"
    finch.save("sighting", NOTE | {"words": "Zq73x"}, dseq=1)
    marks = ("Zq70x", "Zq71x", "Zq72x", "Zq73x")
    before = all_rows()
    planted = [mark for mark in marks if holding(before, mark)]

    count = erase(partnership.tenant, Wanted(install=finch.phone.install), WHY)
    again = erase(partnership.tenant, Wanted(install=finch.phone.install), WHY)

    rows = all_rows()
    scrub()
    settle_files()
    files = all_files()
    assert (list(marks), 3, 0) == (planted, count, again)
    assert [[]] * 4 == [holding(rows, mark) for mark in marks]
    assert [[]] * 4 == [holding(files, mark) for mark in marks]
    assert holding(rows, "Quiet")
    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))


def test_a_draft_about_a_record_is_erased_with_the_record(
    finch: Device, wren: Device, partnership: Partnership
) -> None:
    """Drafts about others stay, also those that only name it in passing."""
    record, _ = finch.save("sighting", NOTE)
    revoke(finch)
    carry(wren, draft(finch, "Zq80x", record), draft(finch, "Zq81x"), draft(finch, f"Zq82x, not {record}"))

    count = erase(partnership.tenant, Wanted(record=record), WHY)

    rows = all_rows()
    assert 2 == count
    assert [] == holding(rows, "Zq80x")
    assert [["unsigned_note"], ["unsigned_note"]] == [holding(rows, words) for words in ("Zq81x", "Zq82x")]


def test_one_erased_change_leaves_the_drafts_about_its_record(
    finch: Device, wren: Device, partnership: Partnership
) -> None:
    """Only what was named goes."""
    record, verdict = finch.save("sighting", NOTE)
    revoke(finch)
    carry(wren, draft(finch, "Zq83x", record))

    count = erase(partnership.tenant, Wanted([verdict["change"]], record), WHY)

    assert 1 == count
    assert holding(all_rows(), "Zq83x")


def test_an_erased_draft_that_is_carried_again_stays_erased(
    finch: Device, wren: Device, partnership: Partnership
) -> None:
    """Its carrier hears that it need not keep it."""
    revoke(finch)
    note = draft(finch, "Zq84x")
    carry(wren, note)
    erase(partnership.tenant, Wanted(install=finch.phone.install), WHY)

    (line,) = carry(wren, note)

    assert is_stored(wren, note, line)
    assert [] == holding(all_rows(), "Zq84x")


def test_a_draft_that_a_restored_backup_brings_back_is_erased_again(
    finch: Device, wren: Device, partnership: Partnership
) -> None:
    """From the journal, by its hash; and what could not be opened likewise. One that the backup has not stays out."""
    revoke(finch)
    notes = [draft(finch, words) for words in ("Zq85x", "Zq86x")]
    carry(wren, *notes, {"Zq87x": "no sealed thing", "install": finch.phone.install})
    with reading() as session:
        contents = {each.id: each.content for each in session.scalars(select(UnsignedNote))}
        what = session.scalars(select(ApartSealed.what)).one()
    erase(partnership.tenant, Wanted(install=finch.phone.install), WHY)
    erase(partnership.tenant, Wanted(install=wren.phone.install), WHY)
    with writing() as session:
        session.execute(delete(Erasure))
        for note in session.scalars(select(UnsignedNote)):
            if "Zq85x" in (contents[note.id] or ""):
                note.content = contents[note.id]
            else:
                session.delete(note)
        session.scalars(select(ApartSealed)).one().what = what

    first = outstanding()
    done = replay(), replay()
    carry(wren, *notes)

    assert (3, (3, 0), 0) == (first, done, outstanding())
    rows = all_rows()
    assert [[], [], []] == [holding(rows, words) for words in ("Zq85x", "Zq86x", "Zq87x")]
