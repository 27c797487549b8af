"""What a change says: values of every kind from the declarations, with words that can be found again.

Free texts carry a marker, `zq` and eight hexadecimal digits, so that a byte sent to the wrong device is known by it.
"""

import re
from random import Random
from typing import Any

from sync.checks import problems_of_change
from sync.fields import LIST_KINDS, Field, RecordType
from sync.policies import policy_of

MARKER = re.compile(r"zq[0-9a-f]{8}")
WORDS = ("Quiet", "Lamp out", "Two cars", "Café", "Cafe\u0301", "🚓 passed", "Blue door")
PLATES = ("AB12 CDE", "XY?4 *", "LM70 NOP", "")
MOMENTS = ("2026-11-21T20:30:00+00:00", "2026-11-21T23:10:00+00:00", "2026-11-22T02:30:00+00:00")
DATES = ("2026-11-20", "2026-12-01", "2027-02-06")
ELEMENTS = ("a", "b", "c")
ATTEMPTS = 8


def create(
    record_type: RecordType, role: str, chance: Random, given: dict[str, Any]
) -> dict[str, Any] | None:
    """A `set` that creates a record and breaks no rule; None when none was found.

    given: values that have to be in it.
    """
    values = {
        each.name: edit(each, chance)
        for each in record_type.fields
        if each.required and each.name not in given and each.kind != "repeated"
    }
    values |= some(record_type, role, chance, 2) | given
    for _ in range(ATTEMPTS):
        problems = problems_of_change(record_type, "create", values, role=role)
        if not problems:
            return values
        for each in problems:
            _mend(record_type, values, each.path.removeprefix("set/"), each.code, chance, given)
    return None


def some(record_type: RecordType, role: str, chance: Random, most: int) -> dict[str, Any]:
    """Up to `most` values of fields that this role may write, breaking no rule."""
    fields = [each for each in hot(record_type) if role in (each.writers or record_type.writers)]
    values: dict[str, Any] = {}
    for each in chance.sample(fields, min(len(fields), chance.randint(1, most))):
        if each.kind == "repeated":
            element = f"{each.name}/{chance.choice(ELEMENTS)}"
            part = chance.choice(each.parts)
            if chance.random() < 0.2:
                values[f"{element}/removed"] = True
            else:
                values[f"{element}/{part.name}"] = edit(part, chance)
        else:
            values[each.name] = None if chance.random() < 0.05 else edit(each, chance)
    wrong = {each.path.removeprefix("set/").rpartition("/")[0] for each in _wrong(record_type, values, role)}
    wrong |= {each.path.removeprefix("set/") for each in _wrong(record_type, values, role)}
    return {key: value for key, value in values.items() if not any(_under(path, key) for path in wrong)}


def hot(record_type: RecordType) -> list[Field]:
    """The fields that devices meet in: few of each policy, so that they do meet."""
    found: dict[str, list[Field]] = {}
    for each in record_type.fields:
        if each.name in ("reference", "voided", "submitted", "given") or each.kind in SKIPPED:
            continue
        found.setdefault("repeated" if each.kind == "repeated" else policy_of(each), []).append(each)
    return [field for fields in found.values() for field in fields[:3]]


SKIPPED = ("record", "records", "file", "agency")
"""Kinds that name other things: operations fill them in where it matters."""


def edit(field: Field, chance: Random) -> Any:
    """What `set` holds for a field."""
    if field.kind in LIST_KINDS:
        elements = [_element(field, chance) for _ in range(chance.randint(1, 2))]
        if field.required or chance.random() < 0.7:
            return {"add": sorted(set(elements)), "remove": []}
        return {"add": [], "remove": sorted(set(elements))}
    if field.kind == "entries":
        return {"add": [_parts(field, chance)], "remove": []}
    return whole(field, chance)


def whole(field: Field, chance: Random) -> Any:
    """A value of the field's kind."""
    kind = field.kind
    if kind in ("text", "long_text"):
        return text(chance, field.limit or 200)
    if kind == "integer":
        low = field.minimum or 0
        return chance.randint(low, min(field.limit or low + 5, low + 5))
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "choice":
        return chance.choice([each.value for each in field.choices])
    if kind == "group":
        return _parts(field, chance)
    if kind in LIST_KINDS:
        return sorted({_element(field, chance)})
    if kind == "place":
        return {"street": text(chance, 200)}
    return _others(kind, chance)


def text(chance: Random, limit: int) -> str:
    """Words; mostly with a marker of their own, sometimes what somebody else could have written too."""
    words = chance.choice(WORDS)
    if chance.random() < 0.3 or limit < len(words) + 11:
        return words[:limit]
    return f"{words} zq{chance.getrandbits(32):08x}"


def _others(kind: str, chance: Random) -> Any:
    fixed: dict[str, Any] = {
        "date": DATES, "time": ("08:00", "23:15"), "moment": MOMENTS, "plate": PLATES[:3],
        "telephone": ("07700 900123", "07700 900456"),
    }  # fmt: skip
    if kind in fixed:
        return chance.choice(fixed[kind])
    if kind == "position":
        return {"latitude": 53_000_000, "longitude": chance.randint(-5, 5), "accuracy_metres": 12}
    if kind == "polygons":
        return [[[[0, 0], [0, 9], [chance.randint(1, 9), 9]]]]
    if kind == "strokes":
        return [[[1, 2, 3], [4, 5, chance.randint(6, 60)]]]
    return None


def _element(field: Field, chance: Random) -> str:
    if field.kind == "choices":
        return chance.choice([each.value for each in field.choices])
    if field.kind == "hashes":
        return f"{chance.randrange(3):064x}"
    return text(chance, 200)


def _parts(field: Field, chance: Random) -> dict[str, Any]:
    deciding = field.protective_part
    found = {
        part.name: whole(part, chance)
        for part in field.parts
        if part.required or part.name == deciding or chance.random() < 0.3
        if part.kind not in SKIPPED
    }
    return {name: value for name, value in found.items() if value is not None}


def _wrong(record_type: RecordType, values: dict[str, Any], role: str) -> Any:
    return problems_of_change(record_type, "set", values, role=role)


def _under(path: str, key: str) -> bool:
    return path == key or path.startswith(key + "/") or key.startswith(path + "/")


def _mend(
    record_type: RecordType,
    values: dict[str, Any],
    path: str,
    code: str,
    chance: Random,
    given: dict[str, Any],
) -> None:
    name, _, part = path.partition("/")
    field = record_type.by_name.get(name)
    if field is None:
        return
    if code == "field_required" and not part:
        values[name] = given.get(name, edit(field, chance))
    elif code == "field_required" and isinstance(values.get(name), dict):
        declared = next((each for each in field.parts if each.name == part.rpartition("/")[2]), None)
        if declared is not None:
            where = values[name] if field.kind == "group" else (values[name].get("add") or [{}])[0]
            where[declared.name] = whole(declared, chance)
    elif name not in given:
        values.pop(name, None)
        for key in [key for key in values if key.startswith(name + "/")]:
            values.pop(key)
