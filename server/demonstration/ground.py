"""What stands before the first patrol: zones, settings of law, templates, vehicles, people."""

from datetime import datetime
from typing import Any

from server.database import in_transaction
from server.demonstration.cast import OP
from server.demonstration.device import Device
from server.demonstration.places import ZONES
from server.demonstration.script import Script
from server.exchange.system import write_record


def listed(*elements: str) -> dict[str, list[str]]:
    """The form in which a list is set on a new record."""
    return {"add": sorted(elements), "remove": []}


SETTINGS: tuple[tuple[str, str, str, str], ...] = (
    ("warning_age_minimum", "16", "years", "Anti-social Behaviour, Crime and Policing Act 2014, s.43(1)"),
    ("warning_months_default", "6", "months", "Local policy of the council"),
    ("notice_months_default", "12", "months", "Local policy of the council"),
    ("notice_appeal_days", "21", "days", "Act of 2014, s.46(2)"),
    ("notice_fine_individual", "2500", "pounds", "Act of 2014, s.48; level 4"),
    ("notice_fine_body", "20000", "pounds", "Act of 2014, s.48"),
    ("fixed_penalty_ceiling", "100", "pounds", "Act of 2014, s.52, as read on the day of set-up"),
    ("fixed_penalty_days", "14", "days", "Act of 2014, s.52"),
)
"""key, value, unit, source (DOMAIN 1a)."""

CONSEQUENCE = (
    "There is no appeal to a court against this warning. You can get legal advice. Not following it is not an "
    "offence; a notice may follow if the conduct goes on having this effect. Breaking a notice is an offence: a "
    "fixed penalty of up to £100, or a fine of up to £2,500 for a person and £20,000 for a company."
)
ASK_FOR_CHANGE = "You can ask us at any time to change or withdraw this warning: 01632 960120."


def lay_ground(script: Script) -> None:
    """Add the first morning to the script."""
    at = script.stage.calendar.at(1, 0, "09:00")
    in_transaction(lambda session: _settings(session, script, at))
    script.do("kestrel", at, lambda phone, moment: _zones(phone, moment, script))
    script.do(
        "kestrel",
        script.stage.calendar.at(1, 0, "09:40"),
        lambda phone, moment: _templates(phone, moment, script),
    )


def _settings(session: Any, script: Script, at: datetime) -> None:
    stage = script.stage
    from_day = stage.calendar.day(1, 0).isoformat()
    for key, value, unit, source in SETTINGS:
        values = {
            "key": key,
            "in_force": True,
            "value": value,
            "unit": unit,
            "source": source,
            "from": from_day,
        }
        stage.records[key] = write_record(session, stage.tenant, "legal_setting", "ref", values, at)
    for key, text in (("warning_consequence", CONSEQUENCE), ("warning_ask_for_change", ASK_FOR_CHANGE)):
        wording = {
            "key": key, "in_force": True, "unit": "wording", "from": from_day,
            "source": "To be confirmed by the council's lawyer",
            "wording/en/language": "en", "wording/en/text": text,
        }  # fmt: skip
        stage.records[key] = write_record(session, stage.tenant, "legal_setting", "ref", wording, at)


def _zones(phone: Device, at: datetime, script: Script) -> None:
    for zone in ZONES:
        values = {
            "name": zone.name,
            "kind": zone.kind,
            "polygons": zone.polygons,
            "streets": listed(*zone.streets),
        }
        script.stage.zones[zone.key] = phone.create("zone", OP, values, at)


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALLOWED = ("home", "work", "school_run", "worship", "medical", "court", "transport", "emergency")


def _templates(phone: Device, at: datetime, script: Script) -> None:
    values = {
        "name": "Kerb crawling, Ropewalk block",
        "conduct": "soliciting_from_vehicle",
        "what_happened": "You drove round these streets more than once to buy sex, and stopped beside people.",
        "text": "Stop driving round Ropewalk Street, Chandler Row and Tide Lane to buy sex.",
        "kind": "stop",
        "why_needed": "People who live here are woken, followed and asked for sex.",
        "why_reasonable": "It takes away nothing that you need: every ordinary reason to be here is allowed.",
        "zones": listed(script.stage.zones["ropewalk"], script.stage.zones["chandler"]),
        "area_words": "Ropewalk Street, Chandler Row, Tide Lane",
        "days": listed(*DAYS),
        "from_hour": "19:00",
        "to_hour": "05:00",
        "months": 6,
        "review_days": 90,
        "exceptions": listed(*ALLOWED),
        "from": script.stage.calendar.day(1, 0).isoformat(),
    }
    script.stage.records["template"] = phone.create("warning_template", OP, values, at)
