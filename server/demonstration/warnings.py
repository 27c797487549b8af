"""Twenty-five warnings in every state, and twenty-one checks on those in force."""

from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cases import ALIASES, CASES, DELAYS, Case
from server.demonstration.cast import OP, STAFF
from server.demonstration.device import Device
from server.demonstration.ground import ALLOWED, CONSEQUENCE, DAYS, listed
from server.demonstration.recipients import write_recipient
from server.demonstration.script import Script
from server.demonstration.street import months_later

ISSUER = {
    "finch": "constable",
    "wren": "constable",
    "starling": "pcso",
    "heron": "council_officer",
    "kestrel": "constable",
}
NUMBERS = {member.username: member.authority[1] for member in STAFF if member.authority} | {"kestrel": "2041"}


GIVEN = ("in_force", "ended", "withdrawn", "not_begun")
WAITED = ("refused", "approved", "returned", "with_supervisor")


def plan_warnings(script: Script) -> None:
    """Add every warning with what was decided about it."""
    for number, case in enumerate(CASES):
        at = script.stage.calendar.at(
            case.week, (1, 2, 3, 4)[number % 4], ("20:40", "22:10", "21:25")[number % 3]
        )
        at = script.stage.calendar.at(8, 5, "22:16") if case.key == "dace" else at
        script.do(case.by, at, _write(script, case), delay=DELAYS.get(case.key))
        _follow(script, case, at)


def _write(script: Script, case: Case) -> Any:
    def act(phone: Device, at: datetime) -> None:
        values = _draft(script, case, at) if case.ends_as == "draft" else _whole(script, case, at)
        if case.ends_as in GIVEN and case.age != 17:
            values["given"] = _given(script, case, at)
        values["recipient"] = write_recipient(phone, case, at, values.get("birth", {}).get("date"))
        script.stage.records[f"warning-{case.key}"] = phone.create("warning", OP, values, at)

    return act


def _draft(script: Script, case: Case, at: datetime) -> dict[str, Any]:
    """Begun on the street and finished later: who and what, not yet the test."""
    whole = _whole(script, case, at)
    return {
        key: whole[key] for key in ("recipient_kind", "name", "conduct", "what_happened", "could_be_victim")
    }


def _whole(script: Script, case: Case, at: datetime) -> dict[str, Any]:
    return (
        _who(script, case, at)
        | _what(case, at)
        | _test()
        | _terms(script, case, at)
        | {
            "issuer_role": ISSUER[case.by],
            "authority_number": NUMBERS[case.by],
            "consequence_text": CONSEQUENCE,
            "legal_settings": listed(script.stage.records["warning_consequence"]),
            "language_shown": "en",
            "copy": {"how": "printed", "sealed_envelope": True},
            "submitted": wall(at),
        }
    )


