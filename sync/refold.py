"""A record folded again from its entries, and without what was erased (PROTOCOL sections 10 and 19).

Erasing takes the words and leaves the structure: who wrote when, which fields, in which place. An erased
value replaces what it had replaced, so that nothing older comes back; then it counts for nothing, but that
a protective field waits for a person and an erased answer never lets a giving count.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from sync.fields import RecordType
from sync.merge import CLEARED, Entry, RecordState, put_in_force
from sync.policies import REMOVED, VOIDED, field_of, policy_of, same

_UUID = re.compile(r"/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
"""An element that no person has named."""

Said: TypeAlias = dict[str, set[str]]
"""Key → JSON texts of the elements that changes which are still readable add or remove."""


def refold(state: RecordState, record_type: RecordType | None) -> None:
    """Fold a record anew, in place, from its entries in the order in which they came into force.

    Without an erasure nothing changes by it. Costs what folding the record's changes one by one costs.
    """
    in_force = [index for index, entry in enumerate(state["entries"]) if entry["position"] is not None]
    in_force.sort(key=lambda index: int(state["entries"][index]["position"]))
    for index in in_force:
        state["entries"][index]["position"] = None
    state["next"] = 0
    state["keys"] = {}
    for index in in_force:
        put_in_force(state, index, record_type)


def refold_as_judged(state: RecordState, record_type: RecordType | None) -> None:
    """Fold a record anew, in place, under what is declared or readable now. Verdicts stay as they were given."""
    verdicts = [entry["verdict"] for entry in state["entries"]]
    refold(state, record_type)
    for entry, verdict in zip(state["entries"], verdicts, strict=True):
        entry["verdict"] = verdict


def erase(state: RecordState, changes: Collection[str], record_type: RecordType | None) -> list[str]:
    """Take the words of these changes out of a record, in place, and fold it again.

    Verdicts stay as they were given. Doing it again changes nothing. Returns the changes of the record
    that were erased now, in ledger order.
    """
    now = [entry for entry in state["entries"] if entry["id"] in changes and "erased" not in entry]
    if not now:
        return []
    for entry in now:
        _take_words(entry, record_type)
    said = _said(state)
    for entry in state["entries"]:
        if "erased" in entry:
            _keep_what_others_say(entry, said, record_type)
    refold_as_judged(state, record_type)
    return [str(entry["id"]) for entry in now]


def _take_words(entry: Entry, record_type: RecordType | None) -> None:
    values, entry["set"], entry["reason"] = entry["set"], {}, None
    entry["erased"] = {key: _effect(key, value, record_type) for key, value in values.items()}
    names = {key.partition("/")[0] for key in values} - set(record_type.paired if record_type else ())
    entry["lost"] = sorted(each for each in names if record_type is not None and each in record_type.by_name)
    entry["flags"] = [flag for flag in entry["flags"] if flag[1] is None]
    if entry["late"] == "waiting":
        entry["late"] = "rejected"


def _effect(key: str, value: Any, record_type: RecordType | None) -> Any:
    """What a value did to other values, without the value: None where it only stood for itself, or for a field that was
    not known when it was erased.
    """
    if key == VOIDED and value:
        return {"reason": "erased"}
    if key.endswith("/" + REMOVED.name):
        return value is True
    if ("/" in key and value == key.split("/")[1]) or (record_type and key in record_type.paired):
        return value  # Ids that the key, or the record's own id, tells anyway.
    policy = policy_of(field_of(record_type, key))
    if policy == "set":
        return CLEARED if value is None else {"remove": list(_mapping(value).get("remove") or ())}
    return {} if policy == "append" else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _said(state: RecordState) -> Said:
    said: Said = {}
    for entry in state["entries"]:
        for key, value in entry["set"].items():
            elements = said.setdefault(key, set())
            for operation in ("add", "remove") if isinstance(value, Mapping) else ():
                listed = value.get(operation)
                elements.update(same(each) for each in (listed if isinstance(listed, list) else ()))
    return said


def _keep_what_others_say(entry: Entry, said: Said, record_type: RecordType | None) -> None:
    """Keep keys and elements of an erased change only where they tell nothing that others do not."""
    elements = {key.rpartition("/")[0] for key in said if "/" in key}
    kept = {}
    for key, effect in entry["erased"].items():
        element = key.rpartition("/")[0]
        if "/" in key:
            is_known = element in elements or bool(_UUID.search(element))
        else:
            is_known = key in said or field_of(record_type, key) is not None
        if not is_known:
            continue
        if isinstance(effect, Mapping) and "remove" in effect:
            effect = {"remove": [each for each in effect["remove"] if same(each) in said.get(key, ())]}  # noqa: PLW2901  narrowed
        kept[key] = effect
    entry["erased"] = kept
    entry["resolves"] = [pair for pair in entry["resolves"] if pair[1] in kept]
