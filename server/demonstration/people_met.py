"""One hundred and fifty people met: most of them said hello and no more, and that is a success."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import CARE
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.patrols import Patrol
from server.demonstration.places import STREETS
from server.demonstration.script import Script

HELLO, TALKED, FULL, CHILD, URGENT = 92, 40, 12, 3, 3
"""DEMONSTRATION section 4."""

NOT_LOOKED_AT_FROM = 17
"""Entries of this week and later wait for the supervisor."""

TALKS = (
    ("Cold tonight. They would not mind a hot drink next time.", ("nowhere_to_stay",), "food_or_drink"),
    ("They asked what the card is for and put it in a pocket.", ("none_seen",), "card"),
    ("Somebody in a car would not stop asking. They walked away.", ("violence",), "safety_advice"),
    ("They have not slept indoors for three nights.", ("nowhere_to_stay", "health"), "card"),
    ("They want to know how to see a doctor without an address.", ("health",), "safety_advice"),
    ("They said they were waiting for a friend and were fine.", ("none_seen",), "food_or_drink"),
    ("They owe somebody money and will not say whom.", ("control",), "card"),
    ("They laughed, and said the boots were better than last week.", ("none_seen",), "food_or_drink"),
)
"""In their words; worried about; offered."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A person supported. name: the one on screen. weeks: when they are met, a week for each time."""

    key: str
    name: str
    age: str
    description: str
    weeks: Sequence[int]


