"""What can be said about a change or a record from its definition alone.

`problems_of_change` is the judgement that needs only a change's values and its schema: the phone
makes it before saving, the server before anything else, and both say the same
(`pwa/src/records/validate.ts`). What depends on the merged state never refuses a change:
`missing_for_final`, `state_of` and `broken_rules` look at a record and feed flags, lists, tasks.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sync.conditions import evaluate
from sync.fields import LIST_KINDS, LIST_LIMIT, Field, RecordType, Rule, State
from sync.policies import REMOVED
from sync.problems import Problem, problem
from sync.values import is_plainly_right, problems_of_edit, problems_of_value

Values: TypeAlias = Mapping[str, Any]
Context: TypeAlias = Mapping[str, Any]

ELEMENT = re.compile(r"[a-z0-9-]{1,36}")


def problems_of_change(
    record_type: RecordType, op: str, values: Values, *, role: str, today: str | None = None
) -> list[Problem]:
    """Everything that is wrong with a change's `set`, or nothing.

    op: `create` or `set`. values: the change's `set` (PROTOCOL section 5). role: the author's.
    today: local date, for fields that cannot lie ahead; None does not ask them.
    Fields that the definition does not know are a newer client's and are no problem.
    """
    found = list(_permissions(record_type, op, values, role))
    for key, value in values.items():
        declared = record_type.by_name.get(key)
        if declared is None or not is_plainly_right(declared, value):
            found += _problems_of_key(record_type, key, value, today)
    found += _crowded(record_type, values)
    if op == "create" and not found:
        # Without today: what was right on the day it was written is not refused when it arrives later.
        found += _incomplete(record_type, fields_of(record_type, values), {"role": role})
    return found


def missing_for_final(record_type: RecordType, fields: Values, context: Context | None = None) -> list[str]:
    """Paths of what a record still needs, when it counts as final; empty otherwise.

    fields: the record's, as in its text. context: see `sync/conditions.py`.
    A path is `age`, `safe_contact/how`, `conditions/k1/text`, `contacts/0/at`. What is voided needs nothing.
    """
    if holds(fields.get("voided")):
        return []
    names = context or {}
    if record_type.is_final is not None and not record_type.is_final(fields, names):
        return []
    return list(_missing(record_type.lacking, fields, fields, names, ""))


def state_of(record_type: RecordType, fields: Values, context: Context | None = None) -> State | None:
    """The first state whose condition holds; None for a type or record without one."""
    return next((each for each in record_type.states if evaluate(each.when, fields, context)), None)


def broken_rules(record_type: RecordType, fields: Values, context: Context | None = None) -> list[Rule]:
    """The rules that stand in the way: hard ones, those for a sergeant, those without their reason.

    Whether a sergeant has decided is not asked here: that is the state.
    """
    return [
        rule
        for rule in record_type.rules
        if evaluate(rule.when, fields, context)
        and not (rule.reason_field is not None and holds(fields.get(rule.reason_field)))
    ]


def fields_of(record_type: RecordType, values: Values) -> dict[str, Any]:
    """What a `create` alone makes of a record: lists from additions, elements from their keys."""
    fields: dict[str, Any] = {}
    elements: dict[str, dict[str, dict[str, Any]]] = {}
    for key, value in values.items():
        if "/" not in key:
            if holds(value):
                whole = record_type.by_name.get(key)
                fields[key] = (
                    _held(whole.kind, value) if whole is not None and isinstance(value, dict) else value
                )
            continue
        name, _, rest = key.partition("/")
        element, _, part = rest.partition("/")
        declared = record_type.by_name.get(name)
        if rest and declared is not None:
            kind = next((each.kind for each in declared.parts if each.name == part), "")
            held = elements.setdefault(name, {}).setdefault(element, {"element": element})
            held[part] = _held(kind, value)
        elif holds(value):
            fields[key] = value
    for name, by_id in elements.items():
        fields[name] = [by_id[each] for each in sorted(by_id) if by_id[each].get("removed") is not True]
    return fields


def holds(value: Any) -> bool:
    """Whether a value says something: not null, not empty text, list or object. False does."""
    return bool(value) or (value is not None and value not in ("", [], {}))


def _held(kind: str, value: Any) -> Any:
    if not isinstance(value, Mapping) or "add" not in value:
        return value
    if kind in LIST_KINDS:
        return sorted(value["add"])
    if kind == "entries":
        return [{"id": str(index), "value": each} for index, each in enumerate(value["add"])]
    return value


def _permissions(record_type: RecordType, op: str, values: Values, role: str) -> Iterator[Problem]:
    usual: tuple[str, ...] = record_type.writers
    if op == "create":
        usual = (*usual, *record_type.creators)
        if role not in record_type.creators:
            yield problem("create_not_permitted")
            return
    for key in values:
        declared = record_type.by_name.get(key if "/" not in key else key.partition("/")[0])
        if role not in (usual if declared is None or declared.writers is None else declared.writers):
            yield problem("not_permitted", f"set/{key}")


def _problems_of_key(record_type: RecordType, key: str, value: Any, today: str | None) -> Iterator[Problem]:
    name, slash, rest = key.partition("/")
    declared, path = record_type.by_name.get(name), f"set/{key}"
    if declared is None:
        return
    if declared.kind == "repeated":
        yield from _problems_of_element(declared, rest, value, path, today)
    elif slash:
        yield problem("type_wrong", path, expected="the whole field as one value")
    elif declared.kind in LIST_KINDS or declared.kind == "entries":
        yield from problems_of_edit(declared, value, path, today)
    else:
        yield from problems_of_value(declared, value, path, today)


def _problems_of_element(
    declared: Field, rest: str, value: Any, path: str, today: str | None
) -> Iterator[Problem]:
    element, _, name = rest.partition("/")
    if not ELEMENT.fullmatch(element) or not name:
        yield problem("element_malformed", path)
        return
    part = next((each for each in (*declared.parts, REMOVED) if each.name == name), None)
    if part is None:
        return
    if part.kind in LIST_KINDS:
        yield from problems_of_edit(part, value, path, today)
    else:
        yield from problems_of_value(part, value, path, today)


def _crowded(record_type: RecordType, values: Values) -> Iterator[Problem]:
    for declared in record_type.fields:
        if declared.kind == "repeated":
            start = f"{declared.name}/"
            count = len({key.split("/")[1] for key in values if key.startswith(start)})
            if count > (declared.limit or LIST_LIMIT):
                yield problem("list_too_long", f"set/{declared.name}", limit=declared.limit or LIST_LIMIT)


def _incomplete(record_type: RecordType, fields: Values, context: Context) -> Iterator[Problem]:
    """What keeps a record that is created final from being so."""
    if record_type.is_final is not None and not record_type.is_final(fields, context):
        return
    for path in missing_for_final(record_type, fields, context):
        yield problem("field_required", f"set/{path}")
    for rule in broken_rules(record_type, fields, context):
        if rule.strength == "hard":
            yield problem("rule_broken", f"set/{rule.field}", words=rule.words, rule=rule.code)


def _missing(
    declared: tuple[Field, ...], held: Values, fields: Values, context: Context, before: str
) -> Iterator[str]:
    """Paths of what is needed and not there. held: these fields' values; fields: all that conditions see."""
    for field in declared:
        value = held.get(field.name)
        if not holds(value):
            if _needed(field, fields, context):
                yield before + field.name
        elif field.kind == "group" and isinstance(value, Mapping):
            yield from _missing(field.parts, value, {**fields, **value}, context, f"{before}{field.name}/")
        elif field.kind in ("repeated", "entries"):
            yield from _missing_in_list(field, value, fields, context, before + field.name)


def _missing_in_list(field: Field, value: Any, fields: Values, context: Context, path: str) -> Iterator[str]:
    for index, element in enumerate(value):
        held = element.get("value", {}) if field.kind == "entries" else element
        name = index if field.kind == "entries" else element["element"]
        yield from _missing(field.parts, held, {**fields, **held}, context, f"{path}/{name}/")


def _needed(field: Field, fields: Values, context: Context) -> bool:
    if not field.required and (field.is_required is None or not field.is_required(fields, context)):
        return False
    return field.is_shown is None or field.is_shown(fields, context)
