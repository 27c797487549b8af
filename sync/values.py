"""Whether one value has the form of its field's kind (PROTOCOL section 5). No other field is asked.

Twin: `pwa/src/records/values.ts`, held to the same answers by `tests/vectors/records/`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from sync.fields import LIST_KINDS, LIST_LIMIT, LONG_TEXT_LIMIT, TEXT_LIMIT, Field
from sync.files import FILE_BYTES_MAX, FILE_TYPES
from sync.problems import Problem, problem

INTEGER_MAX = 2**53 - 1
YEAR_MIN, YEAR_MAX = 1900, 2200
"""Years that content may speak of. Others cannot be meant."""
LATITUDE_MAX, LONGITUDE_MAX, ACCURACY_MAX = 90_000_000, 180_000_000, 40_000_000
"""Micro-degrees; metres."""
POSITION_SOURCES = ("phone", "map")
"""Measured by the phone, or put on the map by hand."""
AT = Field("at", "moment", "When")
STROKES_BYTES_MAX = 60_000
POINTS_MAX = 4_000

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HASH = re.compile(r"[0-9a-f]{64}")
PLATE_CHARACTERS_MAX = 15
PLATE = re.compile(rf"[A-Z0-9?* ]{{1,{PLATE_CHARACTERS_MAX}}}")
TELEPHONE = re.compile(r"\+?[0-9 ()-]{3,30}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](0[0-9]|1[0-4]):[0-5][0-9]"
)
SURROGATE = re.compile("[\ud800-\udfff]")

_TEXTS = ("text", "long_text")

Found: TypeAlias = Iterator[Problem]


def problems_of_value(field: Field, value: Any, path: str, today: str | None = None) -> Found:
    """What is wrong with a whole value of `field`, as a record's text holds it.

    path: where it stands, for the problems. today: local date, for fields that cannot lie ahead;
    None asks nothing. Null is right everywhere: it clears.
    """
    if value is None or is_plainly_right(field, value):
        return
    if field.kind in LIST_KINDS or field.kind == "entries":
        yield from _list(field, value, path, today)
    elif field.kind == "group":
        yield from problems_of_parts(field, value, path, today)
    else:
        yield from _CHECKS[field.kind](field, value, path)
        if field.never_future and today is not None and isinstance(value, str) and value[:10] > today:
            yield problem("date_in_future", path)


def is_plainly_right(field: Field, value: Any) -> bool:
    """Whether a value of one of the kinds written most is right at a first look; False says nothing.

    Nearly every value is, and a push has thousands of them: the rest of this page is for the others.
    """
    kind = field.kind
    if type(value) is str:
        if kind == "choice":
            return value in field.offered
        return kind in _TEXTS and value.isascii() and len(value) <= _limit(field)
    return kind == "boolean" and type(value) is bool


def problems_of_edit(field: Field, value: Any, path: str, today: str | None = None) -> Found:
    """What is wrong with an edit of a list: `{"add": [...], "remove": [...]}`.

    What is removed may be a choice that is no longer offered.
    """
    if value is None:
        return
    if not (
        isinstance(value, Mapping)
        and set(value) == {"add", "remove"}
        and all(isinstance(value[key], list) for key in ("add", "remove"))
    ):
        yield problem("type_wrong", path, expected="an object with the lists add and remove")
        return
    yield from _list(field, value["add"], f"{path}/add", today)
    if len(value["remove"]) > (field.limit or LIST_LIMIT):
        yield problem("list_too_long", f"{path}/remove", limit=field.limit or LIST_LIMIT)


def problems_of_parts(field: Field, value: Any, path: str, today: str | None = None) -> Found:
    """What is wrong with an object made of `field.parts`. Parts that are not known are kept."""
    if not isinstance(value, Mapping):
        yield problem("type_wrong", path, expected="an object")
        return
    for part in field.parts:
        yield from problems_of_value(part, value.get(part.name), f"{path}/{part.name}", today)


def _list(field: Field, value: Any, path: str, today: str | None) -> Found:
    if not isinstance(value, list):
        yield problem("type_wrong", path, expected="a list")
        return
    limit = field.limit or LIST_LIMIT
    if len(value) > limit:
        yield problem("list_too_long", path, limit=limit)
    for index, element in enumerate(value[:limit]):
        place = f"{path}/{index}"
        if field.kind == "entries":
            yield from problems_of_parts(field, element, place, today)
        else:
            yield from _ELEMENTS[field.kind](field, element, place)


def _text(field: Field, value: Any, path: str) -> Found:
    yield from _words(value, path, _limit(field))


def _limit(field: Field) -> int:
    return field.limit or (LONG_TEXT_LIMIT if field.kind == "long_text" else TEXT_LIMIT)


def _words(value: Any, path: str, limit: int) -> Found:
    if not isinstance(value, str):
        yield problem("type_wrong", path, expected="a text")
    elif not value.isascii() and SURROGATE.search(value):
        yield problem("lone_surrogate", path)
    elif len(value) > limit:
        yield problem("text_too_long", path, limit=limit)


def _line(_field: Field, value: Any, path: str) -> Found:
    yield from _words(value, path, TEXT_LIMIT)


def _whole(value: Any) -> bool:
    # Beyond ±(2^53 - 1) JavaScript does not hold a whole number exactly.
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= INTEGER_MAX


def _integer(field: Field, value: Any, path: str) -> Found:
    minimum = -INTEGER_MAX if field.minimum is None else field.minimum
    limit = INTEGER_MAX if field.limit is None else field.limit
    if not _whole(value):
        yield problem("type_wrong", path, expected="a whole number")
    elif not minimum <= value <= limit:
        yield problem("number_out_of_range", path, minimum=minimum, limit=limit)


def _boolean(_field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, bool):
        yield problem("type_wrong", path, expected="true or false")


def _choice(field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, str):
        yield problem("type_wrong", path, expected="a text")
    elif value not in field.offered:
        yield problem("choice_unknown", path)


def _date(_field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, str):
        yield problem("type_wrong", path, expected="a date like 2026-11-22")
    elif not DATE.fullmatch(value) or not _exists(value):
        yield problem("date_impossible", path)


def _time(_field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, str):
        yield problem("type_wrong", path, expected="a time like 22:05")
    elif not TIME.fullmatch(value):
        yield problem("date_impossible", path)


def _moment(_field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, str):
        yield problem("type_wrong", path, expected="a moment like 2026-11-22T22:05:00+00:00")
    elif not MOMENT.fullmatch(value) or not _exists(value[:10]):
        yield problem("date_impossible", path)


def _exists(day: str) -> bool:
    try:
        return YEAR_MIN <= date.fromisoformat(day).year <= YEAR_MAX
    except ValueError:
        return False


def _place(_field: Field, value: Any, path: str) -> Found:
    if not isinstance(value, Mapping):
        yield problem("type_wrong", path, expected="an object with street, words or position")
        return
    for key, limit in (("street", TEXT_LIMIT), ("words", 500)):
        if value.get(key) is not None:
            yield from _words(value[key], f"{path}/{key}", limit)
    if value.get("position") is not None:
        yield from _position(_field, value["position"], f"{path}/position")


def _position(_field: Field, value: Any, path: str) -> Found:
    keys = ("latitude", "longitude", "accuracy_metres")
    if not isinstance(value, Mapping) or not all(_whole(value.get(key)) for key in keys):
        yield problem("type_wrong", path, expected="latitude, longitude and accuracy_metres, whole numbers")
    elif not _on_earth(value["longitude"], value["latitude"]):
        yield problem("position_off_earth", path)
    elif not 0 <= value["accuracy_metres"] <= ACCURACY_MAX:
        yield problem("number_out_of_range", f"{path}/accuracy_metres", minimum=0, limit=ACCURACY_MAX)
    else:
        yield from _origin(value, path)


def _origin(value: Mapping[str, Any], path: str) -> Found:
    """How a position came about; older apps do not say."""
    source, at, moved = (value.get(key) for key in ("source", "at", "moved_metres"))
    if source is not None and source not in POSITION_SOURCES:
        yield problem("choice_unknown", f"{path}/source")
    if at is not None:
        yield from _moment(AT, at, f"{path}/at")
    if moved is None:
        return
    if not _whole(moved):
        yield problem("type_wrong", f"{path}/moved_metres", expected="a whole number")
    elif not 0 <= moved <= ACCURACY_MAX:
        yield problem("number_out_of_range", f"{path}/moved_metres", minimum=0, limit=ACCURACY_MAX)


def _on_earth(longitude: int, latitude: int) -> bool:
    return abs(longitude) <= LONGITUDE_MAX and abs(latitude) <= LATITUDE_MAX


def _points(lists: Any, width: int) -> list[list[int]] | None:
    """The points of a list of lists of points of so many whole numbers; None when it is not that."""
    if not isinstance(lists, list) or not all(isinstance(points, list) for points in lists):
        return None
    points = [point for points in lists for point in points]
    shaped = all(isinstance(each, list) and len(each) == width and all(map(_whole, each)) for each in points)
    return points if shaped else None


def _polygons(_field: Field, value: Any, path: str) -> Found:
    rings = [_points(polygon, 2) for polygon in value] if isinstance(value, list) else [None]
    if any(points is None for points in rings):
        yield problem("type_wrong", path, expected="polygons of rings of [longitude, latitude]")
        return
    points = [point for each in rings if each is not None for point in each]
    if len(points) > POINTS_MAX:
        yield problem("list_too_long", path, limit=POINTS_MAX)
    elif not all(_on_earth(*point) for point in points):
        yield problem("position_off_earth", path)


def _strokes(_field: Field, value: Any, path: str) -> Found:
    if _points(value, 3) is None:
        yield problem("type_wrong", path, expected="strokes of [x, y, ms]")
    elif len(json.dumps(value, separators=(",", ":"))) > STROKES_BYTES_MAX:
        yield problem("strokes_too_large", path)


def _file(_field: Field, value: Any, path: str) -> Found:
    if not (
        isinstance(value, Mapping)
        and isinstance(value.get("sha256"), str)
        and HASH.fullmatch(value["sha256"])
        and _whole(value.get("bytes"))
        and isinstance(value.get("mime"), str)
    ):
        yield problem("type_wrong", path, expected="sha256, bytes and mime of a file")
    elif value["bytes"] < 1:
        yield problem("file_empty", path)
    elif value["bytes"] > FILE_BYTES_MAX:
        yield problem("file_too_large", path, megabytes=FILE_BYTES_MAX // 1_000_000)
    elif value["mime"] not in FILE_TYPES:
        yield problem("file_type_wrong", path)


def _plate(_field: Field, value: Any, path: str) -> Found:
    if isinstance(value, str) and len(value) > PLATE_CHARACTERS_MAX:
        yield problem("text_too_long", path, limit=PLATE_CHARACTERS_MAX)
    else:
        yield from _matching(PLATE, "plate_malformed")(_field, value, path)


def _matching(pattern: re.Pattern[str], code: str) -> Callable[[Field, Any, str], Found]:
    def check(_field: Field, value: Any, path: str) -> Found:
        if not isinstance(value, str):
            yield problem("type_wrong", path, expected="a text")
        elif not pattern.fullmatch(value):
            yield problem(code, path)

    return check


_ID = _matching(re.compile(rf"{UUID.pattern}|system"), "id_malformed")

_CHECKS: Mapping[str, Callable[[Field, Any, str], Found]] = {
    "text": _text,
    "long_text": _text,
    "integer": _integer,
    "boolean": _boolean,
    "choice": _choice,
    "date": _date,
    "time": _time,
    "moment": _moment,
    "place": _place,
    "position": _position,
    "polygons": _polygons,
    "record": _matching(UUID, "id_malformed"),
    "person": _ID,
    "agency": _matching(UUID, "id_malformed"),
    "plate": _plate,
    "telephone": _matching(TELEPHONE, "telephone_malformed"),
    "strokes": _strokes,
    "file": _file,
}

_ELEMENTS: Mapping[str, Callable[[Field, Any, str], Found]] = {
    "choices": _choice,
    "texts": _line,
    "records": _matching(UUID, "id_malformed"),
    "hashes": _matching(HASH, "hash_malformed"),
}
