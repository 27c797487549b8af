"""The figures that the story must reach exactly, counted from what the server holds (DEMONSTRATION section 4).

Left out, because their types are of a later release: meetings, notices, demand and plans.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.database import reading
from server.demonstration.calendar import wall
from server.demonstration.stage import Stage
from server.erasure.service import RESTATED
from server.exchange.models import Placement, RecordRow
from sync.checks import state_of
from sync.records.catalogue import CATALOGUE

Counts = dict[str, int]

EXPECTED: dict[str, Counts] = {
    "patrol type": {"foot": 38, "cycle": 4, "marked_vehicle": 10, "joint": 8},
    "patrol outcome": {"nothing_seen": 21, "engaged": 24, "intervened": 7, "called_away": 5, "cut_short": 3},
    "patrol alone": {"alone": 4, "together": 56},
    "engagement": {"said_hello": 92, "talked": 40, "full": 12, "could_be_under_18": 3, "urgent": 3},
    "report match": {"exact": 17, "near": 6, "none": 13, "no plate": 8},
    "warning": {
        "draft": 2,
        "with_supervisor": 2,
        "returned": 1,
        "refused": 2,
        "approved": 1,
        "not_given": 1,
        "not_begun": 1,
        "in_force": 8,
        "withdrawn": 2,
        "ended": 5,
    },
    "check": {
        "nothing_seen": 9,
        "there_nothing_wrong": 5,
        "allowed_reason": 2,
        "the_conduct_again": 3,
        "not_sure_it_is_them": 2,
    },
    "referral": {
        "draft": 2,
        "waiting": 2,
        "sent": 2,
        "overdue": 1,
        "received": 2,
        "accepted": 3,
        "in_progress": 6,
        "declined": 4,
        "passed_on": 1,
        "withdrawn": 3,
        "closed": 4,
    },
    "visit rating": {"amber": 1, "red": 1, "green": 1},
    "task": {"overdue": 6, "without owner": 2, "all": 26},
    "clash": {"decided": 5, "open": 2},
    "late": {"applied": 8, "rejected": 1},
}


class FiguresError(RuntimeError):
    """The story came out with other figures."""


def check_figures(stage: Stage) -> None:
    """Compare every figure. Raises FiguresError, naming each that differs."""
    found = count_figures(stage)
    wrong = [
        f"{name}: expected {expected}, found {found.get(name)}"
        for name, expected in EXPECTED.items()
        if found.get(name) != expected
    ]
    if wrong:
        raise FiguresError("\n".join(wrong))


def count_figures(stage: Stage) -> dict[str, Counts]:
    """Every figure as the server's records have it."""
    texts = list(_texts(stage))
    by_type: dict[str, list[dict[str, Any]]] = {}
    for text in texts:
        by_type.setdefault(text["type"], []).append(text)
    fields = {name: [each["fields"] for each in held] for name, held in by_type.items()}
    return {
        "patrol type": dict(Counter(each["type"] for each in fields["patrol"])),
        "patrol outcome": dict(Counter(each["outcome"] for each in fields["patrol"])),
        "patrol alone": dict(
            Counter("alone" if len(each["team"]) == 1 else "together" for each in fields["patrol"])
        ),
        "engagement": dict(Counter(_contact(each) for each in fields["engagement"])),
        "report match": dict(Counter(each.get("match", "no plate") for each in fields["community_report"])),
        "warning": dict(
            Counter(_warning_state(stage, each, by_type["decision"]) for each in by_type["warning"])
        ),
        "check": dict(Counter(each["finding"] for each in fields["breach_check"])),
        "referral": dict(Counter(_referral_state(stage, each, fields) for each in by_type["referral"])),
        "visit rating": dict(Counter(each["rating"] for each in fields["occupier_visit"])),
        "task": _tasks(stage, fields["task"]),
        "clash": _clashes(texts),
        "late": _late(stage),
    }


def _texts(stage: Stage) -> Iterator[dict[str, Any]]:
    """Every record's text in its home stream."""
    with reading() as session:
        rows = session.scalars(
            select(Placement.text)
            .join(
                RecordRow,
                (RecordRow.tenant_id == Placement.tenant_id) & (RecordRow.id == Placement.record_id),
            )
            .where(Placement.tenant_id == stage.tenant, Placement.stream == RecordRow.home)
        )
        for text in rows:
            yield json.loads(text)


def _contact(engagement: dict[str, Any]) -> str:
    return (
        "full"
        if "appearance" in engagement and engagement["contact"] == "talked"
        else str(engagement["contact"])
    )


def _warning_state(stage: Stage, warning: dict[str, Any], decisions: list[dict[str, Any]]) -> str:
    about = [each["fields"] for each in decisions if each["fields"]["about"] == warning["record"]]
    context = {"today": stage.calendar.today.isoformat(), "decision": about[-1]["kind"] if about else None}
    return _state("warning", warning["fields"], context)


def _referral_state(stage: Stage, referral: dict[str, Any], fields: dict[str, list[dict[str, Any]]]) -> str:
    basis = next(each for each in fields["referral_basis"] if each["referral"] == referral["record"])
    agreed = [
        each["state"]
        for each in fields["agreement"]
        if (each["person"], each["agency"]) == (basis["person"], referral["fields"]["to_agency"])
    ]
    with reading() as session:
        stream = f"agency/{referral['fields']['to_agency']}"
        placed = session.get(Placement, (stage.tenant, stream, referral["record"]))
    context = {
        "now": wall(datetime.fromisoformat(stage.calendar.today.isoformat() + "T00:00:00+00:00")),
        "today": stage.calendar.today.isoformat(),
        "placed": placed is not None and not placed.left,
        "agreement": agreed[0] if agreed else None,
    }
    return _state("referral", referral["fields"], context)


def _state(record_type: str, fields: dict[str, Any], context: dict[str, Any]) -> str:
    state = state_of(CATALOGUE[record_type], fields, context)
    return state.name if state is not None else "none"


def _tasks(stage: Stage, tasks: list[dict[str, Any]]) -> Counts:
    # The server asks by itself about each late entry: those are counted where they are decided.
    tasks = [each for each in tasks if each["why"] != "late"]
    waiting = [each for each in tasks if "done_at" not in each]
    today = stage.calendar.today.isoformat()
    return {
        "overdue": sum(each["due"] < today for each in waiting),
        "without owner": sum("owner" not in each for each in waiting),
        "all": len(tasks),
    }


def _late(stage: Stage) -> Counts:
    """Entries of an ended phone, as the supervisor decided; one that still waits would be counted as such."""
    found: Counter[str] = Counter()
    with reading() as session:
        for text in session.scalars(select(RecordRow.state).where(RecordRow.tenant_id == stage.tenant)):
            entries = json.loads(text)["entries"]
            found.update(each["late"] for each in entries if each["late"] is not None)
    return dict(found)


def _clashes(texts: list[dict[str, Any]]) -> Counts:
    """Open ones, and those that a supervisor settled: a change with a reason that named clashing values."""
    settled = sum(
        any(
            entry["verdict"] != "conflicted"
            and entry["reason"] not in (None, RESTATED)
            and entry["op"] == "set"
            for entry in text["history"]
        )
        for text in texts
        if text["type"] != "referral"
    )
    return {"decided": settled, "open": sum(len(text["clashes"]) > 0 for text in texts)}
