"""What a record's state says to a reader: fields in force, clashes, what came late, flags, history.

The parts of a record's text (PROTOCOL section 7), before `sync/messages.py` writes it for a stream.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sync.fields import Field, RecordType
from sync.merge import Entry, RecordState, is_clashing, is_erased
from sync.policies import (
    REMOVED,
    elements_in_force,
    field_of,
    policy_of,
    rank,
    same,
    value_in_force,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a record is written.

    stream: the agency's stream; None is the home stream, whose readers see everything.
    since: index of the first ledger entry that the reader may see.
    """

    stream: str | None = None
    since: int = 0

    def shows(self, entry: Entry) -> bool:
        """Whether the author's name and reasons are for this reader: written in their own stream."""
        return self.stream is None or entry["stream"] == self.stream


HOME = Reader()

ERASED = "erased"
"""What stands for an erased value among clashing ones; no JSON text looks like it."""

GIVEN = "given"
"""The value of an agreement that loses against every stricter one."""


def fields_of(state: RecordState, record_type: RecordType | None, reader: Reader = HOME) -> dict[str, Any]:
    """Every field that holds something, in the form of a record's text (PROTOCOL section 5)."""
    return fields_from(values_of(state, record_type, reader), record_type)


def values_of(state: RecordState, record_type: RecordType | None, reader: Reader = HOME) -> dict[str, Any]:
    """What is in force under each key that was ever written; keys as in a change's `set`."""
    return {key: _value(state, key, record_type, reader) for key in state["keys"]}


def fields_from(values: Mapping[str, Any], record_type: RecordType | None) -> dict[str, Any]:
    """The fields that `values_of` gives."""
    fields: dict[str, Any] = {}
    repeated = set()
    for key, value in values.items():
        name, _, rest = key.partition("/")
        if not rest:
            fields[name] = value
            continue
        repeated.add(name)
        element, _, part = rest.partition("/")
        elements = fields.setdefault(name, {})
        if isinstance(elements, dict) and values.get(f"{name}/{element}/{REMOVED.name}") is not True:
            parts = elements.setdefault(element, {"element": element})
            if part != REMOVED.name and value is not None:
                parts[part] = value
    for name in repeated:
        if isinstance(fields[name], dict):
            fields[name] = list(fields[name].values())
    known = record_type.by_name if record_type else {}
    order = [*(name for name in known if name in fields), *sorted(fields.keys() - known.keys())]
    return {name: fields[name] for name in order if fields[name] is not None and fields[name] != []}


def clashes_of(
    state: RecordState, record_type: RecordType | None, reader: Reader = HOME
) -> list[dict[str, Any]]:
    """Open clashes with their values in ledger order; one value stands for all that are equal.

    A reader who came later sees a value from before only when it is the one in force.
    """
    clashes: list[dict[str, Any]] = []
    if len(state["entries"]) == 1:
        return clashes
    for key in state["keys"]:
        if not is_clashing(state, key, record_type):
            continue
        values = _clash_values(state, key, field_of(record_type, key), reader)
        if len(values) > 1:
            clashes.append({"field": key, "values": values})
    return clashes


def late_of(state: RecordState, reader: Reader = HOME) -> list[dict[str, Any]]:
    """Changes in the ledger that wait for a supervisor's decision."""
    return [
        _testimony(entry, reader) | {"set": entry["set"], "why": entry["why"]}
        for entry in state["entries"][reader.since :]
        if entry["late"] == "waiting"
    ]


def flags_of(
    state: RecordState, record_type: RecordType | None, reader: Reader = HOME
) -> list[dict[str, Any]]:
    """Flags of changes, and a giving that lost against something stricter (policy `withdrawn`)."""
    flags = [
        {"code": code, "change": entry["id"], "field": field}
        for entry in state["entries"][reader.since :]
        for code, field in entry["flags"]
    ]
    withdrawing = record_type is not None and record_type.withdrawing
    for key, held in state["keys"].items() if withdrawing else ():
        field = field_of(record_type, key)
        if field is not None and policy_of(field) == "withdrawn":
            flags.extend(
                {"code": "giving_lost", "change": state["entries"][index]["id"], "field": key}
                for index in _lost_givings(field, held["candidates"])
                if index >= reader.since
            )
    return flags


