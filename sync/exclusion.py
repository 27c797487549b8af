"""Is this inside the area and the hours of a warning in force (G3)?

What a phone in the street answers from its own copy alone. It says where and when, never what somebody did:
being inside is no offence and gives no power to stop, and an exception that a warning prints (home, work,
court ...) is listed and never judged, since nobody's reason for being there is known.
Twin: `pwa/src/records/breach_check/exclusion.ts`; both answer `tests/vectors/exclusion.json`.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.geometry import border_metres, contains
from sync.hours import Window, hours_answer, wall_date

ACCURACY_METRES_MIN = 5
"""No phone knows better where it is, whatever it says (DOMAIN 4b)."""

ACCURACY_METRES_UNKNOWN = 50
"""For a position that does not tell its accuracy (DOMAIN 4b)."""

WEIGHT = (
    "inside_now",
    "too_close",
    "not_answered",
    "outside_hours",
    "outside_area",
    "not_begun",
    "ended",
    "no_warning",
)
"""Of several conditions the first of these speaks: being inside any of them is being inside."""


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of the place and the hours.

    position: (longitude, latitude), micro-degrees; None when refused or not there.
    accuracy_metres: of the position; None is not known. street: as the officer named it.
    said_area (`inside`, `outside`, `unsure`), said_hours (`inside`, `outside`): the officer's own answer,
    which stands before what is worked out.
    """

    position: tuple[int, int] | None = None
    accuracy_metres: int | None = None
    street: str | None = None
    said_area: str | None = None
    said_hours: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """answer: one of `WEIGHT`. by: `position`, `street`, `said`, `everywhere`; None where no area was asked.

    metres: from the area's border, where that was measured. exceptions: the kinds that are allowed all the
    same, of every condition that gave this answer, each once.
    """

    answer: str
    by: str | None
    metres: float | None
    exceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Area:
    """answer: `inside`, `outside`, `unsure` or `not_known`."""

    answer: str
    by: str | None
    metres: float | None = None


def exclusion(
    warning: Mapping[str, Any], zones: Mapping[str, Mapping[str, Any]], here: Here, moment: str
) -> Answer:
    """The answer for one warning.

    warning: its fields. zones: fields of the zones that this copy holds, by record id; one that lacks makes
    the area not known. moment: ISO 8601 with its offset.
    """
    if warning.get("given") is None or warning.get("voided") is not None:
        return Answer("no_warning", None, None, ())
    if any(warning.get(end) is not None for end in ("withdrawn", "replaced", "given_in_error")):
        return Answer("ended", None, None, ())
    conditions = warning.get("conditions") or [{}]
    answers = [_answer(condition, warning, zones, here, moment) for condition in conditions]
    first = min(answers, key=lambda each: WEIGHT.index(each.answer))
    kinds = [kind for each in answers if each.answer == first.answer for kind in each.exceptions]
    return Answer(first.answer, first.by, first.metres, tuple(dict.fromkeys(kinds)))


def window_of(condition: Mapping[str, Any], warning: Mapping[str, Any]) -> Window:
    """When a condition holds: its own dates, and never longer than the warning's.

    A warning that does not say when it begins begins on the day on which it was given.
    """
    given = (warning.get("given") or {}).get("at")
    begins = [
        day for day in (condition.get("from"), warning.get("begins") or (given and wall_date(given))) if day
    ]
    ends = [day for day in (condition.get("to"), warning.get("ends")) if day]
    return Window(
        tuple(condition.get("days") or ()),
        condition.get("from_hour"),
        condition.get("to_hour"),
        max(begins, default=None),
        min(ends, default=None),
    )


def _answer(
    condition: Mapping[str, Any],
    warning: Mapping[str, Any],
    zones: Mapping[str, Mapping[str, Any]],
    here: Here,
    moment: str,
) -> Answer:
    """Dates first: outside of them nothing else counts. Then the hours, then the area."""
    allowed = tuple(condition.get("exceptions") or ())
    hours = hours_answer(window_of(condition, warning), moment)
    if hours in ("not_begun", "ended"):
        return Answer(hours, None, None, allowed)
    if (here.said_hours or hours) != "inside":
        return Answer("outside_hours", None, None, allowed)
    area = _area(condition, zones, here)
    words = {"inside": "inside_now", "outside": "outside_area", "unsure": "too_close"}
    return Answer(words.get(area.answer, "not_answered"), area.by, area.metres, allowed)


def _area(condition: Mapping[str, Any], zones: Mapping[str, Mapping[str, Any]], here: Here) -> _Area:
    if here.said_area is not None:
        return _Area(here.said_area, "said")
    wanted = condition.get("zones") or ()
    if not wanted and not condition.get("area_words"):
        return _Area("inside", "everywhere")
    held = [zones[each] for each in wanted if each in zones]
    if here.position is not None and any(zone.get("polygons") for zone in held):
        found = _by_position(held, here.position, here.accuracy_metres)
        whole = len(held) == len(wanted) and all(zone.get("polygons") for zone in held)
        if whole or found.answer == "inside":
            return found
    return _by_street(condition, held, here.street, whole=len(held) == len(wanted))


def _by_position(
    held: Sequence[Mapping[str, Any]], position: tuple[int, int], accuracy_metres: int | None
) -> _Area:
    """On the line: the border is no farther away than the position may be wrong."""
    polygons = [polygon for zone in held for polygon in zone.get("polygons") or ()]
    metres = border_metres(polygons, position)
    if metres is None:
        return _Area("not_known", None)
    wrong = ACCURACY_METRES_UNKNOWN if accuracy_metres is None else max(ACCURACY_METRES_MIN, accuracy_metres)
    if metres <= wrong:
        return _Area("unsure", "position", metres)
    return _Area("inside" if contains(polygons, position) else "outside", "position", metres)


def _by_street(
    condition: Mapping[str, Any], held: Sequence[Mapping[str, Any]], street: str | None, *, whole: bool
) -> _Area:
    """Named in the area's streets or in the words of the warning is inside; outside only if all are known."""
    named = _folded(street or "")
    if not named:
        return _Area("not_known", None)
    streets = {_folded(each) for zone in held for each in zone.get("streets") or ()}
    words = f" {_folded(condition.get('area_words') or '')} "
    if named in streets or f" {named} " in words:
        return _Area("inside", "street")
    return _Area("outside", "street") if whole and streets else _Area("not_known", None)


def _folded(text: str) -> str:
    """Words as they are compared: no accents, case or punctuation, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    letters = (each for each in decomposed if unicodedata.category(each)[0] != "M")
    return " ".join(
        "".join(each if unicodedata.category(each)[0] in "LN" else " " for each in letters).split()
    )
