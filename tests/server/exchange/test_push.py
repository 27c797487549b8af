"""What the server says to each change, on both databases."""

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts.signatures import is_signed
from server.clock import now
from server.database import reading
from server.exchange.models import StoredChange
from sync.messages import receipt_bytes
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE, PERSON
from tests.server.people import Partnership


def test_a_change_is_accepted_with_a_receipt_that_can_be_checked(wren: Device) -> None:
    """The receipt names the hash of the bytes and the place in the stream; its key is the pinned one."""
    change = wren.change("sighting", NOTE)

    verdict = wren.push(change)[0]
    wren.pull()

    array, signature = verdict["receipt"]
    assert ("accepted", None) == code(verdict)
    assert [hashlib.sha256(change[0].encode()).hexdigest(), "accepted"] == array[2:4]
    assert ["op/harbour", 1, 1, wren.cursors["op/harbour"]["head"]] == array[5:]
    assert is_signed(receipt_bytes(array), signature, wren.enrolment["receipt_key"]["public_key"])


def test_the_stored_bytes_are_those_that_were_signed(wren: Device) -> None:
    """Odd white space and escapes of the device's JSON arrive in the database as they were sent."""
    change = wren.fields("sighting", NOTE | {"words": "Ж 🏮"})
    envelope = wren.signed(json.dumps(change, indent=3, ensure_ascii=True))

    wren.push(envelope)

    with reading() as session:
        row = session.scalars(select(StoredChange).where(StoredChange.id == change["id"])).one()
        assert (envelope[0].encode(), envelope[1]) == (row.text, row.signature)


def test_two_phones_that_change_two_fields_are_merged(wren: Device, heron: Device) -> None:
    """Both count, and the verdict names what the other had changed."""
    record, _ = wren.save("sighting", NOTE)
    created = wren.last
    wren.save("sighting", {"street": "Tide Lane"}, record=record, base=created)

    _, verdict = heron.save("sighting", {"words": "Two cars"}, record=record, base=created)
    heron.pull()

    assert ("merged", ["street"]) == (verdict["verdict"], verdict["fields"])
    assert ("Tide Lane", "Two cars") == tuple(
        heron.row(record)["fields"][each] for each in ("street", "words")
    )


def test_two_phones_that_change_one_field_clash_and_both_values_are_shown(
    wren: Device, heron: Device
) -> None:
    """The earlier is in force; everybody with the stream reads both."""
    record, _ = wren.save("sighting", NOTE)
    created = wren.last
    wren.save("sighting", {"words": "Grey van"}, record=record, base=created)

    _, verdict = heron.save("sighting", {"words": "White van"}, record=record, base=created)
    wren.pull()

    clash = wren.row(record)["clashes"][0]
    assert ("conflicted", ["words"]) == (verdict["verdict"], verdict["fields"])
    assert [("Grey van", True), ("White van", False)] == [
        (each["value"], each["in_force"]) for each in clash["values"]
    ]
    assert "Grey van" == wren.row(record)["fields"]["words"]


def test_a_change_is_held_until_the_one_before_it_arrives(wren: Device) -> None:
    """The verdict that it gets then comes with the next pull."""
    first = wren.fields("sighting", NOTE)
    first_sent = wren.envelope(first)
    second = wren.fields("sighting", {"street": "Tide Lane"}, record=first["record"], after=first["id"])
    second_sent = wren.envelope(second)

    held = wren.push(second_sent)[0]
    released = wren.push(first_sent)[0]
    wren.pull()

    assert ("held", "after_unknown") == code(held)
    assert "accepted" == released["verdict"] == wren.verdicts[second["id"]]["verdict"]
    assert "Tide Lane" == wren.row(first["record"])["fields"]["street"]


def test_a_change_of_a_record_that_has_not_arrived_is_held(wren: Device, heron: Device) -> None:
    """Two phones may sync in any order; the first's create lets the second's change in."""
    first = wren.fields("sighting", NOTE)
    first_sent = wren.envelope(first)

    _, held = heron.save("sighting", {"street": "Tide Lane"}, record=first["record"], base=first["id"])
    wren.push(first_sent)
    heron.pull()

    assert ("held", "record_unknown") == code(held)
    assert "Tide Lane" == heron.row(first["record"])["fields"]["street"]
    assert "accepted" == heron.verdicts[held["change"]]["verdict"]


