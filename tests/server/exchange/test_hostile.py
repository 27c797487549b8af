"""A client that follows the protocol and lies: nothing that others see changes, and the alarm names the install."""

import json
import sys
import time
import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.alarms.service import alarms
from server.database import reading
from server.evidence.walk import verify
from server.exchange import shares
from server.exchange.models import Placement
from sync.changes import paired_id
from tests.factories.devices import Device, code, device
from tests.factories.records import NOTE, PERSON
from tests.factories.referrals import AGREED, CARE, Case
from tests.server.people import Partnership

FORGED = [1, 10**9, "0" * 64]
"""A cursor that no server gave out, far ahead of everything."""


@pytest.fixture
def mallow(app: Flask, partnership: Partnership) -> Device:
    """An officer like others, who may not read welfare records; the phone is a liar's."""
    partnership.add("mallow")
    return device(app.test_client(), "mallow")


@pytest.fixture
def kestrel(app: Flask, partnership: Partnership) -> Device:
    """A supervisor."""
    partnership.add("kestrel", "supervisor")
    return device(app.test_client(), "kestrel")


def seen_by(reader: Device) -> dict[tuple[str, str], str]:
    """Everything that a reader holds now."""
    reader.pull()
    return dict(reader.rows)


def alarmed(partnership: Partnership) -> set[tuple[Any, Any]]:
    """(install, code) of every alarm; and the ledger is whole."""
    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))
        return {(each["install"], each["code"]) for each in alarms(session, partnership.tenant)}


def test_a_forged_seen_is_flagged_and_opens_no_door(
    kestrel: Device, partnership: Partnership, mallow: Device, wren: Device
) -> None:
    """A cursor that this server never gave out counts as nothing seen, also where seeing lets a referral in again."""
    case = Case(wren, partnership.agency).begin()
    case.agree()
    case.send()
    case.answer("withdrawn")
    case.answer("given")
    kestrel.pull()
    base = kestrel.row(case.referral, CARE)["last_change"]
    _, verdict = kestrel.save(
        "referral", {"ask": "A room."}, record=case.referral, base=base, stream=CARE, seen=FORGED
    )
    _, note = mallow.save("sighting", NOTE, seen=FORGED)
    kestrel.pull()

    flags = [each["code"] for each in kestrel.row(case.referral, CARE)["flags"]]
    assert ("accepted", "accepted") == (verdict["verdict"], note["verdict"])
    assert "seen_unknown" in flags
    assert case.stream in {entry["stream"] for entry in _placements(case.referral)}
    assert all(entry["left"] for entry in _placements(case.referral) if entry["stream"] == case.stream)


def test_bytes_replayed_under_another_install_prove_nothing(
    mallow: Device, partnership: Partnership, wren: Device
) -> None:
    """What another phone signed is kept apart, once, however often it comes."""
    envelope = wren.change("sighting", NOTE)
    wren.push(envelope)
    before = seen_by(wren)

    verdicts = [mallow.push(envelope)[0] for _ in range(3)]

    assert ("quarantined", "install_foreign") == code(verdicts[0])
    assert ["known", "known"] == [each["verdict"] for each in verdicts[1:]]
    assert before == seen_by(wren)
    assert {(mallow.phone.install, "install_foreign")} == alarmed(partnership)


def test_a_fork_of_the_chain_is_not_in_force(mallow: Device, wren: Device) -> None:
    """The second change with a number waits for a supervisor; what stands stays."""
    record, _ = mallow.save("sighting", NOTE)
    mallow.save("sighting", {"words": "One"}, record=record, base=mallow.last)
    mallow.dseq -= 1
    _, forked = mallow.save("sighting", {"words": "Two"}, record=record)
    wren.pull()

    assert ("late", "dseq_repeated") == code(forked)
    assert "One" == wren.row(record)["fields"]["words"]


def test_a_record_of_another_tenant_is_like_one_that_never_was(
    app: Flask, mallow: Device, wren: Device
) -> None:
    """The answer to a foreign id and to an invented one is the same, and nothing is told or touched."""
    other = Partnership("Elsewhere")
    other.add("robin")
    robin = device(app.test_client(), "robin")
    record, _ = robin.save("sighting", NOTE)
    before = seen_by(robin)

    answers = [
        code(mallow.save("sighting", {"words": "Mine now"}, record=each)[1])
        for each in (record, str(uuid.uuid4()))
    ]
    named = [
        mallow.save("sighting", NOTE | {"patrol": each})[1]["verdict"] for each in (record, str(uuid.uuid4()))
    ]

    assert [("held", "record_unknown")] * 2 == answers
    assert 1 == len(set(named))
    assert before == seen_by(robin)
    assert seen_by(wren).keys() == {key for key in seen_by(wren) if key[1] != record}


