"""Unsigned notes: delivered only in a rescue, shown to who may decide, never in force, on both databases."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.audit.models import AuditRow
from server.clock import now
from server.database import reading, writing
from server.exchange.models import ApartSealed, StoredChange
from server.rescue import notes
from server.rescue.models import UnsignedNote
from server.rescue.notes import forget_decided
from tests.factories.devices import Device, device
from tests.factories.rescues import DRAFT, carry, is_stored, note_of, push_alone
from tests.server.people import Partnership
from tests.server.rescue.conftest import revoke

NOTE_ID = "0b8f0d0e-0000-4000-8000-0000000000aa"


def test_a_note_of_an_ended_install_waits_for_a_supervisor(
    finch: Device, wren: Device, kestrel: Device
) -> None:
    """Who, when and what; nothing of it is in a record."""
    revoke(finch)
    note = note_of(finch, NOTE_ID)

    line = carry(wren, note)[0]

    found = listed(kestrel)
    assert is_stored(wren, note, line)
    assert [(finch.phone.person, DRAFT, None)] == [
        (each["person"], each["note"], each["decision"]) for each in found
    ]
    with reading() as session:
        assert 0 == session.scalar(
            select(func.count()).select_from(StoredChange).where(StoredChange.author_id != "system")
        )


def test_a_note_of_an_install_that_stands_stays_on_its_phone(
    finch: Device, wren: Device, kestrel: Device
) -> None:
    """A colleague's draft is nobody's business while it is not a rescue."""
    line = carry(wren, note_of(finch, NOTE_ID))[0]

    assert line["receipt"] is None
    assert [] == listed(kestrel)


def test_a_revoked_install_brings_its_notes_by_its_key_alone(finch: Device, kestrel: Device) -> None:
    """With a receipt for them."""
    revoke(finch)
    note = note_of(finch, NOTE_ID)

    line = push_alone(finch, sealed=[note]).get_json()["sealed"][0]

    assert is_stored(finch, note, line)
    assert line["verdict"] is None
    assert 1 == len(listed(kestrel))


def test_a_note_that_comes_again_is_there_once_and_a_later_state_beside_it(
    finch: Device, wren: Device, kestrel: Device
) -> None:
    """The same words sealed anew are the same note; other words are kept too, for nobody signed either."""
    revoke(finch)

    carry(wren, note_of(finch, NOTE_ID), note_of(finch, NOTE_ID))
    carry(wren, note_of(finch, NOTE_ID, DRAFT | {"values": {"words": "A whole sentence"}}))

    assert 2 == len(listed(kestrel))


@pytest.mark.parametrize(
    "content",
    [
        [], {}, DRAFT | {"kind": "order"}, DRAFT | {"values": None}, DRAFT | {"record": "R-1"}, DRAFT | {"more": 1},
        DRAFT | {"type": ""}, DRAFT | {"values": {"words": "x" * 70_000}},
    ],
)  # fmt: skip
def test_a_note_that_is_none_is_stored_apart(finch: Device, wren: Device, content: Any) -> None:
    """And shown to nobody."""
    revoke(finch)

    carry(wren, note_of(finch, NOTE_ID, content))

    with reading() as session:
        assert ["sealed_mismatch"] == list(session.scalars(select(ApartSealed.code)))
        assert 0 == session.scalar(select(func.count()).select_from(UnsignedNote))


def test_a_decision_needs_a_reason_and_is_made_once(finch: Device, wren: Device, kestrel: Device) -> None:
    """The same one again is the same; another is told that there is one."""
    revoke(finch)
    carry(wren, note_of(finch, NOTE_ID))
    note = listed(kestrel)[0]["id"]

    answers = [
        decide(kestrel, note, "not_needed", ""),
        decide(kestrel, note, "copied", "Written into S-7K-0002"),
        decide(kestrel, note, "copied", "Written into S-7K-0002"),
        decide(kestrel, note, "not_needed", "Changed my mind"),
    ]

    assert [400, 204, 204, 409] == answers
    shown = listed(kestrel)[0]
    assert ("copied", kestrel.phone.person) == (shown["decision"], shown["decided_by"])
    with reading() as session:
        acts = list(
            session.scalars(select(AuditRow.act).where(AuditRow.act.in_(("notes_read", "note_decided"))))
        )
        assert ["note_decided", "notes_read", "notes_read"] == sorted(acts)


def test_only_who_reads_where_it_belongs_sees_a_note(
    finch: Device, wren: Device, kestrel: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """No officer; no supervisor of nothing; for an agency's note its colleagues and no supervisor."""
    partnership.add("linnet", "support_worker")
    partnership.add("dunnock", "support_worker")
    linnet, dunnock = device(client, "linnet"), device(client, "dunnock")
    revoke(finch)
    revoke(linnet)
    of_agency = DRAFT | {"type": "referral_work", "stream": None}

    carry(wren, note_of(finch, NOTE_ID), note_of(linnet, str(uuid.uuid4()), of_agency))

    assert [finch.phone.person] == [each["person"] for each in listed(kestrel)]
    assert [linnet.phone.person] == [each["person"] for each in listed(dunnock)]
    assert [] == listed(wren)
    assert 404 == decide(wren, listed(kestrel)[0]["id"], "copied", "Not mine to say")


def test_a_claim_to_a_stream_that_its_person_never_had_is_not_believed(
    finch: Device, wren: Device, kestrel: Device
) -> None:
    """It is shown to the supervisors of the operation that its person was in."""
    revoke(finch)

    carry(wren, note_of(finch, NOTE_ID, DRAFT | {"stream": "op/elsewhere"}))

    assert [None] == [each["stream"] for each in listed(kestrel)]


def test_the_notes_of_one_install_are_bounded(
    finch: Device, wren: Device, kestrel: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes beyond is not stored and its phone keeps it."""
    monkeypatch.setattr(notes, "NOTES_MAX", 2)
    revoke(finch)

    lines = carry(wren, *(note_of(finch, str(uuid.uuid4())) for _ in range(3)))

    assert [True, True, False] == [line["receipt"] is not None for line in lines]


def test_what_was_decided_is_forgotten_after_thirty_days(
    finch: Device, wren: Device, kestrel: Device
) -> None:
    """Its words go; that there was a note and what was decided stays."""
    revoke(finch)
    carry(wren, note_of(finch, NOTE_ID))
    decide(kestrel, listed(kestrel)[0]["id"], "not_needed", "Asked: it was a test")

    with writing() as session:
        forget_decided(session, now() + timedelta(days=31))

    assert [] == listed(kestrel)
    with reading() as session:
        row = session.scalars(select(UnsignedNote)).one()
        assert (None, "not_needed") == (row.content, row.decision)


def listed(reader: Device) -> list[dict[str, Any]]:
    """What this person is shown."""
    answer = reader.phone.client.get("/api/notes", headers=reader.phone.headers)
    found: list[dict[str, Any]] = answer.get_json()["notes"]
    return found


def decide(reader: Device, note: str, decision: str, reason: str) -> int:
    """Decide; the status of the answer."""
    body = {"decision": decision, "reason": reason}
    return reader.phone.client.post(
        f"/api/notes/{note}/decision", json=body, headers=reader.phone.headers
    ).status_code
