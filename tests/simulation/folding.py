"""The merge a second time, naively: each key of a record replayed from its first change, straight from PROTOCOL 10.

Slow and plain on purpose. It shares no code with `sync/merge.py` but the declarations.
"""

import json
from typing import Any

from sync.fields import Field
from sync.policies import field_of, policy_of
from sync.records import catalogue
from sync.records.catalogue import CATALOGUE
from tests.simulation.records import RecordShadow, Value
from tests.simulation.violation import hold

Candidate = tuple[int, Any]
"""A position among the changes in force, and what was said there."""

REFUSALS = ("withdrawn", "said_no", "ask_again")


def hold_merge(shadow: RecordShadow, *, is_rendered: bool = True) -> None:
    """Invariants 9 and 11 for one record: what is in force, and every clash, found naively (R10, R11).

    is_rendered: false from a release of the server until every text was rendered again: so long fields that the release
    before did not know stand as it left them.
    """
    record_type = CATALOGUE.get(shadow.text.get("type", ""))
    if record_type is None or shadow.erased:
        return
    bases = _bases(shadow.force)
    shown = {each["field"]: each for each in shadow.text["clashes"]}
    keys = {key for each in shadow.force for key in each["set"]}
    for key in sorted(keys):
        field = field_of(record_type, key)
        policy = policy_of(field)
        if not is_rendered and not _was_known(record_type.name, key):
            continue
        if policy in ("set", "append") or key == "voided" or key.endswith("/removed") or "/" in key:
            continue
        candidates = _candidates(shadow.force, bases, key, policy)
        _hold_key(shadow, key, field, policy, candidates, shown)
    _hold_refusals(shadow, bases)


def _was_known(record_type: str, key: str) -> bool:
    declared = catalogue.CATALOGUE.get(record_type)
    return declared is not None and key.partition("/")[0] in declared.by_name


def _hold_key(
    shadow: RecordShadow, key: str, field: Field | None, policy: str, candidates: list[Candidate],
    shown: dict[str, Value],
) -> None:  # fmt: skip
    place = f"{shadow.text['type']} {shadow.id} {key}"
    values = {_same(value) for _, value in candidates}
    clashing = len(values) > 1 and policy in ("decide", "fixed", "protective")
    hold(11, (key in shown) is clashing, f"{place}: {'no ' if clashing else 'a '}clash is shown")
    if clashing:
        said = {_same(each["value"]) for each in shown[key]["values"]}
        hold(11, said == values, f"{place}: the clash shows other values")
    wanted = _in_force(field, policy, candidates)
    number = 9 if policy in ("protective", "withdrawn") else 11
    hold(number, _same(shadow.fields.get(key)) == _same(wanted), f"{place}: another value is in force")


def _bases(force: list[Value]) -> list[int]:
    """Of each change the position up to which it saw the others."""
    positions: dict[str, int] = {}
    bases = []
    for position, each in enumerate(force):
        base = each["base"]
        bases.append(-1 if base is None else positions.get(base, 0))
        positions[each["id"]] = position
    return bases


def _saw(force: list[Value], bases: list[int], later: int, earlier: int) -> bool:
    if force[later]["install"] == force[earlier]["install"]:
        return bool(force[earlier]["dseq"] < force[later]["dseq"])
    return earlier <= bases[later]


def _candidates(force: list[Value], bases: list[int], key: str, policy: str) -> list[Candidate]:
    """Who is left of all that wrote the key."""
    left: list[Candidate] = []
    # After how many changes in force the clash was open: asked by those who may have seen it.
    open_at = [False] * len(force)
    for now, each in enumerate(force):
        if key in each["set"]:
            left = _joined(force, bases, left, now, key, policy, open_at)
        open_at[now] = _is_open(left, policy)
    return left


def _joined(
    force: list[Value], bases: list[int], left: list[Candidate], now: int, key: str, policy: str,
    open_at: list[bool],
) -> list[Candidate]:  # fmt: skip
    named_ids = {change for change, field in force[now]["resolves"] if field == key}
    named = {at for at, _ in left if force[at]["id"] in named_ids}
    settled = {_same(value) for at, value in left if at in named}
    kept: list[Candidate] = []
    newer = False
    for at, value in left:
        own = force[at]["install"] == force[now]["install"]
        seen = _saw(force, bases, now, at)
        gone = at in named or (_same(value) in settled and seen)
        if policy == "latest":
            gone = True
        elif policy != "fixed" and seen:
            blocked = not own and policy != "withdrawn" and bases[now] >= 0 and open_at[bases[now]]
            gone = gone or not blocked
        if not gone:
            kept.append((at, value))
            newer = newer or (own and _saw(force, bases, at, now))
    if not newer or policy == "fixed":
        kept.append((now, force[now]["set"][key]))
    return kept


def _is_open(left: list[Candidate], policy: str) -> bool:
    return policy in ("decide", "fixed", "protective") and len({_same(value) for _, value in left}) > 1


def _in_force(field: Field | None, policy: str, candidates: list[Candidate]) -> Any:
    if not candidates:
        return None
    values = [value for _, value in candidates]
    if policy == "latest":
        return values[-1]
    if field is None or policy in ("decide", "fixed") or len({_same(each) for each in values}) == 1:
        return values[0]
    order = list(field.protective)
    if policy == "protective" and not order:
        return None
    return min(values, key=lambda each: (_strength(field, policy, order, each), _same(each)))


def _strength(field: Field, policy: str, order: list[str], value: Any) -> int:
    said = value.get(field.protective_part) if field.protective_part and isinstance(value, dict) else value
    if said is None:
        return 1_000
    if said in order:
        return order.index(said)
    return 500 if policy == "withdrawn" else -1


def _hold_refusals(shadow: RecordShadow, bases: list[int]) -> None:
    """Invariant 9 without any fold: a yes stands only when every no before it was seen by somebody who wrote since."""
    if shadow.text["type"] != "agreement" or shadow.fields.get("state") != "given":
        return
    writers = [at for at, each in enumerate(shadow.force) if "state" in each["set"]]
    for at in writers:
        if shadow.force[at]["set"]["state"] in REFUSALS:
            answered = any(_saw(shadow.force, bases, other, at) for other in writers if other != at)
            hold(
                9, answered, f"agreement {shadow.id}: a refusal was overruled by somebody who had not seen it"
            )


def _same(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