def test_a_loop_of_after_waits_for_ever_and_holds_nobody(mallow: Device, wren: Device) -> None:
    """A waits for B and B for A, and one waits for itself; the next change is judged."""
    record, _ = mallow.save("sighting", NOTE)
    first, second = (mallow.fields("sighting", {"words": word}, record=record) for word in "ab")
    itself = mallow.fields("sighting", {"words": "c"}, record=record)
    first["after"], second["after"], itself["after"] = second["id"], first["id"], itself["id"]

    verdicts = mallow.push(*(mallow.envelope(each) for each in (first, second, itself)))
    _, after = mallow.save("sighting", {"words": "d"}, record=record)
    wren.pull()

    assert [("held", "after_unknown")] * 3 == [code(each) for each in verdicts]
    assert ("accepted", "d") == (after["verdict"], wren.row(record)["fields"]["words"])


def test_a_chain_of_held_changes_of_any_length_is_released_by_whoever_makes_the_record(
    mallow: Device, wren: Device, partnership: Partnership
) -> None:
    """A hundred and ninety changes lie in wait for a record whose id can be derived: its maker is not held up."""
    person, _ = wren.save("person_supported", PERSON, stream=CARE)
    agreement = paired_id(wren.phone.tenant, "agreement", person, partnership.agency)
    after, waiting = None, []
    for _ in range(190):
        change = mallow.fields("agreement", {"state": "given"}, record=agreement, stream=CARE, after=after)
        after = change["id"]
        waiting.append(mallow.envelope(change))
    held = mallow.push(*waiting)

    pair = {"person": person, "agency": partnership.agency, "state": "withdrawn"}
    _, made = wren.save("agreement", AGREED | pair, record=agreement, op="create", stream=CARE)
    wren.pull()
    mallow.pull()

    assert {"held"} == {each["verdict"] for each in held}
    assert "accepted" == made["verdict"]
    assert "withdrawn" == wren.row(agreement, CARE)["fields"]["state"]
    assert {"refused"} == {mallow.verdicts[each["change"]]["verdict"] for each in held}


def test_changes_that_wait_are_as_many_as_one_push_holds(
    mallow: Device, partnership: Partnership, wren: Device
) -> None:
    """Beyond that they are kept apart and alarmed, and others go on."""
    unknown = str(uuid.uuid4())
    push = [mallow.change("sighting", NOTE, after=unknown) for _ in range(shares.HELD_MAX)]

    held = mallow.push(*push)
    more = mallow.push(*(mallow.change("sighting", NOTE, after=unknown) for _ in range(5)))
    _, other = wren.save("sighting", NOTE, after=unknown)

    assert {"held"} == {each["verdict"] for each in held}
    assert {("quarantined", "too_many_held")} == {code(each) for each in more}
    assert "held" == other["verdict"]
    assert {(mallow.phone.install, "too_many_held")} == alarmed(partnership)


def test_who_may_only_write_settles_no_clash_and_overwrites_nobody(
    mallow: Device, kestrel: Device, wren: Device
) -> None:
    """Names of clashing values and a trunk that the author cannot have seen count for nothing."""
    person, _ = mallow.save("person_supported", PERSON, stream=CARE)
    for phone in (wren, kestrel):
        phone.pull()
    base = wren.row(person, CARE)["last_change"]
    sides = []
    for phone, risk in ((wren, "high"), (kestrel, "standard")):
        phone.save("person_supported", {"risk": risk}, record=person, base=base, stream=CARE)
        sides.append([phone.last, "risk"])
    before = _clashes(wren, person)

    mallow.save(
        "person_supported",
        {"risk": "standard"},
        record=person,
        base=sides[-1][0],
        resolves=sides,
        stream=CARE,
    )
    mallow.save("person_supported", {"risk": "standard"}, record=person, base=mallow.last, stream=CARE)
    wren.pull()

    assert "high" == wren.row(person, CARE)["fields"]["risk"]
    assert before == _clashes(wren, person) == [{"high", "standard"}]


