"""Every way of a referral into its agency's stream and out of it, as the support worker's phone sees it."""

import json

import pytest
from flask.testing import FlaskClient

from server.exchange.expiry import end_what_ran_out
from tests.factories.devices import Device, device
from tests.factories.referrals import AGREED, CARE, SENT, Case
from tests.server.people import Partnership

Desk = tuple[Case, Device]


@pytest.fixture
def desk(client: FlaskClient, partnership: Partnership) -> Desk:
    """An officer with a case begun, and a support worker of the agency."""
    partnership.add("wren", welfare=True)
    partnership.add("linnet", "support_worker")
    return Case(device(client, "wren"), partnership.agency).begin(), device(client, "linnet")


def has_it(case: Case, worker: Device) -> bool:
    """Whether the worker's phone holds the referral after a pull, and its digest is right."""
    worker.pull()
    assert worker.digest(case.stream)[0] == worker.completes[case.stream]["digest"]
    return (case.stream, case.referral) in worker.rows


def refused_elsewhere(case: Case) -> Case:
    """Send the case with a yes. Returns another of a person not linked with hers, who said no to the same agency."""
    case.send()
    case.agree()
    other = Case(case.officer, case.agency).begin()
    other.agree(state="said_no")
    return other


def test_it_enters_when_sent_with_an_agreement(desk: Desk) -> None:
    """Not before both are there, in either order."""
    case, worker = desk

    case.send()
    before = has_it(case, worker)
    case.agree()

    assert (False, True) == (before, has_it(case, worker))


def test_it_enters_by_a_lawful_basis_without_agreement(desk: Desk) -> None:
    """The basis alone is a ground, and the agency does not see which."""
    case, worker = desk
    case.send()

    case.save(
        "referral_basis",
        {"lawful_basis": "vital_interest", "lawful_basis_reason": "Unwell"},
        record=case.basis,
    )

    assert has_it(case, worker)
    assert "vital_interest" not in worker.rows[case.stream, case.referral]


@pytest.mark.parametrize("state", ["withdrawn", "said_no", "ask_again"])
def test_it_leaves_at_once_when_the_agreement_ends(desk: Desk, state: str) -> None:
    """What stays is the reference and why, nothing more."""
    case, worker = desk
    case.send()
    case.agree()
    assert has_it(case, worker)

    case.answer(state)

    assert not has_it(case, worker)
    notice = worker.notices[case.stream, case.referral]
    assert ("R-7K-0001", "withdrawn") == (notice["reference"], notice["why"])
    assert {"reference", "why", "at"} == set(notice)


def test_it_leaves_at_once_when_the_person_tells_the_agency_to_stop_everything(desk: Desk) -> None:
    """She changed her mind, and said so to the worker: the worker's own word takes it away."""
    case, worker = desk
    case.send()
    case.agree()
    assert has_it(case, worker)

    worker.save("referral", {"stopped": "stop_everything"}, stream=case.stream, record=case.referral)

    assert not has_it(case, worker)
    assert worker.notices[case.stream, case.referral]["why"] == "withdrawn"


def test_withdrawal_takes_away_the_agreement_only(desk: Desk) -> None:
    """Where a lawful basis stands too, the referral stays."""
    case, worker = desk
    case.send()
    case.agree()
    case.save(
        "referral_basis",
        {"lawful_basis": "vital_interest", "lawful_basis_reason": "Unwell"},
        record=case.basis,
    )

    case.answer("withdrawn")

    assert has_it(case, worker)


def test_it_enters_again_only_by_a_change_that_saw_the_new_agreement(desk: Desk) -> None:
    """A yes after a no does not share the old words by itself."""
    case, worker = desk
    case.send()
    case.agree()
    case.answer("withdrawn")
    has_it(case, worker)

    case.answer("given")
    unseen = has_it(case, worker)
    case.edit(ask="A room, asked again.")

    assert (False, True) == (unseen, has_it(case, worker))
    assert [] == worker.row(case.referral, case.stream)["history"]