PEOPLE = (
    Supported("juniper", "Juniper", "adult_known", "Green coat, walks fast.",
              (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 14, 16)),
    Supported("clover", "Clover", "adult_known", "Lives in Tide Lane, keeps a cat.", (6, 7, 14)),
    Supported("bramble", "Bramble", "adult_believed", "Short hair, red scarf.", (4, 5, 8, 11)),
    Supported("bee", "Bee", "adult_believed", "Red scarf, sits by the bus stop.", (6, 9, 11, 13)),
    Supported("sorrel", "Sorrel", "could_be_under_18", "Grey hood, quiet.", (5,)),
    Supported("willow", "Willow", "adult_known", "Tall, blue bag.", (2, 9, 12, 14, 15)),
    Supported("hazel", "Hazel", "adult_known", "Glasses, brown coat.", (3, 6, 7)),
    Supported("rowan", "Rowan", "adult_known", "Young man, carries a guitar.", (5, 8, 10, 13)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting before it happens. who: key of a person supported, or None."""

    patrol: Patrol
    at: datetime
    who: str | None
    kind: str


def plan_meetings(script: Script, patrols: Sequence[Patrol]) -> None:
    """Add everybody who was met; people supported get their record when they are first named."""
    meetings = _arrange(script, patrols)
    for number, meeting in enumerate(meetings):
        username = _writer(meeting.patrol)
        delay = timedelta(minutes=(2, 9, 35, 180, 540)[number % 5]) if meeting.kind == "hello" else None
        script.do(username, meeting.at, _act(script, meeting, number), delay=delay)
        if meeting.kind in ("urgent", "child"):
            look_at(script, f"met-{number}", meeting.at + timedelta(hours=10))


def look_at(script: Script, key: str, at: datetime) -> None:
    """Kestrel looks at an entry about somebody in danger or a child, and says so. Nobody has yet, of the last days."""
    if at > script.stage.calendar.at(NOT_LOOKED_AT_FROM, 0, "12:00"):
        return

    def act(phone: Device, moment: datetime) -> None:
        entry = script.stage.records[key]
        values = {
            "about": entry,
            "about_change": phone.last_change(entry, CARE),
            "kind": "approve",
            "reasons": "Spoken with the officers; what had to be done was done that night.",
        }
        phone.create("decision", CARE, values, moment)

    script.do("kestrel", at, act)


def _writer(patrol: Patrol) -> str:
    return next((each for each in patrol.crew if each in ("wren", "starling")), patrol.crew[0])


def _act(script: Script, meeting: Meeting, number: int) -> Any:
    return lambda phone, at: _meet(script, phone, at, meeting, number)


def _arrange(script: Script, patrols: Sequence[Patrol]) -> list[Meeting]:
    """All but three, which are the clashes' own: people with names in their weeks, then nameless ones."""
    chance = script.stage.chance
    kinds = (
        ["hello"] * (HELLO - 1)
        + ["talked"] * TALKED
        + ["full"] * FULL
        + ["urgent"] * URGENT
        + ["child"] * (CHILD - 2)
    )
    named = [(person.key, week) for person in PEOPLE if person.key != "sorrel" for week in person.weeks]
    meetings: list[Meeting] = []
    for key, week in sorted(named, key=lambda each: each[1]):
        welfare = [
            each for each in patrols if _week(script, each) == week and _writer(each) in ("wren", "starling")
        ]
        kind = "hello" if key == "juniper" and week < 3 else _take(kinds, "talked", "full", "hello")
        if kind == "hello" and key == "juniper":
            kinds.remove("hello")
        meetings.append(_meeting(chance, welfare[len(meetings) % len(welfare)], key, kind))
    chance.shuffle(kinds)
    for kind in kinds:
        patrol = patrols[chance.randrange(len(patrols))]
        meetings.append(_meeting(chance, patrol, None, kind))
    return sorted(meetings, key=lambda each: each.at)


def _take(kinds: list[str], *wanted: str) -> str:
    kind = next(each for each in wanted if each in kinds)
    kinds.remove(kind)
    return kind


def _meeting(chance: Any, patrol: Patrol, who: str | None, kind: str) -> Meeting:
    length = int((patrol.ends - patrol.begins).total_seconds() // 60)
    return Meeting(patrol, patrol.begins + timedelta(minutes=chance.randrange(5, length - 4)), who, kind)


def _week(script: Script, patrol: Patrol) -> int:
    first = script.stage.calendar.at(1, 0, "06:00")
    return (patrol.begins - first).days // 7 + 1


def _meet(script: Script, phone: Device, at: datetime, meeting: Meeting, number: int) -> None:
    stage = script.stage
    values: dict[str, Any] = {
        "patrol": stage.records.get(meeting.patrol.key),
        "happened_at": wall(at),
        "street": STREETS[number % 3],
    }
    if meeting.who is not None:
        values |= _known(script, phone, at, meeting.who)
    values |= said(meeting.kind, number, at)
    key = f"met-{number}"
    stage.records[key] = phone.create("engagement", CARE, values, at)
    if meeting.who is not None:
        stage.records[f"met-{meeting.who}"] = stage.records[key]


def _known(script: Script, phone: Device, at: datetime, who: str) -> dict[str, Any]:
    person = next(each for each in PEOPLE if each.key == who)
    if who not in script.stage.records:
        script.stage.records[who] = phone.create("person_supported", CARE, described(person), at)
    return {"person_known": "known_by_alias", "person": script.stage.records[who], "name_used": person.name}


def described(person: Supported) -> dict[str, Any]:
    """The record of a person supported as it begins."""
    return {
        "names_used": listed(person.name),
        "description": person.description,
        "age": {
            "view": person.age,
            "how_known": "self_stated" if person.age == "adult_known" else "appearance",
        },
        "risk": "standard",
    }


def said(kind: str, number: int, at: datetime) -> Mapping[str, Any]:
    """What an engagement of this kind holds. kind: hello, talked, full, urgent or child."""
    if kind == "hello":
        return {
            "contact": "said_hello",
            "age": {"view": "adult_believed", "how_known": "appearance"},
            "immediate_need": listed("none_seen"),
        }
    if kind == "child":
        return child_path(
            at, "A young voice from a doorway. Said they were nineteen.", "Looked much younger."
        )
    words, worried, offer = TALKS[number % len(TALKS)]
    talked = {
        "contact": "talked" if kind != "urgent" else "urgent",
        "age": {"view": "adult_believed", "how_known": "self_stated"},
        "with_them": "alone",
        "approach": "officer" if number % 3 else "came_to_us",
        "manner": ("spoke_freely", "guarded", "did_not_want_to_talk")[number % 3],
        "length": "from_2_to_10",
        "immediate_need": listed("injury_or_overdose" if kind == "urgent" else "none_seen"),
        "concerns": listed(*worried),
        "in_their_words": words,
        "offers/o1/offer": offer,
        "offers/o1/answer": ("accepted", "later", "declined")[number % 3],
    }
    if kind == "urgent":
        talked |= {
            "results": listed("called_999"),
            "what_i_saw": "A cut hand. An ambulance came in nine minutes.",
        }
    return talked | (_full(number, at) if kind == "full" else {})


def _full(number: int, at: datetime) -> dict[str, Any]:
    return {
        "what_i_saw": "Stood under the lamp by the shop. No shoes for the weather.",
        "what_i_think": "Somebody nearby decides when they may leave.",
        "appearance": {"look": "concern", "signs": ["dress"], "note": "Thin shoes."},
        "behaviour": {"look": "none"},
        "communication": {"look": "none"},
        "danger": {"look": "not_seen"},
        "environment": {"look": "concern", "signs": ["cold"]},
        "wants": listed("somewhere_safe"),
        "wants_words": "A door that locks.",
        "may_be_told": "nobody",
        "return_by": (at.date() + timedelta(days=7 + number % 5)).isoformat(),
    }


def child_path(at: datetime, words: str, view: str) -> dict[str, Any]:
    """An entry about somebody who could be under 18: help first, then writing."""
    return {
        "contact": "could_be_under_18",
        "age": {"view": "could_be_under_18", "how_known": "appearance", "words": view},
        "control_reached": {"reached": "yes", "who": "Control, radio", "at": wall(at + timedelta(minutes=4))},
        "childrens_services": {"reached": "yes", "who": "Duty worker", "at": wall(at + timedelta(minutes=4))},
        "safe_now": "yes",
        "immediate_need": listed("child_at_risk"),
        "in_their_words": words,
    }
