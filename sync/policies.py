"""Which of several values is in force: the policies of PROTOCOL section 10.

Plain values in, a value out; nothing here depends on the order in which changes arrived, except
where a policy says so (`decide`, `fixed`: the earliest; `latest`: the newest).
"""

import json
from collections.abc import Sequence
from typing import Any

from sync.fields import Field, RecordType

VOIDED = "voided"
REMOVED = Field("removed", "boolean", "Taken away", policy="protective", personal=False)
"""The part that every repeated element has. While it clashes the element stays."""


def field_of(record_type: RecordType | None, key: str) -> Field | None:
    """The declaration behind a key of `set` (`age`, `conditions/k1/to`), or None when unknown."""
    if record_type is None:
        return None
    if "/" not in key:
        return record_type.by_name.get(key)
    name, _, rest = key.partition("/")
    declared = record_type.by_name.get(name)
    if not rest or declared is None:
        return declared if not rest else None
    part = rest.partition("/")[2]
    if part == REMOVED.name:
        return REMOVED
    return next((each for each in declared.parts if each.name == part), None)


def same(value: Any) -> str:
    """A text that is equal for equal JSON values and only for them (1 is not true)."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def policy_of(field: Field | None) -> str:
    """The policy by which a key merges; kinds that are lists have theirs from the kind."""
    return "decide" if field is None else field.merging


def value_in_force(field: Field | None, values: Sequence[Any]) -> Any:
    """The value in force among candidates, given in ledger order; None when there are none."""
    if not values:
        return None
    if len(values) == 1:
        return values[0]
    policy = policy_of(field)
    if policy == "latest":
        return values[-1]
    if len({same(each) for each in values}) == 1 or policy in ("decide", "fixed") or field is None:
        return values[0]
    if policy == "protective" and not field.protective:
        return None
    # Values of equal rank are told apart by their text, so that the order of arrival does not matter.
    return min(values, key=lambda each: (rank(field, each), same(each)))


def rank(field: Field, value: Any) -> int:
    """How strongly a value holds under `protective` and `withdrawn`; the smallest is in force.

    protective: the place in the field's order; a value that is not in it comes before all others.
    withdrawn: the values that stay, in their order, then every other. An unset value comes last.
    """
    deciding = value
    if field.protective_part is not None:
        deciding = value.get(field.protective_part) if isinstance(value, dict) else None
    if deciding is None:
        return len(field.protective) + 1
    if isinstance(deciding, str) and deciding in field.protective:
        return field.protective.index(deciding)
    return len(field.protective) if field.policy == "withdrawn" else -1


def elements_in_force(field: Field, elements: dict[str, list[list[Any]]]) -> list[Any]:
    """The list that additions and removals leave, sorted.

    elements: JSON text of an element → the operations that no later one has seen, as
    [index of the change, "add" or "remove"].
    """
    winner = field.winner or "add"
    kept = []
    for text, operations in elements.items():
        said = {operation for _, operation in operations}
        if winner in said and len(said) > 1:
            said = {winner}
        if said == {"add"}:
            # A text without escapes stands in its JSON as it is.
            kept.append(text[1:-1] if text[0] == '"' and "\\" not in text else json.loads(text))
    return sorted(kept, key=lambda each: each if isinstance(each, str) else same(each))
