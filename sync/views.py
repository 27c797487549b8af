"""Which records an install has opened, as its key signs it (PROTOCOL section 24)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sync.changes import UUID, WALL
from sync.strict import Malformed, parse

TEXT_BYTES_MAX = 65_536
VIEWS_MAX = 400
"""Records in one report; a phone that has more to tell sends another."""

QUARTER_MINUTES = 15
"""Opening a record again within the same quarter of an hour tells nothing new."""


@dataclass(frozen=True, slots=True)
class View:
    """A record was opened. at: the device's time, as it says it. quarter: UTC, `2026-11-22T02:15`."""

    record: str
    at: str
    quarter: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one text says: this install of this person has opened these, each once for record and quarter."""

    tenant: str
    install: str
    author: str
    views: tuple[View, ...]


def views_bytes(text: str) -> bytes:
    """What the signature of a report is over."""
    return ("lantern-views-v1\n" + text).encode()


def read_report(text: str) -> Report | None:
    """The report in a text; None for what is none. Keys that are not known are passed over."""
    if len(text) > TEXT_BYTES_MAX:
        return None
    try:
        value = parse(text)
    except Malformed:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("opened"), list):
        return None
    tenant, install, author = (value.get(key) for key in ("tenant", "install", "author"))
    if len(value["opened"]) > VIEWS_MAX or not all(_is_uuid(each) for each in (tenant, install, author)):
        return None
    views = [_view(each) for each in value["opened"]]
    found: dict[tuple[str, str], View] = {}
    for each in views:
        if each is None:
            return None
        found.setdefault((each.record, each.quarter), each)
    return Report(str(tenant), str(install), str(author), tuple(found.values()))


def quarter_of(at: str) -> str | None:
    """The quarter of an hour, UTC, in which a device's moment falls; None where there is none."""
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    begins = moment - timedelta(minutes=moment.minute % QUARTER_MINUTES)
    return begins.strftime("%Y-%m-%dT%H:%M").rjust(16, "0")


def _view(value: Any) -> View | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    record, at = value
    if not _is_uuid(record) or not isinstance(at, str) or not WALL.fullmatch(at):
        return None
    quarter = quarter_of(at)
    return None if quarter is None else View(record, at, quarter)


def _is_uuid(value: Any) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None