def test_ten_thousand_tiny_changes_cost_their_sender_and_nobody_else(
    mallow: Device, partnership: Partnership, wren: Device, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Beyond its share of a record an install is kept apart; another's save of that record takes as long as before."""
    monkeypatch.setattr(shares, "CHANGES_MAX", 100)
    record, _ = wren.save("sighting", NOTE)
    waits = []
    spent = 0.0
    verdicts = []
    for turn in range(2):
        push = [mallow.change("sighting", {"words": f"{turn} {each}"}, record=record) for each in range(200)]
        begin = time.monotonic()
        verdicts += [code(each) for each in mallow.push(*push)]
        spent += time.monotonic() - begin
        begin = time.monotonic()
        _, mine = wren.save("sighting", {"street": f"Tide Lane {turn}"}, record=record)
        waits.append(time.monotonic() - begin)
        assert mine["verdict"] in ("accepted", "merged", "conflicted")

    apart = verdicts.count(("quarantined", "record_share_used"))
    with capsys.disabled():
        longest = max(waits) * 1000
        sys.stdout.write(
            f"\n400 tiny changes: {spent:.1f} s, {apart} apart; another's save {longest:.0f} ms at most\n"
        )
    assert 300 == apart
    assert {(mallow.phone.install, "record_share_used")} == alarmed(partnership)
    assert f"Tide Lane {turn}" == json.loads(seen_by(wren)["op/harbour", record])["fields"]["street"]


def test_elements_without_end_do_not_make_a_record_without_end(
    mallow: Device, partnership: Partnership, wren: Device, kestrel: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list may grow by what one install may write to one record, and others still write to it."""
    monkeypatch.setattr(shares, "FREE_ENTRIES", 8)
    monkeypatch.setattr(shares, "BYTES_MAX", 500_000)
    record, _ = mallow.save("vehicle", {"reported": "LH44 RCH"})
    verdicts = []
    for turn in range(16):
        names = [f"{turn} {each} " + "x" * 300 for each in range(100)]
        values = {"unknown_list": {"add": names, "remove": []}}
        verdicts.append(code(mallow.push(mallow.change("vehicle", values, record=record))[0]))
    _, other = wren.save("vehicle", {"colour": "silver"}, record=record)

    stored = len(seen_by(kestrel)["op/harbour", record].encode())
    assert ("quarantined", "record_share_used") == verdicts[-1]
    assert "accepted" == verdicts[0][0]
    assert other["verdict"] in ("accepted", "merged")
    assert stored < 2 * shares.BYTES_MAX
    assert (mallow.phone.install, "record_share_used") in alarmed(partnership)


def test_a_flood_of_forged_changes_is_one_alarm(
    mallow: Device, partnership: Partnership, wren: Device
) -> None:
    """Four hundred bad signatures are kept apart and make one row that says four hundred."""
    before = seen_by(wren)
    for _ in range(2):
        envelopes = [mallow.change("sighting", NOTE) for _ in range(200)]
        mallow.push(*([text, envelopes[0][1]] for text, _ in envelopes[1:]))

    assert before == seen_by(wren)
    assert {(mallow.phone.install, "signature_wrong")} == alarmed(partnership)


def test_a_thousand_pulls_are_a_thousand_short_answers(
    mallow: Device, wren: Device, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asking again and again is audited and answered, and slows nobody: fifty are tried here."""
    for _ in range(20):
        wren.save("sighting", NOTE)
    mallow.pull()
    begin = time.monotonic()
    sent = sum(len(mallow.pull()) for _ in range(50))
    spent = time.monotonic() - begin

    with capsys.disabled():
        sys.stdout.write(f"\n50 pulls of nothing new: {spent * 20:.1f} ms and {sent / 50:.0f} bytes each\n")
    assert sent / 50 < 4_000


def _clashes(reader: Device, record: str) -> list[set[str]]:
    reader.pull()
    return [{each["value"] for each in clash["values"]} for clash in reader.row(record, CARE)["clashes"]]


def _placements(record: str) -> list[dict[str, Any]]:
    with reading() as session:
        rows = session.scalars(select(Placement).where(Placement.record_id == record))
        return [{"stream": row.stream, "left": row.left} for row in rows]
