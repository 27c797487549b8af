"""What the desk does: tasks, some of them late, and results with their source."""

from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import OP
from server.demonstration.device import Device
from server.demonstration.script import Script
from sync.changes import paired_id

TASKS: tuple[tuple[str, str | None, int, str, int | None, bool], ...] = (
    ("home", "kestrel", 7, "Locks changed: ask for the landlord's note", 2, True),
    ("home", "starling", 8, "Call at the home by day", 5, True),
    ("home", "starling", 14, "Ask how the first week with new keys went", 7, True),
    ("warning-pike", "finch", 4, "Ask the camera desk about two evenings", 4, True),
    ("warning-pike", "finch", 9, "Look whether it still has that effect", 7, True),
    ("warning-pike", "kestrel", 13, "Put the three reports side by side", 3, True),
    ("warning-bream", "finch", 9, "Write to him about the new hours", 2, True),
    ("warning-tench", "kestrel", 4, "Letter: the warning is withdrawn", 1, True),
    ("warning-willow", "kestrel", 12, "Tell her in person, with an apology", 0, True),
    ("warning-perch", "heron", 5, "Speak to the company's manager", 7, True),
    ("warning-gudgeon", "finch", 15, "Write to youth justice what was decided", 3, True),
    ("report-3", "finch", 2, "Ask the camera desk before the film is overwritten", 6, True),
    ("report-7", "finch", 4, "Ask the camera desk before the film is overwritten", 6, True),
    ("report-12", "wren", 6, "Thank Mrs Damask; say when patrols pass", 3, True),
    ("report-20", "wren", 9, "Answer within the month", 14, True),
    ("report-30", "kestrel", 13, "Has it dried up? Answer with the month's figures", 4, True),
    ("report-38", "plover", 12, "Three in six months: offer a case review", 7, True),
    ("warning-roach", "finch", 15, "Look again at the end of the quarter", 40, False),
    ("warning-dace", "starling", 15, "Look again at the end of the quarter", 40, False),
    ("report-33", "finch", 14, "Answer within the month", 10, False),
    ("report-34", "finch", 15, "Ask the camera desk about one evening", 5, False),
    ("report-35", None, 15, "Visit the street by day", 6, False),
    ("report-36", None, 16, "Lamp by the yard door: tell the council", 5, False),
    ("warning-shad", "finch", 16, "Finish the draft or let it go", 3, False),
    ("home", "plover", 16, "Ask the landlord for the next inspection", 4, False),
)
"""about, owner, week written, what, days until due, done."""

TASK_COUNT = len(TASKS)

RESULTS = (
    ("arrests", 4, "number", "Custody list of weeks 6 to 14"),
    ("warrants", 1, "number", "Court list of week 7"),
    ("drugs_seized", 31, "wraps", "Property book of week 7"),
    ("premises_secured", 1, "number", "Landlord's note of week 7"),
)
"""kind, count, unit, source in words."""


def plan_desk_work(script: Script) -> None:
    """Add tasks and results."""
    for number, (about, owner, week, what, days, done) in enumerate(TASKS):
        at = script.stage.calendar.at(week, 5, f"{9 + number % 8:02d}:25")
        key = f"task-{number}"
        script.do("kestrel", at, _task(script, key, about, owner, what, at + timedelta(days=days or 0)))
        if done:
            script.do("kestrel", at + timedelta(days=max(1, days or 1) - 1, hours=6), _done(script, key))
    script.do(
        "kestrel", script.stage.calendar.at(12, 6, "11:00"), lambda phone, at: _apologised(script, phone, at)
    )
    at = script.stage.calendar.at(17, 4, "10:00")
    for kind, count, unit, source in RESULTS:
        script.do("kestrel", at, _result(script, kind, count, unit, source))


def _apologised(script: Script, phone: Device, at: datetime) -> None:
    """The task that the server opened by itself when the warning in error arrived."""
    task = paired_id(script.stage.tenant, "task", script.stage.records["warning-willow"], "given_in_error")
    phone.change("task", task, OP, {"done_at": wall(at), "outcome": "Told in person, with an apology."}, at)


def _task(script: Script, key: str, about: str, owner: str | None, what: str, due: datetime) -> Any:
    def act(phone: Device, at: datetime) -> None:
        stage = script.stage
        record = stage.records.get(about) or stage.records["home"]
        values: dict[str, Any] = {
            "about": record,
            "what": what,
            "why": "typed",
            "due": due.date().isoformat(),
        }
        if owner is not None:
            values["owner"] = stage.person(owner if owner in stage.accounts else "kestrel")
        stage.records[key] = phone.create("task", OP, values, at)

    return act


def _done(script: Script, key: str) -> Any:
    def act(phone: Device, at: datetime) -> None:
        phone.change("task", script.stage.records[key], OP, {"done_at": wall(at), "outcome": "Done."}, at)

    return act


def _result(script: Script, kind: str, count: int, unit: str, source: str) -> Any:
    def act(phone: Device, at: datetime) -> None:
        calendar = script.stage.calendar
        values = {
            "kind": kind,
            "count": count,
            "unit": unit,
            "from": calendar.day(1, 0).isoformat(),
            "to": calendar.day(17, 3).isoformat(),
            "source": "typed",
            "source_words": source,
            "publish": "internal",
            "phase": "Warn and support",
        }
        phone.create("result", OP, values, at)

    return act