def test_what_a_newer_app_sends_is_held_without_alarm(wren: Device) -> None:
    """A newer schema, an unknown key and an unknown type wait for the server to be upgraded."""
    sent = [
        wren.change("sighting", NOTE, schema=2),
        wren.change("sighting", NOTE, mood="calm"),
        wren.change("tide_table", {"high": "02:00"}),
    ]

    verdicts = wren.push(*sent)

    assert [("held", "newer_than_server")] * 3 == [code(each) for each in verdicts]


def test_an_unknown_field_of_a_known_type_is_kept_and_passed_on(wren: Device, heron: Device) -> None:
    """The server does not judge what it does not know."""
    record, verdict = wren.save("sighting", NOTE | {"mood_2027": {"calm": [1, 2]}})
    heron.pull()

    assert "accepted" == verdict["verdict"]
    assert {"calm": [1, 2]} == heron.row(record)["fields"]["mood_2027"]


def test_a_change_is_refused_with_every_problem_and_its_path(wren: Device) -> None:
    """Refused as a whole; what is right about it is not stored in the record either."""
    record, verdict = wren.save("sighting", NOTE | {"kind": "ufo", "words": "x" * 9_000})
    wren.pull()

    assert "refused" == verdict["verdict"]
    assert {("choice_unknown", "set/kind"), ("text_too_long", "set/words")} == {
        (each["code"], each["path"]) for each in verdict["problems"]
    }
    assert ("op/harbour", record) not in wren.rows


def test_later_changes_of_a_refused_create_are_refused_with_it(wren: Device) -> None:
    """And others are judged by themselves: one bad change never blocks the rest."""
    bad = wren.fields("sighting", NOTE | {"kind": "ufo"})
    bad_sent = wren.envelope(bad)
    child = wren.change("sighting", {"street": "Tide Lane"}, record=bad["record"], after=bad["id"])
    other = wren.change("sighting", NOTE)

    verdicts = wren.push(bad_sent, child, other)

    assert [("refused", "choice_unknown"), ("refused", "create_refused"), ("accepted", None)] == [
        code(each) for each in verdicts
    ]


def test_the_same_bytes_again_are_known_with_their_verdict(wren: Device) -> None:
    """A lost answer is asked for again; nothing is doubled."""
    change = wren.change("sighting", NOTE)
    bad = wren.change("sighting", NOTE | {"kind": "ufo"})
    broken = [change[0], wren.change("sighting", NOTE)[1]]
    first = wren.push(change, bad, broken)

    again = wren.push(change, bad, broken)
    wren.pull()

    assert ["known"] * 3 == [each["verdict"] for each in again]
    assert [each["verdict"] for each in first] == [each["latest"]["verdict"] for each in again]
    assert first[0]["receipt"][0] == again[0]["latest"]["receipt"][0]
    assert 1 == wren.completes["op/harbour"]["count"]


def test_a_role_that_may_not_write_is_refused(heron: Device) -> None:
    """A council officer makes no referral."""
    verdict = heron.save("referral", {"service": "housing"}, stream="care/harbour")[1]

    assert ("refused", "create_not_permitted") == code(verdict)


def test_an_officer_adds_to_their_own_welfare_record_without_reading_it(
    client: FlaskClient, partnership: Partnership, wren: Device
) -> None:
    """Grant `create`: write what this phone made, nothing else, and no receipt tells a place."""
    partnership.add("dipper")
    dipper = device(client, "dipper")
    own, made = dipper.save("person_supported", PERSON, stream="care/harbour")
    others, _ = wren.save("person_supported", PERSON, stream="care/harbour")

    _, added = dipper.save("person_supported", {"description": "Tall"}, record=own, stream="care/harbour")
    _, foreign = dipper.save(
        "person_supported", {"description": "Tall"}, record=others, stream="care/harbour"
    )
    sent = dipper.pull()
    wren.pull()

    assert ["accepted", "accepted"] == [made["verdict"], added["verdict"]]
    assert [None] * 4 == added["receipt"][0][5:]
    assert ("refused", "not_permitted") == code(foreign)
    assert own not in sent
    assert "Tall" == wren.row(own, "care/harbour")["fields"]["description"]


