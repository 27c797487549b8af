"""Whether a moment lies inside the days and hours of a condition (DOMAIN 4b, "Hours across midnight").

A window belongs to the day on which it begins; the night that begins on the last date runs to its end. What
counts is the clock on the wall in England and Wales, whatever a device is set to: both passes of the hour
that is doubled in October count, and the hour that is skipped in March does not exist.
Twin: `pwa/src/records/breach_check/hours.ts`; both answer `tests/vectors/exclusion.json`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WALL = ZoneInfo("Europe/London")

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Window:
    """When a condition holds. Dates as `2026-11-22`, both included; hours as `19:00`.

    days: those on which it begins; empty is every day. begins, ends: None is open.
    from_hour, to_hour: one of them None is all day, as the printed warning says it.
    """

    days: tuple[str, ...]
    from_hour: str | None
    to_hour: str | None
    begins: str | None
    ends: str | None


def hours_answer(window: Window, moment: str) -> str:
    """`inside`, `outside_hours`, `not_begun` or `ended`. moment: ISO 8601 with its offset."""
    at = datetime.fromisoformat(moment).astimezone(WALL)
    today = at.date().isoformat()
    night = _begins_on(window, at.date(), at.strftime("%H:%M"))
    if night is not None and _counts(window, night):
        return "inside"
    if window.begins is not None and today < window.begins:
        return "not_begun"
    if window.ends is not None and today > window.ends:
        return "ended"
    return "outside_hours"


def wall_date(moment: str) -> str:
    """The date in England and Wales at a moment: `2026-11-22`."""
    return datetime.fromisoformat(moment).astimezone(WALL).date().isoformat()


def _begins_on(window: Window, today: date, time: str) -> date | None:
    """The day to which the window that holds this moment belongs; None when no window holds it."""
    begins, ends = window.from_hour, window.to_hour
    if begins is None or ends is None:
        return today
    if begins < ends:
        return today if begins <= time < ends else None
    if time >= begins:
        return today
    return today - timedelta(days=1) if time < ends else None


def _counts(window: Window, night: date) -> bool:
    day = night.isoformat()
    if window.begins is not None and day < window.begins:
        return False
    if window.ends is not None and day > window.ends:
        return False
    return not window.days or DAYS[night.weekday()] in window.days
