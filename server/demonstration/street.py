"""Vehicles, residents' reports and the people who are warned or reported."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import OP, SUP
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.places import STREETS
from server.demonstration.script import Script


@dataclass(frozen=True, slots=True)
class Car:
    """A vehicle. plate: of a year that no plate on the road has."""

    key: str
    plate: str
    make: str
    model: str
    colour: str
    type: str = "car"

    @property
    def normalised(self) -> str:
        """The plate without spaces."""
        return self.plate.replace(" ", "")


CARS = (
    Car("pike_car", "LH42 KWJ", "Corrin", "Estate", "grey"),
    Car("tench_car", "LH42 KVJ", "Corrin", "Estate", "grey"),
    Car("roach_car", "LH43 RCH", "Corrin", "Estate", "silver"),
    Car("bream_car", "EK44 BRM", "Dalby", "Hatch", "blue"),
    Car("perch_cab", "EK45 PCB", "Dalby", "Saloon", "black"),
    Car("gudgeon_moped", "LH46 GDG", "Tallow", "50", "red", "motorcycle"),
    Car("dace_van", "LH47 DCE", "Marrow", "Van", "white", "van"),
    Car("chub_car", "EK48 CHB", "Dalby", "Hatch", "green"),
)

EXACT, NEAR, NO_MATCH, NO_PLATE = 17, 6, 13, 8
DAMASK, TWEED, NAMELESS = 38, 4, 2
"""DEMONSTRATION section 4."""

NEAR_PLATES = ("LH42 KWI", "LH42 KV?", "LH43 RC?", "EK44 8RM", "LH4J RCH", "LH42 KWJ?")
UNKNOWN_PLATES = ("LH31 ABC", "EK32 DEF", "LH33 GHJ", "EK34 KLM", "LH35 NPR", "EK36 STV", "LH37 WXY")
KINDS = ("kerb_crawling", "kerb_crawling", "person_picked_up", "noise", "litter", "threat")


def plan_street(script: Script) -> None:
    """Add vehicles and the residents' reports of four months."""
    calendar = script.stage.calendar
    script.do("finch", calendar.at(1, 1, "10:00"), lambda phone, at: _cars(phone, at, script))
    matches = ["exact"] * EXACT + ["near"] * NEAR + ["none"] * NO_MATCH + [""] * NO_PLATE
    residents = ["damask"] * DAMASK + ["tweed"] * TWEED + ["nobody"] * NAMELESS
    script.stage.chance.shuffle(matches)
    for number, resident in enumerate(residents):
        week, weekday = _when(number, resident)
        at = calendar.at(week, weekday, ("21:40", "22:15", "23:05", "20:30")[number % 4])
        told = at + timedelta(hours=12)
        script.do("kestrel", told, _report(script, number, resident, matches[number], at))


def _when(number: int, resident: str) -> tuple[int, int]:
    if resident == "tweed":
        return ((5, 1), (5, 4), (8, 2), (12, 3))[number - DAMASK]
    if resident == "nobody":
        return ((6, 2), (11, 5))[number - DAMASK - TWEED]
    return 1 + number * 16 // DAMASK, number % 7 if number < DAMASK - 1 else 5


def _cars(phone: Device, at: datetime, script: Script) -> None:
    for car in CARS:
        values: dict[str, Any] = {
            "reported": car.plate,
            "normalised": car.normalised,
            "make": car.make,
            "model": car.model,
            "colour": car.colour,
            "type": car.type,
        }
        if car.key not in ("pike_car", "tench_car"):
            values["confirmed"] = {
                "plate": car.normalised,
                "by": phone.person,
                "from": "officer_saw",
                "at": wall(at),
            }
        script.stage.records[car.key] = phone.create("vehicle", OP, values, at)


def _report(script: Script, number: int, resident: str, match: str, happened: datetime) -> Any:
    def act(phone: Device, at: datetime) -> None:
        key = f"report-{number}"
        script.stage.records[key] = phone.create(
            "community_report", OP, _values(script, number, resident, match, happened, at), at
        )
        _reporter(script, phone, at, resident, script.stage.records[key])

    return act


def _values(
    script: Script, number: int, resident: str, match: str, happened: datetime, at: datetime
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "channel": "phone" if resident != "nobody" else "web",
        "reporter_kind": "anonymous" if resident == "nobody" else "named",
        "saw_it": "camera" if number % 4 == 0 else "yes",
        "happened_at": wall(happened),
        "place": {"street": STREETS[2] if resident == "tweed" else STREETS[number % 2]},
        "kinds": listed("suspected_cuckooing" if resident == "tweed" else KINDS[number % len(KINDS)]),
        "words": "Engine running under the window, then off towards the front and back again.",
        "impact": listed("sleep"),
        "plate_sure": "none",
        "footage": "doorbell" if number % 4 == 0 else "none",
        "statement": "will_give" if number % 5 == 0 else "later",
        "submitted": wall(at),
    }
    if match:
        values |= _plate(script, number, match)
    if number % 6 == 2 and match == "exact":
        values["cctv"] = {
            "state": ("seen", "not_seen", "no_cover", "overwritten", "asked")[number % 5],
            "on": at.date().isoformat(),
        }
    if number < DAMASK - 8 or resident == "tweed":
        values["told_reporter"] = {
            "on": at.date().isoformat(),
            "what": "Thanked; told that patrols will pass.",
        }
    return values


def _plate(script: Script, number: int, match: str) -> dict[str, Any]:
    car = CARS[number % 5]
    plate = {"exact": car.plate, "near": NEAR_PLATES[number % 6], "none": UNKNOWN_PLATES[number % 7]}[match]
    values: dict[str, Any] = {
        "plate": plate,
        "normalised": plate.replace(" ", ""),
        "match": match,
        "colour": car.colour,
        "vehicle_type": "car",
        "plate_sure": "some" if match == "near" else "all",
    }
    if match == "exact":
        values["vehicle"] = script.stage.records[car.key]
    return values


REPORTERS: dict[str, dict[str, Any]] = {
    "damask": {
        "kind": "named",
        "name": "Mrs Damask",
        "telephone": "07700 900101",
        "address": "Ropewalk Street",
        "may_contact": "yes",
        "keep_from_partners": "no",
        "repeat": "yes",
        "vulnerable": "no",
    },
    "tweed": {
        "kind": "named",
        "name": "Mr Tweed",
        "telephone": "07700 900102",
        "address": "Tide Lane",
        "may_contact": "yes",
        "keep_from_partners": "yes",
        "repeat": "yes",
        "vulnerable": "no",
    },
    "nobody": {"kind": "anonymous", "keep_from_partners": "not_known"},
}


def _reporter(script: Script, phone: Device, at: datetime, resident: str, report: str) -> None:
    key = f"reporter-{resident}" if resident != "nobody" else f"reporter-{report}"
    if key not in script.stage.records:
        values = REPORTERS[resident] | {"reports": listed(report)}
        script.stage.records[key] = phone.create("reporter", SUP, values, at)
        return
    phone.change("reporter", script.stage.records[key], SUP, {"reports": listed(report)}, at)


def months_later(day: date, months: int) -> date:
    """The same day number, or the month's last day (DOMAIN 4b)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError("no such month")
