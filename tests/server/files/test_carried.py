"""Files that come sealed: of an ended install by its key alone, of a colleague by a carrier; on both databases."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts.installs import end_install
from server.accounts.models import Install
from server.alarms.models import Alarm
from server.clock import now
from server.database import in_transaction, reading, writing
from server.erasure.service import Wanted, Why, erase
from server.files.carried import KEPT_AFTER, give_again
from server.files.models import FilePart, StoredFile
from server.rescue.models import UnsignedNote
from server.rescue.notes import KEPT_AFTER_DECISION, forget_decided
from tests.factories.devices import Device, device
from tests.factories.files import VEHICLE, attach, begin, download, photograph, receipt, upload, value_of
from tests.factories.rescues import DRAFT, carry, copy_of, note_of, push_alone
from tests.factories.sealed_files import begin_sealed, bring, is_proved, sealed_file
from tests.server.people import Partnership

DATA = photograph()


@pytest.fixture
def kestrel(client: FlaskClient, partnership: Partnership) -> Device:
    """The supervisor."""
    partnership.add("kestrel", "supervisor")
    return device(client, "kestrel")


def end(phone: Device) -> None:
    """Somebody in charge ends this install."""
    with writing() as session:
        install = session.get_one(Install, (phone.phone.tenant, phone.phone.install))
        end_install(session, install, None, now())


def parts() -> int:
    """How many parts of files are stored."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(FilePart)) or 0


def note_with(wren: Device, data: bytes) -> str:
    """A draft with a photograph, brought by its ended phone. Returns the note's id on the phone."""
    draft = str(uuid.uuid4())
    values = {"kind": "vehicle", "files/k1/file": value_of(data)}
    push_alone(wren, sealed=[note_of(wren, draft, DRAFT | {"values": values})])
    return draft


def shown(kestrel: Device, note: dict[str, Any], data: bytes) -> Any:
    """A note's file as whoever decides about it asks for it."""
    path = f"/api/notes/{note['id']}/files/{value_of(data)['sha256']}"
    return kestrel.phone.client.get(path, headers=kestrel.phone.headers)


def notes_of(kestrel: Device) -> list[dict[str, Any]]:
    """The notes that this supervisor may decide about."""
    found: list[dict[str, Any]] = kestrel.phone.client.get(
        "/api/notes", headers=kestrel.phone.headers
    ).get_json()["notes"]
    return found


def test_an_ended_install_brings_its_file_by_its_key_alone(wren: Device, heron: Device) -> None:
    """Proved by the pinned key; whoever reads the record has the very bytes."""
    record, _ = attach(wren, DATA)
    end(wren)

    sealed = sealed_file(wren, DATA)

    assert is_proved(wren, sealed, bring(wren, sealed, alone=True))
    assert DATA == download(heron, record, DATA).get_data()


def test_a_carrier_brings_what_it_cannot_open(wren: Device, heron: Device) -> None:
    """The change may come sealed with it; the standing owner finds its file there, with its own receipt."""
    envelope = wren.change("sighting", VEHICLE | {"files/k1/file": value_of(DATA)})
    carry(heron, copy_of(wren, envelope))
    sealed = sealed_file(wren, DATA)

    proof = bring(heron, sealed)

    change = json.loads(envelope[0])["id"]
    begun = begin(wren, change, DATA)
    assert is_proved(wren, sealed, proof)
    assert str(len(DATA)) == begun.headers["Upload-Offset"]
    assert change == receipt(wren, begun.headers["Location"]).get_json()["receipt"][0][2]


def test_it_may_come_again_and_from_two_sides(wren: Device, heron: Device) -> None:
    """Owner in the clear, carrier and owner sealed: one file, the same bytes."""
    record, change = attach(wren, DATA)
    upload(wren, change, DATA)
    sealed = sealed_file(wren, DATA)

    bring(heron, sealed)
    bring(heron, sealed)
    end(wren)
    bring(wren, sealed, alone=True)

    with reading() as session:
        whole = session.scalars(select(StoredFile).where(StoredFile.sealed.is_(None))).all()
    assert [len(DATA)] == [each.bytes for each in whole]
    assert DATA == download(heron, record, DATA).get_data()


