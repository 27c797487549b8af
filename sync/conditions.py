"""Conditions over a record's fields, as data that Python and TypeScript evaluate alike.

A condition is a small JSON value. It decides when a field is shown, when it is required, which
computed state a record is in, and which rule of law is met. The shared vectors in
`tests/vectors/conditions.json` hold both evaluators to the same answers.

Forms (exactly one key besides `field`):
    {"field": F, "is": value}          equal; an unset field equals null
    {"field": F, "in": [values]}       one of
    {"field": F, "has": value}         the list held by F (kind `choices`, `append`) contains it
    {"field": F, "has_any": [values]}  ... contains at least one of them
    {"field": F, "filled": bool}       not null, not "", not an empty list or object
    {"field": F, "before": value}      ISO text order; false when unset
    {"field": F, "from": value}        ISO text order, inclusive ("on or after"); false when unset
    {"all": [...]}, {"any": [...]}, {"not": condition}
`F` may reach into a group with a dot (`age.view`) and name context values with a dollar; a
compared value may be a context name too, or another field (`{"field": "ends", "before":
{"field": "begins"}}`).

Context names, each null when the caller does not know it:
    $today, $now      local date; local moment with its offset
    $role             the author's role
    $constable        true when the author holds a constable's authority
    $decision         kind of the newest decision that names the last change of substance
    $sergeant_first   true when a mark matches the warning's recipient or vehicle
    $beyond_default   the first date that is longer than the operation's default period
    $placed           true when the referral is in its agency's stream
    $agreement        state of the strictest agreement of the referral's person with its agency
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Condition: TypeAlias = Mapping[str, Any]
"""A condition in its JSON form."""

Test: TypeAlias = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
"""A condition as a function of a record's fields and the context."""

_Reader: TypeAlias = Callable[[Mapping[str, Any], Mapping[str, Any]], Any]


def is_(field: str, value: Any) -> Condition:
    """`field` equals `value` (unset equals None)."""
    return {"field": field, "is": value}


def in_(field: str, *values: Any) -> Condition:
    """`field` equals one of `values`."""
    return {"field": field, "in": list(values)}


def has(field: str, value: Any) -> Condition:
    """The list in `field` contains `value`."""
    return {"field": field, "has": value}


def has_any(field: str, *values: Any) -> Condition:
    """The list in `field` contains at least one of `values`."""
    return {"field": field, "has_any": list(values)}


def filled(field: str) -> Condition:
    """`field` holds something: not null, not empty text, not an empty list or object."""
    return {"field": field, "filled": True}


def empty(field: str) -> Condition:
    """`field` holds nothing."""
    return {"field": field, "filled": False}


def before(field: str, value: str | Condition) -> Condition:
    """`field` is an ISO date or moment earlier than `value`; false when unset."""
    return {"field": field, "before": value}


def from_(field: str, value: str) -> Condition:
    """`field` is an ISO date or moment on or after `value`; false when unset."""
    return {"field": field, "from": value}


def all_(*conditions: Condition) -> Condition:
    """Every one of `conditions` is true."""
    return {"all": list(conditions)}


def any_(*conditions: Condition) -> Condition:
    """At least one of `conditions` is true."""
    return {"any": list(conditions)}


def not_(condition: Condition) -> Condition:
    """`condition` is false."""
    return {"not": condition}


def evaluate(
    condition: Condition, fields: Mapping[str, Any], context: Mapping[str, Any] | None = None
) -> bool:
    """Whether `condition` is true of a record.

    fields: the record's values by field name, as in a record's text.
    context: values of the names that begin with a dollar, without it (`{"today": "2026-11-22"}`).
    Total: a missing field or context name is null; a form that is not known is false.
    """
    return compiled(condition)(fields, context or {})


def compiled(condition: Condition) -> Test:
    """`condition` as a function of fields and context, for what is asked of every change (`evaluate`)."""
    if "all" in condition:
        return _every([compiled(part) for part in condition["all"]])
    if "any" in condition:
        return _some([compiled(part) for part in condition["any"]])
    if "not" in condition:
        part = compiled(condition["not"])
        return lambda fields, names: not part(fields, names)
    plain = _plain(condition)
    if plain is not None:
        return plain
    for word, holds in _WORDS.items():
        if word in condition:
            return _comparison(_reader(condition.get("field", "")), holds, condition[word])
    return lambda _fields, _names: False


def _every(parts: list[Test]) -> Test:
    def test(fields: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
        for part in parts:  # noqa: SIM110  a generator costs more than what it asks
            if not part(fields, names):
                return False
        return True

    return test


def _some(parts: list[Test]) -> Test:
    def test(fields: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
        for part in parts:  # noqa: SIM110  a generator costs more than what it asks
            if part(fields, names):
                return True
        return False

    return test


def _plain(condition: Condition) -> Test | None:
    """A field of the record itself compared with texts, which most conditions are: at one look. None for others."""
    name = condition.get("field", "")
    if not name or name[0] == "$" or "." in name:
        return None
    wanted = condition.get("is")
    if _is_text(wanted):
        return lambda fields, _names: bool(fields.get(name) == wanted)
    listed = condition.get("in")
    if isinstance(listed, list) and all(map(_is_text, listed)):
        return lambda fields, _names: fields.get(name) in listed
    wanted = condition.get("has")
    if _is_text(wanted):
        return lambda fields, _names: isinstance(held := fields.get(name), list) and wanted in held
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not value.startswith("$")


def _comparison(held: _Reader, holds: Callable[[Any, Any], bool], value: Any) -> Test:
    operand = _operand(value)
    if operand is None:
        return lambda fields, names: holds(held(fields, names), value)
    return lambda fields, names: holds(held(fields, names), operand(fields, names))


def _in(held: Any, values: Any) -> bool:
    return any(_same(held, value) for value in values)


def _has_any(held: Any, values: Any) -> bool:
    return isinstance(held, list) and any(value in held for value in values)


def _filled(held: Any, wanted: Any) -> bool:
    return (held is not None and held not in ("", [], {})) is wanted


def _before(held: Any, limit: Any) -> bool:
    return isinstance(held, str) and isinstance(limit, str) and held < limit


def _from(held: Any, limit: Any) -> bool:
    return isinstance(held, str) and isinstance(limit, str) and held >= limit


def _same(held: Any, value: Any) -> bool:
    # Python holds True == 1; JSON and JavaScript do not.
    return isinstance(held, bool) is isinstance(value, bool) and bool(held == value)


_WORDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": _same,
    "in": _in,
    "has": lambda held, value: _has_any(held, [value]),
    "has_any": _has_any,
    "filled": _filled,
    "before": _before,
    "from": _from,
}


def _operand(value: Any) -> _Reader | None:
    """How a compared value is found when it depends on the record or the context; None when it is itself."""
    if isinstance(value, Mapping):
        return _reader(value.get("field", ""))
    if isinstance(value, str) and value.startswith("$"):
        return _reader(value)
    if isinstance(value, list):
        parts = [_operand(each) for each in value]
        if any(part is not None for part in parts):
            pairs = list(zip(value, parts, strict=True))
            return lambda fields, names: [
                each if part is None else part(fields, names) for each, part in pairs
            ]
    return None


def _reader(path: str) -> _Reader:
    if path.startswith("$"):
        name = path[1:]
        return lambda _fields, names: names.get(name)
    if "." not in path:
        return lambda fields, _names: fields.get(path)
    parts = path.split(".")
    return lambda fields, _names: _reach(fields, parts)


def _reach(held: Any, parts: list[str]) -> Any:
    for part in parts:
        if not isinstance(held, Mapping):
            return None
        held = held.get(part)
    return held
