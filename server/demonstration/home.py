"""A home taken over in Tide Lane, and given back: three visits in eight weeks."""

from datetime import datetime
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import CARE, OP
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.people_met import PEOPLE, described
from server.demonstration.script import Script

VISITS: tuple[tuple[int, str, dict[str, Any], dict[str, Any]], ...] = (
    (
        6,
        "18:20",
        {
            "why": "report",
            "access": "let_in",
            "signs_outside": listed("visitors_night", "strange_vehicles"),
            "kinds": listed("unsure"),
            "actions": listed("safeguard"),
            "words": "A man answered and stayed in the room.",
        },
        {
            "seen_alone": "no",
            "seen_alone_why": "He would not leave the room.",
            "signs_inside": listed("more_people", "fearful"),
            "rating": "amber",
            "rating_why": "Not free to speak.",
            "outcome": "not_seen",
        },
    ),
    (
        7,
        "11:05",
        {
            "why": "follow_up",
            "access": "let_in",
            "signs_outside": listed("damage_to_door"),
            "kinds": listed("drugs"),
            "actions": listed("locks_changed", "tenancy_support", "safeguard"),
            "words": "With the housing officer. Locks changed the same day.",
        },
        {
            "seen_alone": "yes",
            "signs_inside": listed("confined", "no_keys", "deal_bags"),
            "rating": "red",
            "rating_why": "No key of her own; sleeps in one room.",
            "outcome": "refuses",
            "consent": {
                "adult": "yes",
                "capacity": "yes",
                "informed": "no",
                "free": "no",
                "not_withdrawn": "unsure",
            },
        },
    ),
    (
        14,
        "14:30",
        {
            "why": "follow_up",
            "access": "let_in",
            "signs_outside": listed("not_known"),
            "kinds": listed("unsure"),
            "actions": listed("tenancy_support"),
            "words": "New keys, a worker who calls, nobody else in the home.",
        },
        {
            "seen_alone": "yes",
            "signs_inside": listed("not_known"),
            "rating": "green",
            "rating_why": "Alone, at ease, the cat is back.",
            "outcome": "supported_to_stay",
        },
    ),
)
"""week, time, the premises' side, the people's side."""


def plan_home(script: Script) -> None:
    """Add the premises and the three visits."""
    calendar = script.stage.calendar
    script.do("starling", calendar.at(5, 5, "12:00"), lambda phone, at: _premises(phone, at, script))
    for week, clock, outside, inside in VISITS:
        script.do("starling", calendar.at(week, 1, clock), _visit(script, outside, inside))
    script.do("kestrel", calendar.at(14, 2, "10:00"), lambda phone, at: _supported(phone, at, script))


def _premises(phone: Device, at: datetime, script: Script) -> None:
    values = {
        "place": {"street": "Tide Lane"},
        "address": "7 Tide Lane, Fairhaven",
        "landlord": "Saltmarsh Homes",
        "tenure": "housing_association",
        "kind": "flat",
        "state": "open",
    }
    script.stage.records["home"] = phone.create("premises", OP, values, at)


def _visit(script: Script, outside: dict[str, Any], inside: dict[str, Any]) -> Any:
    def act(phone: Device, at: datetime) -> None:
        stage = script.stage
        if "clover" not in stage.records:
            clover = next(each for each in PEOPLE if each.key == "clover")
            stage.records["clover"] = phone.create("person_supported", CARE, described(clover), at)
        common = {"premises": stage.records["home"], "happened_at": wall(at), "submitted": wall(at)}
        visit = phone.create(
            "premises_visit",
            OP,
            common | outside | {"with_agencies": listed(stage.agencies["saltmarsh"])},
            at,
        )
        who = {
            "visit": visit,
            "occupier": stage.records["clover"],
            "name_used": "Clover",
            "who_is_vulnerable": listed("occupier"),
        }
        age = {"age": {"view": "adult_known", "how_known": "document"}}
        phone.create("occupier_visit", CARE, common | who | age | inside, at)

    return act


def _supported(phone: Device, at: datetime, script: Script) -> None:
    values = {"state": "supported", "state_reason": "Supported to stay: new keys, nobody else in the home."}
    phone.change("premises", script.stage.records["home"], OP, values, at)