def _who(script: Script, case: Case, at: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {
        "recipient_kind": "body" if case.body else "individual",
        "name": case.name,
        "address": "1 Saltmarsh Way, Fairhaven",
        "identity": {"basis": "document", "reference": "Seen at the stop"},
        "cautioned": "yes",
        "cautioned_at": wall(at - timedelta(minutes=9)),
        "could_be_victim": case.victim,
        "needs": "none_told_or_seen",
    }
    if case.key in ALIASES:
        values["alias"] = ALIASES[case.key]
    if not case.body:
        values["birth"] = {
            "date": script.stage.calendar.born(case.age),
            "how_known": "document",
            "reference": "Licence",
        }
        values["sixteen_or_over"] = "sixteen_or_seventeen" if case.age == 17 else "yes"
    if case.car or case.conduct in ("soliciting_from_vehicle", "loitering_in_vehicle"):
        values["driver_identified"] = "admitted" if case.key == "tench" else "stopped_driving"
    if case.car:
        values["vehicle"] = script.stage.records[case.car]
    return values


def _what(case: Case, at: datetime) -> dict[str, Any]:
    first = at.date() - timedelta(days=6)
    return {
        "conduct": case.conduct,
        "what_happened": f"On {first.day} {first:%B} and tonight, in Ropewalk Street: "
        "engine on, window down, away and back.",
        "occasions/o1/on": first.isoformat(),
        "occasions/o1/street": "Ropewalk Street",
        "occasions/o1/basis": "told_by_another",
        "occasions/o2/on": at.date().isoformat(),
        "occasions/o2/street": "Ropewalk Street",
        "occasions/o2/basis": "saw",
        "evidence/e1/kind": "resident_report",
        "evidence/e1/reference": "Reports of this month",
        "evidence/e2/kind": "officer_saw",
        "evidence/e2/reference": "Own note",
        "grounds": "What residents wrote down, and what I saw myself tonight.",
        "fair_and_needed": "Advice did not help. Every ordinary reason to be here is allowed.",
        "other_routes": listed("advice"),
        "other_routes_why_not": "Words were given on the first evening.",
    }


def _test() -> dict[str, Any]:
    facts = {
        "test_effect": "Residents are woken and do not let children out after dark.",
        "test_persistent": "Reports in each of the last three weeks.",
        "test_unreasonable": "There was no need to be there; asked to leave, and came back.",
    }
    return {
        name: {"answer": "yes", "facts": words, "evidence": ["Own note", "Reports of this month"]}
        for name, words in facts.items()
    }


def _terms(script: Script, case: Case, at: datetime) -> dict[str, Any]:
    begins = at.date() + timedelta(days=case.begins_later)
    ends = begins + timedelta(weeks=case.weeks) if case.weeks else months_later(begins, 6)
    return {
        "conditions/c1/text": "Stop driving round Ropewalk Street, Chandler Row and Tide Lane to buy sex."
        if case.car
        else "Stop coming to Ropewalk Street, Chandler Row and Tide Lane to do this.",
        "conditions/c1/kind": "stop",
        "conditions/c1/why_needed": "People who live here are woken and followed.",
        "conditions/c1/why_reasonable": "Every ordinary reason to be here is allowed.",
        "conditions/c1/area_words": "Ropewalk Street, Chandler Row, Tide Lane",
        "conditions/c1/zones": listed(script.stage.zones["ropewalk"], script.stage.zones["chandler"]),
        "conditions/c1/days": listed(*DAYS),
        "conditions/c1/from_hour": "19:00",
        "conditions/c1/to_hour": "05:00",
        "conditions/c1/exceptions": listed(*ALLOWED),
        "comply": "at_once",
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "review_on": (begins + timedelta(days=90 if not case.weeks else 28)).isoformat(),
        "consulted": listed("youth_justice", "childrens_services") if case.age == 17 else listed("council"),
        "wider_than_evidence": "no",
        "touches": listed("none"),
        "template": script.stage.records["template"] if case.conduct == "soliciting_from_vehicle" else None,
    }


def _given(script: Script, case: Case, at: datetime) -> dict[str, Any]:
    signed = case.key != "pike"
    return {
        "at": wall(at + timedelta(minutes=1)),
        "by": script.stage.person(case.by),
        "how": "handed",
        "where": "Ropewalk Street",
        "understood": "said_yes",
        "signature": "signed" if signed else "refused",
        "copy_left": True,
    }


def _follow(script: Script, case: Case, at: datetime) -> None:
    later = at + timedelta(hours=14)
    if case.ends_as in ("refused", "approved", "returned") or (case.age == 17 and case.ends_as == "in_force"):
        script.do("kestrel", later, _decide(script, case))
    if case.age == 17 and case.ends_as == "in_force":
        script.do(case.by, later + timedelta(hours=8), _give(script, case))
    if case.ends_as == "not_given":
        script.do(case.by, later, _not_given(script, case))
    if case.ends_as == "withdrawn":
        wait = timedelta(hours=6, minutes=55) if case.key == "willow" else timedelta(days=6)
        script.do("kestrel", at + wait, _withdraw(script, case))


DECISIONS: dict[str, dict[str, str]] = {
    "juniper": {
        "kind": "refuse",
        "reasons": "She is met by the welfare team and may be a victim. Outreach is asked to call.",
    },
    "sprat": {
        "kind": "refuse",
        "reasons": "Somebody else decides where he stands. Advice, and a referral if he wants one.",
    },
    "smelt": {"kind": "approve", "reasons": "Asked and answered: no sign of being made to."},
    "grayling": {
        "kind": "return",
        "field": "evidence",
        "comment": "Say which reports, and what you saw yourself.",
    },
    "gudgeon": {
        "kind": "allow",
        "reasons": "Youth justice consulted on the telephone; no sign of exploitation; his mother was told.",
    },
}


def _decide(script: Script, case: Case) -> Any:
    def act(phone: Device, at: datetime) -> None:
        warning = script.stage.records[f"warning-{case.key}"]
        values = DECISIONS[case.key] | {"about": warning, "about_change": phone.last_change(warning, OP)}
        phone.create("decision", OP, values, at)

    return act


def _give(script: Script, case: Case) -> Any:
    def act(phone: Device, at: datetime) -> None:
        phone.change(
            "warning",
            script.stage.records[f"warning-{case.key}"],
            OP,
            {"given": _given(script, case, at)},
            at,
        )

    return act


def _not_given(script: Script, case: Case) -> Any:
    def act(phone: Device, at: datetime) -> None:
        values = {"not_given": {"at": wall(at), "why": "Gone before the paper was ready; not seen since."}}
        phone.change("warning", script.stage.records[f"warning-{case.key}"], OP, values, at)

    return act


WHY_WITHDRAWN = {
    "tench": "His brother came forward: it was he who drove. Letter sent.",
    "willow": "Given in error: a sergeant's decision was needed first. Told in person, with an apology.",
}


def _withdraw(script: Script, case: Case) -> Any:
    def act(phone: Device, at: datetime) -> None:
        values: dict[str, Any] = {
            "withdrawn": {
                "at": wall(at),
                "by": phone.person,
                "why": WHY_WITHDRAWN[case.key],
                "told_at": wall(at),
                "told_how": "In person",
            }
        }
        if case.key == "willow":
            missing = "The decision of a sergeant before giving it"
            values["given_in_error"] = {
                "at": wall(at),
                "missing": missing,
                "tell_by": wall(at + timedelta(hours=12)),
            }
        phone.change("warning", script.stage.records[f"warning-{case.key}"], OP, values, at)

    return act
