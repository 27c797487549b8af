"""What a device shows while its own changes have no verdict: they are laid over what the server said.

A device does not merge, because clashes are the server's to find (PROTOCOL section 15): a pending
change simply says what it says. `pwa/src/store/overlay.ts` is the twin; `tests/vectors/overlay.json`
holds both to the same answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sync.fields import LIST_KINDS, Field, RecordType
from sync.policies import REMOVED, field_of, same

Fields: TypeAlias = dict[str, Any]


def overlay(
    record_type: RecordType,
    base: Mapping[str, Any],
    pending: Sequence[Mapping[str, Any]],
    removed: Iterable[str] = (),
) -> Fields:
    """The fields of a record as the device shows them.

    base: `fields` of the record's text; empty before the server has said anything. pending: own
    changes without a verdict, in the order of `dseq`: `id`, `author`, `at`, `set` of PROTOCOL section 4.
    removed: `field/element` of elements that were taken away before: writing to one does not bring it back.
    """
    fields: Fields = dict(base)
    gone = set(removed)
    for change in pending:
        for key, value in change["set"].items():
            _lay(record_type, fields, key, value, change)
            if key.endswith("/" + REMOVED.name):
                (gone.add if value is True else gone.discard)(key.rpartition("/")[0])
    for name in {each.partition("/")[0] for each in gone} & fields.keys():
        fields[name] = [each for each in fields[name] if f"{name}/{each['element']}" not in gone]
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _lay(record_type: RecordType, fields: Fields, key: str, value: Any, change: Mapping[str, Any]) -> None:
    name, _, rest = key.partition("/")
    if not rest:
        fields[name] = _laid(field_of(record_type, key), fields.get(name), value, change)
        return
    element, _, part = rest.partition("/")
    rows = [dict(each) for each in fields.get(name) or ()]
    row = next((each for each in rows if each["element"] == element), None)
    if row is None:
        row = {"element": element}
        rows.append(row)
    if part != REMOVED.name:
        row[part] = _laid(field_of(record_type, key), row.get(part), value, change)
        if row[part] is None:
            del row[part]
    fields[name] = rows


def _laid(field: Field | None, held: Any, value: Any, change: Mapping[str, Any]) -> Any:
    if field is None or not isinstance(value, Mapping):
        return value
    if field.kind in LIST_KINDS:
        return _edited(held or [], value)
    if field.kind == "entries":
        return [
            *(held or []),
            *(
                {
                    "id": f"{change['id']}/{place}",
                    "author": change["author"],
                    "at": change["at"]["wall"],
                    "value": each,
                }
                for place, each in enumerate(value["add"])
            ),
        ]
    return value


def _edited(held: Sequence[Any], edit: Mapping[str, Any]) -> list[Any]:
    added = {same(each) for each in edit["add"]}
    gone = {same(each) for each in edit["remove"]} - added
    kept = {same(each): each for each in (*held, *edit["add"])}
    return sorted(each for text, each in kept.items() if text not in gone)