@pytest.mark.parametrize(
    ("values", "field", "flag"),
    [
        (
            {"at": {"wall": "1970-01-01T00:00:09+00:00", "monotonic": 1, "session": str(uuid.uuid4())}},
            None,
            "clock_error",
        ),
        (
            {"at": {"wall": "2036-01-01T00:00:09+00:00", "monotonic": 1, "session": str(uuid.uuid4())}},
            None,
            "clock_error",
        ),
        ({"dseq": 7}, None, "hole_in_dseq"),
        ({"prev": "0" * 64}, None, "wrong_prev"),
        ({"seen": [1, 3, "0" * 64]}, None, "seen_unknown"),
        ({"set": NOTE | {"words": "Cafe\u0301"}}, "words", "text_not_normalised"),
        ({"set": NOTE | {"vehicle": str(uuid.uuid4())}}, "vehicle", "reference_missing"),
    ],
)
def test_what_is_strange_is_flagged_and_in_force(
    wren: Device, values: dict[str, Any], field: str | None, flag: str
) -> None:
    """No push is refused for a clock, a gap or a form of text."""
    record, verdict = wren.save("sighting", NOTE, **values)
    wren.pull()

    assert "accepted" == verdict["verdict"]
    assert [{"code": flag, "change": verdict["change"], "field": field}] == wren.row(record)["flags"]


def test_a_missing_reference_is_cleared_when_the_record_arrives(wren: Device) -> None:
    """The breach check came before its vehicle; the flag goes without anybody's doing."""
    vehicle = wren.fields("vehicle", {"make": "Ford"})
    sent = wren.envelope(vehicle)
    record, _ = wren.save("sighting", NOTE | {"vehicle": vehicle["record"]})
    wren.pull()
    before = wren.row(record)

    wren.push(sent)
    wren.pull()

    assert ["reference_missing"] == [each["code"] for each in before["flags"] if each["field"]]
    assert [] == [each for each in wren.row(record)["flags"] if each["code"] == "reference_missing"]
    assert wren.digest("op/harbour")[0] == wren.completes["op/harbour"]["digest"]


def test_300_changes_made_offline_arrive_in_two_pushes(wren: Device, heron: Device) -> None:
    """Every one is there, byte for byte, and two phones end with one digest."""
    sent = [wren.change("sighting", NOTE | {"words": f"Entry {n}"}) for n in range(300)]

    verdicts = wren.push(*sent[:200]) + wren.push(*sent[200:])
    wren.pull()
    heron.pull()

    assert {"accepted"} == {each["verdict"] for each in verdicts}
    with reading() as session:
        stored = set(
            session.scalars(select(StoredChange.text).where(StoredChange.author_id == wren.phone.person))
        )
    assert {each[0].encode() for each in sent} <= stored
    assert wren.digest("op/harbour") == heron.digest("op/harbour")
    assert (heron.completes["op/harbour"]["digest"], 300) == heron.digest("op/harbour")


def test_one_changed_byte_of_one_row_changes_the_digest(wren: Device) -> None:
    """What a device holds is proved by reading it back."""
    record, _ = wren.save("sighting", NOTE)
    wren.pull()

    wren.rows["op/harbour", record] = wren.rows["op/harbour", record].replace("Quiet", "Quoet")

    assert wren.digest("op/harbour")[0] != wren.completes["op/harbour"]["digest"]


def test_a_foreign_tenant_stays_out(client: FlaskClient, wren: Device) -> None:
    """Two partnerships on one server share no record, although their operations have one name."""
    record, _ = wren.save("sighting", NOTE)
    Partnership("Elsewhere").add("rook")
    rook = device(client, "rook")

    _, verdict = rook.save("sighting", {"words": "Mine"}, record=record)
    sent = rook.pull()

    assert ("held", "record_unknown") == code(verdict)
    assert record not in sent


def test_time_goes_on_in_receipts(wren: Device) -> None:
    """received_at is the server's, in UTC with milliseconds, and never before the request."""
    before = now() - timedelta(seconds=1)

    verdict = wren.save("sighting", NOTE)[1]

    stamp = verdict["receipt"][0][4]
    assert stamp.endswith("Z")
    assert before.strftime("%Y-%m-%dT%H:%M:%S") <= stamp
    assert 24 == len(stamp)
