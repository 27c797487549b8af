"""Thirty referrals: what was asked, what the person agreed to, what the agency answered, what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import CARE
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.people_met import PEOPLE, described
from server.demonstration.script import Script

WORKERS = {"harbour_light": "linnet", "tideway": "dunnock", "saltmarsh": "swift"}


@dataclass(frozen=True, slots=True)
class Need:
    """One referral. person: key of a person supported; ends_as: its state at the end.

    without: the lawful basis where it goes without agreement. overdue: nobody has answered in time.
    """

    key: str
    person: str
    agency: str
    ends_as: str
    week: int
    ask: str
    service: str
    without: str | None = None
    overdue: bool = False


WORKER, DOCTOR, ROOM, STOP, LOCK = (
    "A worker they can talk to, always the same one.",
    "Help to register with a doctor.",
    "A room of their own for this winter.",
    "A place on the treatment programme.",
    "Keep the home: new locks and a worker who calls.",
)

NEEDS = (
    Need("r01", "juniper", "harbour_light", "withdrawn", 7, WORKER, "exit_support"),
    Need("r02", "juniper", "harbour_light", "withdrawn", 8, DOCTOR, "health"),
    Need("r03", "juniper", "harbour_light", "withdrawn", 9, ROOM, "homeless"),
    Need(
        "r04",
        "sorrel",
        "harbour_light",
        "accepted",
        5,
        "See that they are safe tonight and tomorrow.",
        "outreach",
        "child",
    ),
    Need("r05", "willow", "harbour_light", "in_progress", 14, WORKER, "exit_support"),
    Need("r06", "willow", "harbour_light", "received", 15, DOCTOR, "health"),
    Need("r07", "rowan", "harbour_light", "closed", 9, ROOM, "homeless"),
    Need("r08", "rowan", "harbour_light", "in_progress", 13, WORKER, "outreach"),
    Need("r09", "bramble", "harbour_light", "in_progress", 11, WORKER, "outreach"),
    Need("r10", "bramble", "harbour_light", "declined", 12, ROOM, "homeless"),
    Need("r11", "bee", "harbour_light", "in_progress", 13, WORKER, "outreach"),
    Need("r12", "bee", "harbour_light", "sent", 17, DOCTOR, "health"),
    Need("r13", "clover", "harbour_light", "accepted", 14, WORKER, "outreach"),
    Need("r14", "clover", "harbour_light", "closed", 8, DOCTOR, "health"),
    Need("r15", "willow", "tideway", "in_progress", 14, STOP, "drug_treatment"),
    Need("r16", "willow", "tideway", "declined", 15, "Help with papers.", "benefits_and_papers"),
    Need("r17", "rowan", "tideway", "passed_on", 10, ROOM, "homeless"),
    Need("r18", "rowan", "tideway", "declined", 11, STOP, "drug_treatment"),
    Need("r19", "bramble", "tideway", "received", 16, STOP, "drug_treatment"),
    Need("r20", "bee", "tideway", "sent", 15, STOP, "drug_treatment", overdue=True),
    Need("r21", "juniper", "tideway", "closed", 9, STOP, "drug_treatment"),
    Need("r22", "clover", "saltmarsh", "in_progress", 7, LOCK, "housing"),
    Need("r23", "clover", "saltmarsh", "closed", 7, "Change the locks today.", "housing"),
    Need("r24", "clover", "saltmarsh", "accepted", 14, "Tell her when the yard door is mended.", "housing"),
    Need("r25", "rowan", "saltmarsh", "declined", 11, ROOM, "housing"),
    Need("r26", "rowan", "saltmarsh", "sent", 17, ROOM, "housing"),
    Need("r27", "hazel", "harbour_light", "waiting", 6, WORKER, "outreach"),
    Need("r28", "bee", "saltmarsh", "waiting", 16, ROOM, "housing"),
    Need("r29", "juniper", "tideway", "draft", 16, DOCTOR, "health"),
    Need("r30", "bramble", "saltmarsh", "draft", 17, ROOM, "housing"),
)

ASK_AGAIN = {"hazel", "bee/saltmarsh"}
"""Said yes with somebody near: kept as "ask again", and the referral waits."""

NEWS_FROM = 13
"""Referrals of this week and later are first met in the last days of the story."""

SAFE_DAYS = 28
"""Twice the usual: they are met every fortnight, and some are asked for longer."""

WORDS_BACK = {
    "in_progress": "In touch.",
    "closed": "Got part of what they asked for.",
}
"""The exact words that reach the officer."""


def plan_referrals(script: Script) -> None:
    """Add referrals, agreements, answers and what agencies did."""
    for number, need in enumerate(NEEDS):
        weekday, clock = (number % 5, ("13:10", "15:40", "11:20")[number % 3])
        at = script.stage.calendar.at(need.week, weekday if need.week < 17 else min(weekday, 3), clock)
        username = "wren" if number % 3 else "starling"
        script.do(username, at, _refer(script, need))
        if need.ends_as not in ("draft", "waiting", "sent", "withdrawn"):
            _answers(script, need, at)
    hazel = script.stage.calendar.at(7, 4, "21:30")
    script.do("wren", hazel, lambda phone, at: _say(script, phone, at, "hazel", "harbour_light", "said_no"))


def _refer(script: Script, need: Need) -> Any:
    def act(phone: Device, at: datetime) -> None:
        stage = script.stage
        if need.person not in stage.records:
            person = next(each for each in PEOPLE if each.key == need.person)
            stage.records[need.person] = phone.create("person_supported", CARE, described(person), at)
        if need.without is None and need.ends_as != "draft":
            _agree(script, phone, at, need)
        referral = phone.create("referral", CARE, _referral(script, need, at), at)
        stage.records[need.key] = referral
        basis: dict[str, Any] = {
            "referral": referral,
            "person": stage.records[need.person],
            "engagement": stage.records.get(f"met-{need.person}"),
            "route": "children" if need.without else "exit_support",
        }
        if need.without:
            basis |= {
                "lawful_basis": need.without,
                "lawful_basis_reason": "Could be under 18; children's services told by telephone.",
                "lawful_basis_agreed_by": "Sgt Ruth Kestrel",
                "informed": "yes",
            }
        phone.create("referral_basis", CARE, basis, at)

    return act


def _referral(script: Script, need: Need, at: datetime) -> dict[str, Any]:
    stage = script.stage
    person = next(each for each in PEOPLE if each.key == need.person)
    waits = need.ends_as in ("sent", "received") and not need.overdue
    answer_by = stage.calendar.at(17, 6, "12:00") + timedelta(days=4) if waits else at + timedelta(days=3)
    values: dict[str, Any] = {
        "to_agency": stage.agencies[need.agency],
        "service": need.service,
        "ask": need.ask,
        "urgency": "days_3" if not need.without else "hours_24",
        "answer_by": wall(answer_by),
        "name_or_alias": person.name,
        "safe_contact": _safe_contact(at),
        "may_know": listed("name", "ask", "safe_contact"),
        "facts": "Met several times this month. Asked for this in their own words.",
        "agreement_words": "Asked alone, in their own language."
        if not need.without
        else "Told who will be told, and why.",
        "feedback_level": "in_touch" if need.person != "rowan" else "outcome",
        "named_agencies": listed(stage.agencies["harbour_light"], stage.agencies["saltmarsh"]),
    }
    if need.ends_as != "draft":
        values["submitted"] = wall(at)
    return values


def _safe_contact(asked: datetime) -> dict[str, Any]:
    return {
        "how": "in_person",
        "by_whom": "Their own worker only",
        "days": ["tuesday", "thursday"],
        "from_hour": "10:00",
        "to_hour": "14:00",
        "somebody_else_answers": "Wrong number",
        "never": "No voicemail, no letter",
        "must_not_know": "F.",
        "true_until": (asked.date() + timedelta(days=SAFE_DAYS)).isoformat(),
        "checked_at": wall(asked),
    }


def _agree(script: Script, phone: Device, at: datetime, need: Need) -> None:
    near = need.person in ASK_AGAIN or f"{need.person}/{need.agency}" in ASK_AGAIN
    _say(script, phone, at, need.person, need.agency, "ask_again" if near else "given", near=near)


def _say(
    script: Script, phone: Device, at: datetime, person: str, agency: str, state: str, *, near: bool = False
) -> None:
    """Write what somebody agreed to with an agency: once, and again when they say something else."""
    key = f"agreement-{person}-{agency}"
    if key in script.stage.records:
        if state != "given":
            phone.change(
                "agreement", script.stage.records[key], CARE, {"state": state, "asked_at": wall(at)}, at
            )
        return
    values = {
        "person": script.stage.records[person],
        "agency": script.stage.agencies[agency],
        "state": state,
        "may_know": listed("name", "ask", "safe_contact"),
        "feedback_level": "in_touch",
        "words_read_out": True,
        "alone": "somebody_near" if near else "alone",
        "understood": "yes",
        "well": "yes",
        "interpreter": "no",
        "until": (script.stage.calendar.today + timedelta(days=90)).isoformat(),
        "asked_by": phone.person,
        "asked_at": wall(at),
    }
    script.stage.records[key] = phone.create("agreement", CARE, values, at)


def _answers(script: Script, need: Need, at: datetime) -> None:
    """What the agency does, a step at a time."""
    worker = WORKERS[need.agency]
    steps: list[tuple[timedelta, Mapping[str, Any]]] = []
    if need.ends_as in ("received", "declined", "passed_on"):
        steps = [(timedelta(hours=20), {"state": need.ends_as})]
    elif need.ends_as in ("accepted", "in_progress", "closed"):
        steps = [(timedelta(hours=5), {"state": "accepted"})]
    for wait, answer in steps:
        script.do(worker, at + wait, _answer(script, need, answer))
    if need.ends_as in ("in_progress", "closed"):
        # The newest are news: what came back in the last days stands on the officer's Today.
        met = script.stage.calendar.at(17, 5, "14:20") if need.week >= NEWS_FROM else at + timedelta(days=2)
        script.do(worker, met, _contact(script, need))
    if need.ends_as == "closed":
        script.do(worker, at + timedelta(days=16), _answer(script, need, {"state": "closed"}))


def _stream(script: Script, need: Need) -> str:
    return f"agency/{script.stage.agencies[need.agency]}"


def _answer(script: Script, need: Need, answer: Mapping[str, Any]) -> Any:
    def act(phone: Device, at: datetime) -> None:
        said = {**answer, "at": wall(at), "by": phone.person}
        if said["state"] == "declined":
            said["why"] = "full"
        if said["state"] == "passed_on":
            said["passed_to"] = script.stage.agencies["harbour_light"]
        values: dict[str, Any] = {"answer": said}
        if said["state"] == "closed":
            values["feedback"] = {"in_touch": True, "words": WORDS_BACK["closed"], "at": wall(at)}
        phone.change("referral", script.stage.records[need.key], _stream(script, need), values, at)

    return act


def _contact(script: Script, need: Need) -> Any:
    def act(phone: Device, at: datetime) -> None:
        referral, stream = script.stage.records[need.key], _stream(script, need)
        contact = {"at": wall(at), "how": "in_person", "who": "Their worker", "reached": "yes"}
        values = {"referral": referral, "worker": phone.person, "contacts": {"add": [contact], "remove": []}}
        phone.create("referral_work", stream, values, at)
        note = {
            "referral": referral,
            "text": "Met by the harbour wall. Wants to go on.",
            "by": phone.person,
            "written_at": wall(at),
        }
        phone.create("casenote", stream, note, at)
        feedback = {"in_touch": True, "words": WORDS_BACK["in_progress"], "at": wall(at)}
        phone.change("referral", referral, stream, {"feedback": feedback}, at)

    return act