def history_of(
    state: RecordState,
    record_type: RecordType | None,
    reader: Reader = HOME,
    at_home: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Every change in ledger order, with those of its values that are no longer the record's.

    at_home: what `values_of` says to readers of the home stream, where it is known already.
    """
    current = values_of(state, record_type) if at_home is None else at_home
    return [
        _testimony(entry, reader)
        | {
            "op": entry["op"],
            "fields": entry["lost"] if "erased" in entry else list(entry["set"]),
            "set": {
                key: left
                for key, value in entry["set"].items()
                if current.get(key, _CURRENT) is not value or entry["position"] is None or "/" in key
                if (left := _no_longer(key, value, entry, current, record_type)) is not _CURRENT
            },
            "reason": entry["reason"] if reader.shows(entry) else None,
            "verdict": entry["verdict"],
        }
        | ({"erased": True} if "erased" in entry else {})
        for entry in state["entries"][reader.since :]
    ]


def erased_of(state: RecordState, record_type: RecordType | None) -> list[str]:
    """Names of fields of which something was erased and nothing has been said since.

    One value: while none is in force. A list: until somebody writes to it again.
    """
    names = []
    for name in sorted({name for entry in _in_force(state) for name in entry.get("lost", ())}):
        lost = max(int(each["position"]) for each in _in_force(state) if name in each.get("lost", ()))
        if "candidates" in state["keys"].get(name, {}):
            held = state["keys"][name]["candidates"]
            gone = any(is_erased(state, index, name) for index, _ in held)
            restated = not gone or _candidate_in_force(state, name, field_of(record_type, name)) is not None
        else:
            restated = any(
                int(each["position"]) > lost
                for each in _in_force(state)
                if any(key.partition("/")[0] == name for key in each["set"])
            )
        if not restated:
            names.append(name)
    return names


def last_change_of(state: RecordState) -> str | None:
    """Id of the newest change in force: what a device names as `base`."""
    newest = max(_in_force(state), key=lambda entry: int(entry["position"]), default=None)
    return None if newest is None else str(newest["id"])


def created_of(state: RecordState, reader: Reader = HOME) -> dict[str, Any]:
    """Who made the record and when; without author and code for a reader who came later."""
    first = state["entries"][0]
    hidden = reader.stream is not None and not (reader.since == 0 and reader.shows(first))
    return {
        "author": None if hidden else first["author"],
        "at": first["at"],
        "received_at": first["received_at"],
        "install_code": None if hidden else first["install_code"],
    }


def changed_of(state: RecordState, reader: Reader = HOME) -> dict[str, Any]:
    """Who changed the record last and when; a change that came late counts too."""
    newest = state["entries"][-1]
    return {
        "author": newest["author"] if reader.shows(newest) else None,
        "at": newest["at"],
        "received_at": newest["received_at"],
    }


def _in_force(state: RecordState) -> list[Entry]:
    return [entry for entry in state["entries"] if entry["position"] is not None]


def _value(state: RecordState, key: str, record_type: RecordType | None, reader: Reader = HOME) -> Any:
    held = state["keys"][key]
    alone = held.get("candidates", ())
    if len(alone) == 1 and not is_erased(state, alone[0][0], key):
        return alone[0][1]
    field = field_of(record_type, key)
    if "elements" in held and field is not None:
        return elements_in_force(field, held["elements"])
    if "added" in held:
        return [
            _added(state["entries"][index], place, value, reader) for index, place, value in held["added"]
        ]
    return _candidate_in_force(state, key, field)


def _candidate_in_force(state: RecordState, key: str, field: Field | None) -> Any:
    """The value in force of those that were not erased; an erased answer never lets a giving count."""
    candidates = _in_ledger_order(state, state["keys"][key]["candidates"])
    left = [value for index, value in candidates if not is_erased(state, index, key)]
    in_force = value_in_force(field, left)
    if len(left) == len(candidates) or field is None or policy_of(field) != "withdrawn":
        return in_force
    return in_force if rank(field, in_force) < len(field.protective) and in_force != GIVEN else None


def _added(entry: Entry, place: int, value: Any, reader: Reader) -> dict[str, Any]:
    author = entry["author"] if reader.shows(entry) else None
    return {"id": f"{entry['id']}/{place}", "author": author, "at": entry["at"], "value": value}


def _in_ledger_order(state: RecordState, candidates: list[list[Any]]) -> list[list[Any]]:
    return sorted(candidates, key=lambda each: int(state["entries"][each[0]]["position"]))


def _clash_values(state: RecordState, key: str, field: Field | None, reader: Reader) -> list[dict[str, Any]]:
    candidates = _in_ledger_order(state, state["keys"][key]["candidates"])
    erased = {index for index, _ in candidates if is_erased(state, index, key)}
    in_force = same(_candidate_in_force(state, key, field))
    shown: dict[str, dict[str, Any]] = {}
    for index, value in candidates:
        text = ERASED if index in erased else same(value)
        if text in shown or (index < reader.since and text != in_force):
            continue
        entry = state["entries"][index]
        others = [
            state["entries"][other]
            for other, said in candidates
            if (ERASED if other in erased else same(said)) != text
        ]
        shown[text] = _testimony(entry, reader) | {
            "value": value,
            "in_force": text == in_force,
            "saw_other": any(other["position"] <= entry["saw"] for other in others),
            "reason": entry["reason"] if reader.shows(entry) else None,
        }
        if index in erased:
            shown[text]["erased"] = True
    return list(shown.values())


def _testimony(entry: Entry, reader: Reader) -> dict[str, Any]:
    return {
        "change": entry["id"],
        "author": entry["author"] if reader.shows(entry) else None,
        "at": entry["at"],
        "received_at": entry["received_at"],
    }


def _lost_givings(field: Field, candidates: list[list[Any]]) -> list[int]:
    in_force = value_in_force(field, [value for _, value in candidates])
    return [index for index, value in candidates if value == GIVEN and in_force != GIVEN]


_CURRENT = object()


def _no_longer(
    key: str, value: Any, entry: Entry, current: Mapping[str, Any], record_type: RecordType | None
) -> Any:
    """What of a written value is no longer in force, or `_CURRENT` when all of it still is."""
    if entry["position"] is None:
        return value
    gone = key.count("/") == 2 and current.get(key.rpartition("/")[0] + "/" + REMOVED.name) is True
    policy = policy_of(field_of(record_type, key))
    if policy == "append":
        return _CURRENT
    if policy != "set":
        return _CURRENT if same(current[key]) == same(value) and not gone else value
    if not isinstance(value, Mapping):
        return value
    left = {
        "add": [each for each in value.get("add", ()) if gone or each not in current[key]],
        "remove": [each for each in value.get("remove", ()) if each in current[key]],
    }
    return left if left["add"] or left["remove"] else _CURRENT