def test_what_lies_in_a_draft_of_a_standing_phone_is_not_taken(wren: Device, heron: Device) -> None:
    """Nor anything of a stranger's phone; by a key alone nothing of another's."""
    attach(wren, DATA)
    other = sealed_file(wren, photograph(seed=2))
    stranger = sealed_file(wren, DATA)
    stranger.thing["install"] = str(uuid.uuid4())

    answers = [
        begin_sealed(heron, other),
        begin_sealed(heron, stranger),
        begin_sealed(heron, sealed_file(wren, DATA), alone=True),
    ]

    assert [404] * 3 == [each.status_code for each in answers]


def test_a_file_of_a_draft_is_shown_to_whoever_decides_and_goes_with_its_words(
    wren: Device, heron: Device, kestrel: Device
) -> None:
    """An officer does not see it; 30 days after the decision words and bytes are gone."""
    end(wren)
    note_with(wren, DATA)
    bring(wren, sealed_file(wren, DATA), alone=True)
    (note,) = notes_of(kestrel)

    seen, hidden = shown(kestrel, note, DATA).get_data(), shown(heron, note, DATA)
    with writing() as session:
        row = session.get_one(UnsignedNote, (kestrel.phone.tenant, note["id"]))
        row.decision, row.decided_at = "not_needed", now() - KEPT_AFTER_DECISION - timedelta(days=1)
    in_transaction(lambda session: forget_decided(session, now()))
    in_transaction(lambda session: give_again(session, now()))

    assert (DATA, 404) == (seen, hidden.status_code)
    assert (404, 0) == (shown(kestrel, note, DATA).status_code, parts())


def test_an_erased_phone_leaves_no_file_behind(wren: Device) -> None:
    """Of its notes, and what nothing named."""
    end(wren)
    note_with(wren, DATA)
    for data in (DATA, photograph(seed=2)):
        bring(wren, sealed_file(wren, data), alone=True)

    erase(wren.phone.tenant, Wanted([], install=wren.phone.install), Why("asked", "CASE-1"))

    assert 0 == parts()


def test_a_file_that_comes_before_its_change_is_given_later(wren: Device, heron: Device) -> None:
    """What nothing names is kept sealed, and tried again."""
    envelope = wren.change("sighting", VEHICLE | {"files/k1/file": value_of(DATA)})
    end(wren)
    bring(wren, sealed_file(wren, DATA), alone=True)
    push_alone(wren, envelope)

    in_transaction(lambda session: give_again(session, now()))

    with reading() as session:
        given = session.scalars(select(StoredFile.change_id).where(StoredFile.sealed.is_(None))).all()
    assert [json.loads(envelope[0])["id"]] == given


def test_what_nothing_ever_names_goes(wren: Device) -> None:
    """After `KEPT_AFTER`, not before."""
    end(wren)
    bring(wren, sealed_file(wren, DATA), alone=True)

    in_transaction(lambda session: give_again(session, now()))
    before = parts()
    in_transaction(lambda session: give_again(session, now() + KEPT_AFTER + timedelta(hours=1)))

    assert (True, 0) == (before > 0, parts())


@pytest.mark.parametrize("wrong", ["altered", "short", "other", "key"])
def test_what_does_not_open_is_kept_apart_and_alarmed(wren: Device, heron: Device, wrong: str) -> None:
    """Received all the same: no reader gets a byte of it, and the phone need not keep what nobody can open."""
    record, _ = attach(wren, DATA)
    end(wren)
    sealed = sealed_file(wren, DATA, **({"sha256": "0" * 64} if wrong == "other" else {}))
    if wrong == "key":
        sealed.thing["kid"] = "0" * 16
    broken = {"altered": sealed.data[:-1] + bytes([sealed.data[-1] ^ 1]), "short": sealed.data[:-1]}
    sealed = type(sealed)(sealed.thing, broken.get(wrong, sealed.data))

    proof = bring(wren, sealed, alone=True)

    assert is_proved(wren, sealed, proof)
    assert 404 == download(heron, record, DATA).status_code
    with reading() as session:
        codes = set(session.scalars(select(Alarm.code)))
    expected = {"altered": "sealed_unreadable", "key": "sealing_key_unknown"}
    assert {expected.get(wrong, "sealed_mismatch")} == codes


def test_a_thing_of_another_form_is_refused(wren: Device, heron: Device) -> None:
    """Before a byte of it is taken."""
    sealed = sealed_file(wren, DATA)
    forms = [
        sealed.thing | {"more": 1},
        sealed.thing | {"file": "x"},
        {"kid": "a"},
        [],
        sealed.thing | {"kid": 3},
    ]

    answers = [begin_sealed(heron, type(sealed)(form, sealed.data)) for form in forms]

    assert [400] * 5 == [each.status_code for each in answers]