def test_an_edit_of_another_phone_that_had_not_seen_the_new_agreement_does_not_let_it_in(
    desk: Desk, client: FlaskClient, partnership: Partnership
) -> None:
    """Seeing is proved by the cursor in the change, not by the time."""
    case, worker = desk
    partnership.add("dipper", welfare=True)
    dipper = device(client, "dipper")
    case.send()
    case.agree()
    case.answer("withdrawn")
    dipper.pull()
    cursor = dipper.cursors[CARE]
    case.answer("given")

    seen = [cursor["epoch"], cursor["seq"], cursor["head"]]
    dipper.save("referral", {"ask": "Tonight."}, record=case.referral, stream=CARE, seen=seen)
    blind = has_it(case, worker)
    dipper.pull()
    cursor = dipper.cursors[CARE]
    seen = [cursor["epoch"], cursor["seq"], cursor["head"]]
    dipper.save("referral", {"ask": "Tonight, please."}, record=case.referral, stream=CARE, seen=seen)

    assert (False, True) == (blind, has_it(case, worker))


def test_a_giving_that_did_not_see_the_withdrawal_does_not_bring_it_back(
    desk: Desk, client: FlaskClient, partnership: Partnership
) -> None:
    """Withdrawn stays withdrawn; a task says that a yes was lost."""
    case, worker = desk
    partnership.add("dipper", welfare=True)
    dipper = device(client, "dipper")
    case.send()
    case.agree()
    dipper.pull()
    base = dipper.row(case.agreement, CARE)["last_change"]
    case.answer("withdrawn")

    dipper.save("agreement", {"state": "given"}, record=case.agreement, stream=CARE, base=base)
    dipper.pull()

    assert not has_it(case, worker)
    assert "withdrawn" == dipper.row(case.agreement, CARE)["fields"]["state"]
    tasks = [json.loads(text)["fields"] for text in dipper.rows.values() if '"type":"task"' in text]
    assert [("giving_lost", case.agreement)] == [(each["why"], each["about"]) for each in tasks]


def test_the_strictest_agreement_of_linked_people_counts(desk: Desk) -> None:
    """A no of one record of the same person is a no; unlinked, the yes counts again after a look."""
    case, worker = desk
    other = refused_elsewhere(case)
    assert has_it(case, worker)

    link = f"links/{other.person}"
    values = {f"{link}/other": other.person, f"{link}/state": "linked", f"{link}/reason": "Same person"}
    case.save("person_supported", values, record=case.person)

    assert not has_it(case, worker)


def test_a_link_counts_at_once_when_its_record_changed_twice_in_one_push(desk: Desk) -> None:
    """A phone comes back into signal with an edit and then a link: the other record's no is heard in that push."""
    case, worker = desk
    other = refused_elsewhere(case)
    assert has_it(case, worker)

    link = f"links/{case.person}"
    linked = {f"{link}/other": case.person, f"{link}/state": "linked", f"{link}/reason": "Same person"}
    officer = case.officer
    edits = [
        officer.change("person_supported", values, record=other.person, stream=CARE)
        for values in ({"description": "Blue coat."}, linked)
    ]
    verdicts = officer.push(*edits)

    assert ["accepted", "accepted"] == [each["verdict"] for each in verdicts]
    assert not has_it(case, worker)


def test_a_yes_alone_is_no_ground_while_who_said_it_waits_for_a_supervisor(desk: Desk) -> None:
    """The agreement itself came late, so that nobody knows yet what was read out; a no would count at once."""
    case, worker = desk
    case.send()
    officer = case.officer
    dseq, prev = officer.dseq, officer.prev
    values = {"person": case.person, "agency": case.agency} | AGREED
    late = officer.fields("agreement", values, record=case.agreement, op="create", stream=CARE, dseq=1)
    said = officer.push(officer.envelope(late))
    officer.dseq, officer.prev = dseq, prev
    assert ["late"] == [each["verdict"] for each in said]

    case.save("agreement", {"state": "given"}, record=case.agreement)

    assert not has_it(case, worker)


