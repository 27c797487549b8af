"""Sixty patrols in seventeen weeks: who walked, how, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import OP, STAFF
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.script import Script
from sync.minutes import about_minutes

TYPES = ("foot",) * 38 + ("cycle",) * 4 + ("marked_vehicle",) * 10 + ("joint",) * 8
OUTCOMES = (
    ("nothing_seen",) * 21
    + ("engaged",) * 24
    + ("intervened",) * 7
    + ("called_away",) * 5
    + ("cut_short",) * 3
)
CREWS = (
    ("wren", "starling"),
    ("finch", "martin"),
    ("wren", "martin"),
    ("starling", "martin"),
    ("finch", "wren"),
    ("heron", "starling"),
)
BEGINNINGS = ("19:30", "20:15", "21:00", "22:05", "23:00")
NIGHTS = (0, 2, 4, 5)
"""Days of a week with a patrol."""

FEWER_FROM = 10
"""From this week on summer demand takes one night of each week."""

CUT_SHORT = ("higher_call", "weather", "staffing")
WALK = timedelta(minutes=5)
"""From the station to the zone."""

NAMES = {member.username: member for member in STAFF}


@dataclass(frozen=True, slots=True)
class Patrol:
    """A patrol as other parts of the story need it: who walked, from when to when, its record."""

    crew: tuple[str, ...]
    begins: datetime
    ends: datetime
    key: str


def plan_patrols(script: Script) -> list[Patrol]:
    """Add sixty patrols to the script; their records are in `stage.records` once played."""
    chance = script.stage.chance
    types, outcomes = list(TYPES), list(OUTCOMES)
    chance.shuffle(types)
    chance.shuffle(outcomes)
    nights = [(week, day) for week in range(1, 18) for day in NIGHTS if week < FEWER_FROM or day != NIGHTS[1]]
    patrols = []
    for number, (week, weekday) in enumerate(nights):
        crew: tuple[str, ...] = CREWS[number % len(CREWS)]
        if number in (9, 23, 38, 52):
            crew = crew[:1]
        if week >= 15:
            crew = tuple(_instead(each, crew) for each in crew)
        begins = script.stage.calendar.at(week, weekday, BEGINNINGS[number % len(BEGINNINGS)])
        patrol = Patrol(
            crew, begins, begins + timedelta(minutes=chance.randrange(70, 190)), f"patrol-{number}"
        )
        patrols.append(patrol)
        _plan(script, patrol, types[number], outcomes[number], number)
    return patrols


def _instead(username: str, crew: tuple[str, ...]) -> str:
    """From week 15 Martin has left the force and Heron has no authority; Finch or Wren walks for them."""
    if username not in ("martin", "heron"):
        return username
    return "wren" if "finch" in crew else "finch"


def _plan(script: Script, patrol: Patrol, kind: str, outcome: str, number: int) -> None:
    leader = patrol.crew[0]
    script.do(leader, patrol.begins, lambda phone, at: _start(script, phone, at, patrol, kind, number))
    script.do(leader, patrol.ends, lambda phone, at: _end(script, phone, at, patrol, outcome, number))


def _start(script: Script, phone: Device, at: datetime, patrol: Patrol, kind: str, number: int) -> None:
    stage = script.stage
    zone = ("ropewalk", "chandler")[number % 3 == 2]
    values = {
        "zones": listed(stage.zones[zone]),
        "type": kind,
        "visibility": "plain" if number % 7 == 3 else "high_visibility",
        "agency": stage.agencies[NAMES[patrol.crew[0]].agency],
        "why": ("hot_spot_plan", "welfare_round", "resident_report", "breach_checks")[number % 4],
        "briefing_read": True,
        "started_at": wall(at),
    }
    if kind == "joint":
        values["joint_with"] = listed(stage.agencies["harbour_light"])
    for place, username in enumerate(dict.fromkeys(patrol.crew), 1):
        values[f"team/t{place}/name"] = NAMES[username].name
        values[f"team/t{place}/number"] = NAMES[username].collar
        values[f"team/t{place}/person"] = stage.person(username)
    stage.records[patrol.key] = phone.create("patrol", OP, values, at)


def _end(script: Script, phone: Device, at: datetime, patrol: Patrol, outcome: str, number: int) -> None:
    stage = script.stage
    zone = stage.zones[("ropewalk", "chandler")[number % 3 == 2]]
    minutes = int((patrol.ends - patrol.begins).total_seconds() // 60)
    there = max(10, minutes - stage.chance.randrange(25, 60))
    values = {
        "ended_at": wall(at),
        "outcome": outcome,
        **_in_zone(zone, patrol.begins + WALK, patrol.begins + WALK + timedelta(minutes=there)),
        "residents_spoken_to": stage.chance.randrange(0, 6),
        "lone_worker_check_in": "ok" if len(patrol.crew) == 1 else "not_needed",
    }
    if outcome == "cut_short":
        values["cut_short_why"] = CUT_SHORT[number % 3]
    if outcome == "nothing_seen":
        values["nothing_to_report"] = True
    phone.change("patrol", stage.records[patrol.key], OP, values, at)


def _in_zone(zone: str, here: datetime, left: datetime) -> dict[str, Any]:
    """The two keys, and about how many minutes they make, as the phone writes it."""
    stay = {"zone": zone, "here_at": wall(here), "left_at": wall(left)}
    about = about_minutes({"presence": [stay]}, zone, wall(left))
    return {
        **{f"presence/p1/{part}": value for part, value in stay.items()},
        f"minutes/{zone}/zone": zone,
        f"minutes/{zone}/estimated": about.minutes,
        f"minutes/{zone}/basis": about.basis,
    }
