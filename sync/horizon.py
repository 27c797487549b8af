"""Which records have had their day: old and closed ones leave phones, not the server (PROTOCOL section 20).

Only the log goes: what officers check on the street (people, vehicles, premises, zones) and what a person
agreed to stays, however old.
"""

from collections.abc import Mapping
from typing import Any

from sync.checks import state_of
from sync.fields import RecordType
from sync.merge import RecordState, clashing_keys
from sync.view import fields_of, late_of

OLD = "old/"
"""In front of a home stream's name: the stream of its old records, with the readers of the home."""

HOMES = ("op/", "care/", "sup/")
"""Homes that have old records."""

ALWAYS = frozenset({"sighting", "result", "breach_check", "decision", "engagement", "referral_basis"})
"""Types whose records are done when they are made."""

CLOSED: Mapping[str, frozenset[str]] = {
    "patrol": frozenset({"voided", "ended"}),
    "premises_visit": frozenset({"voided", "done"}),
    "occupier_visit": frozenset({"voided", "done"}),
    "community_report": frozenset({"voided", "answered", "closed"}),
    "task": frozenset({"voided", "done"}),
    "warning": frozenset({"voided", "withdrawn", "replaced", "given_in_error", "not_given", "ended"}),
    "referral": frozenset({"voided", "closed", "declined", "passed_on"}),
}
"""Types whose records are done in these of their states."""

ANCHORS = ("warning", "referral", "task")
"""While one of these is open, whatever it names and whatever names it stays with it."""


def is_done(state: RecordState, record_type: RecordType | None, today: str) -> bool:
    """Whether nothing is to come of a record by itself: closed, no clash, nothing late to decide."""
    if record_type is None or clashing_keys(state, record_type) or late_of(state):
        return False
    return record_type.name in ALWAYS or is_closed(record_type, fields_of(state, record_type), today)


def is_closed(record_type: RecordType, fields: Mapping[str, Any], today: str) -> bool:
    """Whether a record is in a state from which nothing follows. today: the local date."""
    if record_type.name == "mark":
        return str(fields.get("until", today)) < today
    reached = state_of(record_type, fields, {"today": today})
    return reached is not None and reached.name in CLOSED.get(record_type.name, frozenset())


def home_of(stream: str) -> str:
    """The home whose records, or old records, stand in a stream."""
    return stream.removeprefix(OLD)
