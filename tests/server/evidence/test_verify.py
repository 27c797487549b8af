"""`lantern verify`: a whole ledger has no finding; whatever is altered is found, its first broken place named."""

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.clock import now
from server.database import reading, writing
from server.evidence import gathering
from server.evidence.findings import NOTED, WORDS, Report
from server.evidence.telling import as_json, words_of
from server.evidence.walk import verify, walk
from server.exchange.checkpoints import take_checkpoint
from tests.factories.devices import Device, device
from tests.factories.records import NOTE, PERSON
from tests.server.evidence.conftest import Command
from tests.server.evidence.tampering import TAMPERINGS, Tampering, Target
from tests.server.people import Partnership
from tests.server.snapshots import put_back, take


def walked(session: Session, tenant: str) -> Report:
    """What the walk says."""
    return walk(session, session.get_one(Tenant, tenant))


def test_a_ledger_as_the_server_wrote_it_has_nothing_broken(wren: Device) -> None:
    """Chains, digests, signatures, receipts, states, texts, keys and checkpoints all hold; all streams are walked."""
    with reading() as session:
        report = walked(session, wren.phone.tenant)

    assert [] == report.broken()
    assert {"op/harbour", "care/harbour"} <= report.streams.keys()
    assert 2 == report.checkpoints
    assert report.changes > 15
    assert any("taken away from its end" in line for line in words_of(report))
    assert as_json(report)["not_provable"]


def test_whatever_is_altered_is_found_and_its_first_place_named(wren: Device) -> None:
    """Each of the ways of altering a ledger has its finding, in words, at the entry where it begins."""
    missed = {each.name: found for each in TAMPERINGS if (found := _missed(wren.phone.tenant, each))}

    assert {} == missed


def _missed(tenant: str, tampering: Tampering) -> str | None:
    """What the walk does not say of one tampering, which is taken back afterwards; None when it says all."""
    with writing() as session:
        place = tampering.act(Target(session, tenant))
        session.expire_all()
        report = walked(session, tenant)
        session.rollback()
    if report.is_whole or tampering.code not in report.counts:
        return f"found {report.counts}"
    if place is not None:
        first = report.first_broken(place[0])
        if first is None or place[1] != first.seq:
            return f"first named: {first}"
    told = any(f"[{tampering.code}]" in line for line in words_of(report))
    listed = tampering.code in {each["code"] for each in as_json(report)["broken"]}
    return None if told and listed else "not told in words"


def test_a_number_that_never_arrived_is_noted_and_breaks_nothing(wren: Device) -> None:
    """The server flagged the hole when the next change came; a hole made afterwards is another thing."""
    wren.change("sighting", NOTE)
    assert "accepted" == wren.save("sighting", NOTE)[1]["verdict"]

    with reading() as session:
        report = walked(session, wren.phone.tenant)

    assert report.is_whole
    assert "hole_on_arrival" in report.counts


def test_who_can_only_write_has_seen_nothing_and_breaks_nothing(
    wren: Device, partnership: Partnership
) -> None:
    """The server counts no `base` of an author without welfare; the walk does not call that altered."""
    partnership.add("rook")
    rook = device(wren.phone.client, "rook")
    record, made = rook.save("person_supported", PERSON, stream="care/harbour")
    named = {"record": record, "stream": "care/harbour", "base": made["change"]}

    _, verdict = rook.save("person_supported", {"description": "Tall"}, **named)

    with reading() as session:
        report = walked(session, wren.phone.tenant)
    assert "accepted" == verdict["verdict"]
    assert [] == report.broken()


def test_a_ledger_that_was_put_back_is_whole_by_itself_and_not_beside_what_was_kept_outside(
    wren: Device, lantern: Command, tmp_path: Path
) -> None:
    """An older copy shows nothing; a checkpoint or a receipt from after it does, and is named so."""
    older = take()
    _, verdict = wren.save("sighting", NOTE)
    take_checkpoint(wren.phone.tenant, now(), due_only=False)
    kept = lantern("checkpoint")
    (tmp_path / "note").write_text(kept)
    (tmp_path / "receipt").write_text(json.dumps(verdict))
    outside = ["--checkpoint", str(tmp_path / "note"), "--receipt", str(tmp_path / "receipt")]
    agreed = lantern("verify", *outside)

    put_back(older)
    alone = lantern("verify")
    beside_note = lantern("verify", "--json", *outside[:2], status=1)
    beside_receipt = lantern("verify", "--json", *outside[2:], status=1)

    assert "agrees" in agreed
    assert "Nothing is broken" in alone
    assert "Not provable from the ledger alone" in alone
    assert "given_removed" in {each["code"] for each in json.loads(beside_note)["broken"]}
    assert "receipt_removed" in {each["code"] for each in json.loads(beside_receipt)["broken"]}


def test_a_ledger_written_anew_does_not_agree_with_a_checkpoint_from_before(
    wren: Device, lantern: Command, tmp_path: Path
) -> None:
    """Everything made again from an older copy, checkpoints too: only what was kept outside tells."""
    older = take()
    wren.save("sighting", NOTE)
    take_checkpoint(wren.phone.tenant, now(), due_only=False)
    (tmp_path / "note").write_text(lantern("checkpoint"))
    put_back(older)
    for _ in range(3):
        device(wren.phone.client, "heron").save("sighting", NOTE)
        take_checkpoint(wren.phone.tenant, now(), due_only=False)

    alone = lantern("verify")
    beside = lantern("verify", "--json", "--checkpoint", str(tmp_path / "note"), status=1)

    assert "Nothing is broken" in alone
    assert ["given_rewritten"] == [each["code"] for each in json.loads(beside)["broken"]]


def test_what_was_given_must_be_of_this_server(wren: Device, lantern: Command, tmp_path: Path) -> None:
    """A forged checkpoint proves nothing and is told so; one of another partnership is refused."""
    note = lantern("checkpoint")
    (tmp_path / "forged").write_text(note[:-12] + "AAAAAAAAAA=\n")
    (tmp_path / "other").write_text(note.replace("lantern/", "lantern/f"))

    forged = lantern("verify", "--json", "--checkpoint", str(tmp_path / "forged"), status=1)

    assert "given_foreign" in {each["code"] for each in json.loads(forged)["broken"]}
    assert "no partnership" in lantern("verify", "--checkpoint", str(tmp_path / "other"), status=1)


def test_several_processes_find_what_one_finds(wren: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that is large enough is spread over the processors, with the same findings."""
    with writing() as session:
        place = TAMPERINGS[0].act(Target(session, wren.phone.tenant))
        alone = walked(session, wren.phone.tenant)
        monkeypatch.setattr(gathering, "ALONE", 1)
        monkeypatch.setattr(gathering, "BATCH", 3)
        spread = walked(session, wren.phone.tenant)
        session.rollback()

    assert (alone.broken(), alone.changes) == (spread.broken(), spread.changes)
    assert place is not None
    assert place[1] in {each.seq for each in spread.broken()}


def test_findings_are_all_in_words() -> None:
    """What and what follows, for every code that the walk can say."""
    assert all(what and follows for what, follows in WORDS.values())
    assert not WORDS.keys() & NOTED.keys()


def test_every_partnership_is_walked_by_itself(wren: Device) -> None:
    """Another tenant with nothing in it is whole, whatever stands in the first."""
    other = Partnership("Otherhaven")

    with reading() as session:
        assert [] == verify(session, other.tenant)
