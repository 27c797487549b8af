"""What holds of the merge for any changes: split, repeated, in two orders of arrival."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge import Entry, RecordState, apply, new_state
from sync.messages import record_text
from sync.policies import same
from sync.view import clashes_of, fields_of
from tests.sync.test_merge import TYPE, change

THOROUGHLY = settings(
    max_examples=int(os.environ.get("LANTERN_HISTORIES", "150")), deadline=None, derandomize=True
)
"""How many histories each property is tried on; `script/test --long` asks for 20,000."""

COIN: st.SearchStrategy[Any] = st.booleans()
WORDS = st.sampled_from(["one", "two", "three"])
EDIT = st.fixed_dictionaries(
    {"add": st.lists(WORDS, max_size=2, unique=True), "remove": st.lists(WORDS, max_size=2, unique=True)}
)
LISTED = st.one_of(EDIT, EDIT, EDIT, st.none())
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "voided": st.sampled_from([None, {"reason": "double"}]),
    "words": st.one_of(st.none(), WORDS),
    "reference": WORDS,
    "colour": WORDS,
    "risk": st.sampled_from(["high", "medium", "low", "odd", None]),
    "plate": WORDS,
    "state": st.sampled_from(["withdrawn", "said_no", "given", None]),
    "concerns": LISTED,
    "shared": LISTED,
    "contacts": st.fixed_dictionaries({"add": st.lists(WORDS, max_size=2), "remove": st.just([])}),
    "lines/k1/text": WORDS,
    "lines/k1/days": LISTED,
    "lines/k1/removed": st.sampled_from([True, False]),
    "lines/k2/text": WORDS,
    "from_2027": st.integers(0, 2),
}
SETS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), min_size=1, max_size=4).flatmap(
    lambda keys: st.fixed_dictionaries({key: VALUES[key] for key in keys})
)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """A ledger order: installs write in turns, each having seen some prefix, some settling clashes."""
    numbers = dict.fromkeys("ABC", 0)
    done: list[Entry] = []
    for _ in range(draw(st.integers(1, 9))):
        install = draw(st.sampled_from("ABC"))
        numbers[install] += 1
        values = draw(SETS)
        base = draw(st.sampled_from([None, "Z9", *(each["id"] for each in done)]))
        resolves = [[draw(st.sampled_from(done))["id"], key] for key in values if done and draw(COIN)]
        done.append(change(f"{install}{numbers[install]}", install, values, base=base, resolves=resolves))
    return done


@st.composite
def two_orders(draw: st.DrawFn) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """A trunk that all have seen, and what three phones then wrote offline, arriving in two orders."""
    trunk = [change(f"T{n + 1}", "T", draw(SETS)) for n in range(draw(st.integers(1, 2)))]
    phones = {
        install: [
            change(f"{install}{n + 1}", install, draw(SETS), base=trunk[-1]["id"])
            for n in range(draw(st.integers(0, 3)))
        ]
        for install in "ABC"
    }
    turns = [install for install, changes in phones.items() for _ in changes]
    return trunk, *(_in_turns(phones, draw(st.permutations(turns))) for _ in range(2))  # type: ignore[return-value]


def _in_turns(phones: dict[str, list[Entry]], turns: list[str]) -> list[Entry]:
    waiting = {install: iter(changes) for install, changes in phones.items()}
    return [next(waiting[install]) for install in turns]


def folded(changes: list[Entry]) -> RecordState:
    """The state after these changes, none of which is touched."""
    state = new_state("r", "made_up")
    for each in deepcopy(changes):
        apply(state, each, TYPE)
    return state


def text(state: RecordState) -> str:
    """The record as it would be sent."""
    return record_text(state, TYPE, stream="op/h", version=1)


@given(histories(), st.data())
@THOROUGHLY
def test_any_split_and_any_repetition_give_the_same_state(changes: list[Entry], data: st.DataObject) -> None:
    """Batches do not matter, nor storing and reading between them, nor hearing a change again."""
    whole = folded(changes)

    state = new_state("r", "made_up")
    for place, each in enumerate(deepcopy(changes)):
        apply(state, each, TYPE)
        if data.draw(st.booleans()):
            apply(state, deepcopy(changes[data.draw(st.integers(0, place))]), TYPE)
        if data.draw(st.booleans()):
            state = json.loads(json.dumps(state))

    assert text(whole) == text(state)


@given(two_orders())
@THOROUGHLY
def test_two_orders_of_arrival_agree_as_each_policy_promises(
    orders: tuple[list[Entry], list[Entry], list[Entry]],
) -> None:
    """The same value for lists and agreements, the same in force for protective ones, the same set for others."""
    trunk, first, second = orders

    one, other = folded(trunk + first), folded(trunk + second)

    left, right = fields_of(one, TYPE), fields_of(other, TYPE)
    assert _clashing(one) == _clashing(other)
    for name in ("voided", "risk", "plate", "state", "concerns", "shared"):
        assert left.get(name) == right.get(name), name
    assert _bag(left.get("contacts", [])) == _bag(right.get("contacts", []))
    for name in ("words", "reference", "from_2027"):
        assert _shown(one, name) == _shown(other, name), name


@given(histories())
@THOROUGHLY
def test_no_value_is_lost_without_somebody_who_saw_it(changes: list[Entry]) -> None:
    """A value that nobody saw, named, or wrote over on the same phone is in force or in a clash."""
    state = folded(changes)
    entries = {each["id"]: each for each in state["entries"]}

    for name in ("words", "risk", "plate", "from_2027"):
        shown = _shown(state, name)
        for each in entries.values():
            if name in each["set"] and not list(_replacing(each, name, list(entries.values()))):
                assert same(each["set"][name]) in shown


def _replacing(earlier: Entry, name: str, entries: list[Entry]) -> Iterator[Entry]:
    for later in entries:
        if later["position"] <= earlier["position"] or name not in later["set"]:
            continue
        saw = later["install"] == earlier["install"] or earlier["position"] <= later["saw"]
        # Naming one value settles every equal one that its author saw.
        if saw or [earlier["id"], name] in later["resolves"]:
            yield later


def _clashing(state: RecordState) -> dict[str, set[str]]:
    return {
        each["field"]: {same(value["value"]) for value in each["values"]} for each in clashes_of(state, TYPE)
    }


def _shown(state: RecordState, name: str) -> set[str]:
    return _clashing(state).get(name) or {same(fields_of(state, TYPE).get(name))}


def _bag(values: list[Any]) -> list[str]:
    return sorted(same(each) for each in values)
