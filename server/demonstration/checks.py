"""Twenty-one checks on warnings in force: most find nobody, or somebody doing nothing wrong."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import OP
from server.demonstration.device import Device
from server.demonstration.patrols import Patrol
from server.demonstration.script import Script

FINDINGS = (
    ("nothing_seen",) * 8
    + ("there_nothing_wrong",) * 5
    + ("allowed_reason",) * 2
    + ("the_conduct_again",) * 3
    + ("not_sure_it_is_them",) * 2
)
"""DEMONSTRATION section 4; one more, which finds nothing, arrives before its warning (odd_arrivals.py)."""

CHECKED = ("pike", "dace", "chub", "roach", "bream", "ruffe", "loach")


def plan_checks(script: Script, patrols: Sequence[Patrol]) -> None:
    """Add the checks to patrols of the second half; Pike drives round again in weeks 8, 10 and 13."""
    findings = list(FINDINGS)
    late = [each for each in patrols if each.begins > script.stage.calendar.at(14, 0, "12:00")]
    script.stage.chance.shuffle(findings)
    for number, finding in enumerate(findings):
        patrol = late[number % len(late)]
        who = (
            "pike"
            if finding == "the_conduct_again"
            else "bream"
            if finding == "allowed_reason"
            else CHECKED[number % 4]
        )
        at = patrol.begins + timedelta(minutes=7 + number * 2)
        script.do(patrol.crew[0], at, _check(script, patrol, who, finding))


def _check(script: Script, patrol: Patrol, who: str, finding: str) -> Any:
    def act(phone: Device, at: datetime) -> None:
        seen = finding != "nothing_seen"
        values: dict[str, Any] = {
            "patrol": script.stage.records.get(patrol.key),
            "place": {"street": "Chandler Row" if who == "bream" else "Ropewalk Street"},
            "warning": script.stage.records[f"warning-{who}"],
            "check_type": "stop" if finding in ("allowed_reason", "the_conduct_again") else "patrol_pass",
            "happened_at": wall(at),
            "inside_area": "yes" if seen else None,
            "inside_area_from": "street" if seen else None,
            "within_hours": "yes" if seen else None,
            "finding": finding,
            "action": "report_to_supervisor" if finding == "the_conduct_again" else "none",
        }
        if finding == "allowed_reason":
            values |= {
                "exception_claimed": "work",
                "exception_evidence_seen": "yes",
                "explanation": "On the way to a night shift; showed the pass.",
            }
        phone.create("breach_check", OP, values, at)

    return act