def test_it_leaves_when_voided_and_when_addressed_elsewhere(desk: Desk) -> None:
    """The notice says which."""
    case, worker = desk
    case.send()
    case.agree()
    assert has_it(case, worker)

    case.edit(to_agency="0b000000-0000-4000-8000-000000000001")
    moved = has_it(case, worker)
    ended = worker.notices[case.stream, case.referral]["why"]
    case.edit(to_agency=case.agency)
    back = has_it(case, worker)
    case.edit(voided={"reason": "undone"})

    assert (False, "ended", True, False) == (moved, ended, back, has_it(case, worker))
    assert "voided" == worker.notices[case.stream, case.referral]["why"]


def test_an_answer_to_a_referral_that_has_left_is_late(desk: Desk) -> None:
    """The agency wrote while the officer voided it: kept, and a supervisor decides."""
    case, worker = desk
    case.send()
    case.agree()
    has_it(case, worker)
    base = worker.row(case.referral, case.stream)["last_change"]
    case.edit(voided={"reason": "double"})

    answer = {"answer": {"state": "accepted", "at": SENT}}
    _, verdict = worker.save("referral", answer, record=case.referral, stream=case.stream, base=base)

    assert "late" == verdict["verdict"]
    assert not has_it(case, worker)


def test_it_leaves_when_the_agreement_has_run_out(desk: Desk) -> None:
    """By the worker's daily look; the last day still counts."""
    case, worker = desk
    case.send()
    case.agree(until="2026-01-31")
    never_entered = has_it(case, worker)
    base = case.officer.last
    case.save("agreement", {"until": "2099-01-31"}, record=case.agreement, base=base)
    entered = has_it(case, worker)
    _run_out(case)

    count = end_what_ran_out()

    assert (False, True, 1) == (never_entered, entered, count)
    assert not has_it(case, worker)
    assert "ended" == worker.notices[case.stream, case.referral]["why"]
    assert 0 == end_what_ran_out()


def _run_out(case: Case) -> None:
    """Put the agreement's last day behind us, as the passing of time would."""
    from sqlalchemy import select  # noqa: PLC0415

    from server.database import writing  # noqa: PLC0415
    from server.exchange.models import Placement, RecordRow  # noqa: PLC0415

    with writing() as session:
        row = session.scalars(select(RecordRow).where(RecordRow.id == case.agreement)).one()
        row.state = row.state.replace("2099-01-31", "2026-01-31")
        place = session.scalars(
            select(Placement).where(Placement.record_id == case.referral, Placement.stream == case.stream)
        ).one()
        place.until = "2026-01-31"


def test_the_agency_answers_and_the_officer_hears_back(desk: Desk) -> None:
    """The agency writes in its own stream; the officer reads it in theirs, with its author."""
    case, worker = desk
    case.send()
    case.agree()
    has_it(case, worker)
    base = worker.row(case.referral, case.stream)["last_change"]

    answer = {"answer": {"state": "accepted", "at": SENT}}
    _, verdict = worker.save("referral", answer, record=case.referral, stream=case.stream, base=base)
    worker.pull()
    case.officer.pull()

    assert ("accepted", case.stream) == (verdict["verdict"], verdict["receipt"][0][5])
    heard = case.officer.row(case.referral, CARE)
    assert ("accepted", worker.phone.person) == (
        heard["fields"]["answer"]["state"],
        heard["changed"]["author"],
    )
    assert [worker.phone.person] == [
        each["author"] for each in worker.row(case.referral, case.stream)["history"]
    ]


def test_in_the_agencys_stream_nothing_from_before_or_of_outsiders_is_shown(desk: Desk) -> None:
    """History and clashes begin at `enter`; authors outside, their reasons and their codes are null."""
    case, worker = desk
    case.edit(facts="MARKER before it entered")
    case.edit(facts="What is shared.")
    case.send()
    case.agree()
    sent = worker.pull()
    case.save(
        "referral", {"ask": "Changed."}, record=case.referral, base=case.officer.last, reason="MARKER reason"
    )
    sent += worker.pull()

    row = worker.row(case.referral, case.stream)
    assert "MARKER" not in sent
    assert case.officer.phone.person not in sent
    assert (None, None) == (row["created"]["author"], row["created"]["install_code"])
    assert [(None, ["ask"])] == [(each["author"], each["fields"]) for each in row["history"]]
