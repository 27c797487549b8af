"""The fold of a record: policies, clashes, disputes, what came late."""

import json
from typing import Any

import pytest

from sync.fields import Field, RecordType
from sync.merge import Entry, Outcome, RecordState, apply, decide_late, keep_late, new_state
from sync.view import clashes_of, fields_of, flags_of, history_of, last_change_of, late_of

TYPE = RecordType(
    name="made_up",
    label="Made up",
    plural="Made up",
    home="op",
    creators=("officer",),
    writers=("officer",),
    fields=(
        Field("voided", "group", "Voided", policy="protective"),
        Field("words", "text", "Words"),
        Field("reference", "text", "Reference", policy="fixed"),
        Field("colour", "text", "Colour", policy="latest"),
        Field("risk", "text", "Risk", policy="protective", protective=("high", "medium", "low")),
        Field("plate", "text", "Plate", policy="protective"),
        Field("state", "text", "State", policy="withdrawn", protective=("withdrawn", "said_no", "given")),
        Field("concerns", "texts", "Concerns", policy="set", winner="add"),
        Field("shared", "texts", "Shared", policy="set", winner="remove"),
        Field("contacts", "entries", "Contacts", policy="append"),
        Field(
            "lines",
            "repeated",
            "Lines",
            parts=(Field("text", "text", "Text"), Field("days", "texts", "Days")),
        ),
    ),
)


def change(change_id: str, install: str, values: dict[str, Any], **more: Any) -> Entry:
    """A change by an install; its number follows from its id (`A1` is the first of A)."""
    return {
        "id": change_id, "install": install, "author": install, "stream": "op/h", "dseq": int(change_id[1:]),
        "op": "set", "base": None, "at": "then", "received_at": "now", "set": values, "resolves": [],
        "reason": None, "install_code": "7K", "verdict": None, "position": None, "saw": -1, "late": None,
        "why": None, "seen": None, "seq": None, "flags": [],
    } | more  # fmt: skip


def fold(*changes: Entry) -> RecordState:
    """The state after these changes."""
    state = new_state("r", "made_up")
    for each in changes:
        apply(state, each, TYPE)
    return state


def clashing(state: RecordState) -> dict[str, list[Any]]:
    """Field → clashing values."""
    return {each["field"]: [value["value"] for value in each["values"]] for each in clashes_of(state, TYPE)}


def test_a_change_that_saw_the_last_replaces_it() -> None:
    """A value that its author has seen and replaced is gone without a question."""
    state = fold(change("A1", "A", {"words": "one"}), change("B1", "B", {"words": "two"}, base="A1"))

    assert {"words": "two"} == fields_of(state, TYPE)
    assert {} == clashing(state)
    assert [{"words": "one"}, {}] == [each["set"] for each in history_of(state, TYPE)]


def test_two_that_did_not_see_each_other_clash_and_the_earlier_is_in_force() -> None:
    """Policy `decide`: both values stay until a person decides."""
    state = fold(
        change("A1", "A", {"words": "one"}),
        change("B1", "B", {"words": "two"}, base="A1"),
        change("C1", "C", {"words": "three"}, base="A1"),
    )

    assert {"words": "two"} == fields_of(state, TYPE)
    assert {"words": ["two", "three"]} == clashing(state)


def test_a_base_before_the_last_foreign_change_is_still_a_clash_with_an_earlier_one() -> None:
    """All changes since the base count, not only the newest."""
    state = fold(
        change("A1", "A", {"words": "one"}),
        change("B1", "B", {"words": "two"}, base="A1"),
        change("B2", "B", {"colour": "red"}, base="B1"),
        change("C1", "C", {"words": "three"}, base="A1"),
    )

    assert {"words": ["two", "three"]} == clashing(state)


def test_the_same_value_twice_is_no_clash() -> None:
    """Two who write the same agree."""
    state = fold(
        change("A1", "A", {}),
        change("B1", "B", {"words": "x"}, base="A1"),
        change("C1", "C", {"words": "x"}, base="A1"),
    )

    assert {} == clashing(state)


def test_a_clash_ends_when_a_change_names_its_values() -> None:
    """`resolves` settles; seeing alone does not."""
    clash = [
        change("A1", "A", {}),
        change("B1", "B", {"words": "two"}, base="A1"),
        change("C1", "C", {"words": "three"}, base="A1"),
    ]
    seen = fold(*clash, change("S1", "S", {"words": "four"}, base="C1"))
    named = fold(
        *clash, change("S1", "S", {"words": "three"}, base="C1", resolves=[["B1", "words"], ["C1", "words"]])
    )

    assert {"words": ["two", "three", "four"]} == clashing(seen)
    assert ({"words": "three"}, {}) == (fields_of(named, TYPE), clashing(named))


def test_a_value_that_arrives_after_the_decision_clashes_with_it() -> None:
    """Whoever decided did not see it."""
    state = fold(
        change("A1", "A", {}),
        change("B1", "B", {"words": "two"}, base="A1"),
        change("C1", "C", {"words": "three"}, base="A1"),
        change("S1", "S", {"words": "two"}, base="C1", resolves=[["B1", "words"], ["C1", "words"]]),
        change("D1", "D", {"words": "late"}, base="A1"),
    )

    assert {"words": ["two", "late"]} == clashing(state)


def test_the_same_install_replaces_its_own_value_and_only_by_a_later_number() -> None:
    """An earlier change of a phone that arrives late does not undo its later one."""
    inside = fold(change("A1", "A", {"words": "one"}), change("A2", "A", {"words": "two"}))
    swapped = fold(change("A2", "A", {"words": "two"}), change("A1", "A", {"words": "one"}))

    assert {"words": "two"} == fields_of(inside, TYPE) == fields_of(swapped, TYPE)


def test_fixed_is_set_once() -> None:
    """A second value clashes even from the author, and even when the first was seen."""
    state = fold(change("A1", "A", {"reference": "H-1"}), change("A2", "A", {"reference": "H-2"}, base="A1"))

    assert ({"reference": "H-1"}, {"reference": ["H-1", "H-2"]}) == (fields_of(state, TYPE), clashing(state))


def test_latest_is_the_newest_and_never_a_clash() -> None:
    """Order in the ledger decides what is cosmetic."""
    state = fold(change("A1", "A", {"colour": "red"}), change("B1", "B", {"colour": "blue"}))

    assert ({"colour": "blue"}, {}) == (fields_of(state, TYPE), clashing(state))


def test_the_most_protective_value_is_in_force_in_either_order() -> None:
    """The higher risk beats the lower, an unknown one beats all, and both are shown."""
    high, low = change("B1", "B", {"risk": "high"}), change("C1", "C", {"risk": "low"})
    odd = change("D1", "D", {"risk": "of a newer app"})

    assert {"risk": "high"} == fields_of(fold(dict(high), dict(low)), TYPE)
    assert {"risk": "high"} == fields_of(fold(dict(low), dict(high)), TYPE)
    assert {"risk": "of a newer app"} == fields_of(fold(dict(low), dict(odd), dict(high)), TYPE)


def test_nothing_is_in_force_while_values_without_an_order_clash() -> None:
    """Two readings of one plate: none is confirmed."""
    state = fold(change("B1", "B", {"plate": "KWJ"}), change("C1", "C", {"plate": "KVJ"}))

    assert ({}, {"plate": ["KWJ", "KVJ"]}) == (fields_of(state, TYPE), clashing(state))


def test_withdrawn_stays_until_somebody_who_saw_it_gives_again() -> None:
    """A yes that did not see the no loses, is flagged, and asks no question."""
    lost = [
        change("A1", "A", {"state": "given"}),
        change("B1", "B", {"state": "withdrawn"}, base="A1"),
        change("C1", "C", {"state": "given"}, base="A1"),
    ]
    losing = fold(*lost)
    again = fold(*(dict(each) for each in lost), change("D1", "D", {"state": "given"}, base="C1"))

    assert ({"state": "withdrawn"}, {}) == (fields_of(losing, TYPE), clashing(losing))
    assert [{"code": "giving_lost", "change": "C1", "field": "state"}] == flags_of(losing, TYPE)
    assert ({"state": "given"}, []) == (fields_of(again, TYPE), flags_of(again, TYPE))


def test_lists_join_and_the_stated_winner_wins_for_one_element() -> None:
    """Concerns stay when one adds and another removes; what may be shared goes."""
    values = {"concerns": {"add": ["debt"], "remove": []}, "shared": {"add": ["name"], "remove": []}}
    without = {"concerns": {"add": ["fear"], "remove": ["debt"]}, "shared": {"add": [], "remove": ["name"]}}
    state = fold(change("B1", "B", values), change("C1", "C", without))
    seen = fold(change("B1", "B", values), change("C1", "C", without, base="B1"))

    assert {"concerns": ["debt", "fear"]} == fields_of(state, TYPE)
    assert {"concerns": ["fear"]} == fields_of(seen, TYPE)


def test_entries_are_all_kept_with_their_authors() -> None:
    """Policy `append`: an id for each, in ledger order."""
    state = fold(
        change("B1", "B", {"contacts": {"add": [{"how": "call"}, {"how": "text"}], "remove": []}}),
        change("C1", "C", {"contacts": {"add": [{"how": "visit"}], "remove": []}}),
    )

    contacts = fields_of(state, TYPE)["contacts"]

    assert ["B1/0", "B1/1", "C1/0"] == [each["id"] for each in contacts]
    assert ["B", "B", "C"] == [each["author"] for each in contacts]


def test_clearing_a_list_is_a_removal_of_everything_whenever_it_arrives() -> None:
    """What may be shared stays cleared beside an addition that did not see it; a concern that was added stays."""
    first = change("A1", "A", {"concerns": {"add": ["debt"]}, "shared": {"add": ["name"]}})
    cleared = change("B1", "B", {"concerns": None, "shared": None}, base="A1")
    added = change("C1", "C", {"concerns": {"add": ["fear"]}, "shared": {"add": ["risk"]}}, base="A1")
    again = change("D1", "D", {"shared": {"add": ["risk"]}}, base="B1")

    for order in ([first, cleared, added], [first, added, cleared]):
        assert fields_of(fold(*order), TYPE) == {"concerns": ["fear"]}
    assert fields_of(fold(first, cleared, again), TYPE) == {"shared": ["risk"]}


def test_parts_of_an_element_merge_one_by_one() -> None:
    """Two people who edit two parts of one line do not clash."""
    state = fold(
        change("A1", "A", {"lines/k1/text": "Do not stop"}),
        change("B1", "B", {"lines/k1/days": {"add": ["fri"], "remove": []}}, base="A1"),
        change("C1", "C", {"lines/k1/text": "Do not stop here"}, base="A1"),
    )

    assert [{"element": "k1", "text": "Do not stop here", "days": ["fri"]}] == fields_of(state, TYPE)["lines"]
    assert {} == clashing(state)


def test_an_edit_disputes_a_voiding_that_did_not_see_it() -> None:
    """The record stays in force until a person decides, whichever came first."""
    first = change("A1", "A", {"words": "one"})
    void = change("B1", "B", {"voided": {"reason": "double"}}, base="A1")
    edit = change("C1", "C", {"words": "two"}, base="A1")

    void_first = fold(dict(first), dict(void), dict(edit))
    edit_first = fold(dict(first), dict(edit), dict(void))

    assert {"words": "two"} == fields_of(void_first, TYPE) == fields_of(edit_first, TYPE)
    assert [None, {"reason": "double"}] == clashing(edit_first)["voided"]
    assert [{"reason": "double"}, None] == clashing(void_first)["voided"]


@pytest.mark.parametrize("settled_by", ["own voiding", "a voiding that saw it", "its name"])
def test_an_edit_that_was_settled_disputes_no_voiding_that_comes_later(settled_by: str) -> None:
    """Whether a voiding that did not see an edit comes before or after the one that settles it, nothing is open."""
    reason = {"voided": {"reason": "double"}}
    first, edit = change("A1", "A", {"words": "one"}), change("B1", "B", {"words": "two"}, base="A1")
    voided = change("C1", "C", reason, base="A1")
    settled = {
        "own voiding": change("B2", "B", reason, base="A1"),
        "a voiding that saw it": change("D1", "D", reason, base="B1"),
        "its name": change("D1", "D", reason, base="A1", resolves=[["B1", "voided"]]),
    }[settled_by]

    for order in ([first, edit, settled, voided], [first, edit, voided, settled]):
        assert clashes_of(fold(*order), TYPE) == []


def test_a_disputed_voiding_is_settled_by_naming_both_sides() -> None:
    """Voided after all, or not: one change decides."""
    disputed = [
        change("A1", "A", {"words": "one"}),
        change("B1", "B", {"voided": {"reason": "double"}}, base="A1"),
        change("C1", "C", {"words": "two"}, base="A1"),
    ]
    both = [["B1", "voided"], ["C1", "voided"]]

    gone = fold(*disputed, change("S1", "S", {"voided": {"reason": "double"}}, base="C1", resolves=both))

    assert {"reason": "double"} == fields_of(gone, TYPE)["voided"]
    assert {} == clashing(gone)


def test_taking_an_element_away_is_disputed_like_a_voiding() -> None:
    """A line that somebody edits while another removes it stays until a person decides."""
    state = fold(
        change("A1", "A", {"lines/k1/text": "one"}),
        change("B1", "B", {"lines/k1/removed": True}, base="A1"),
        change("C1", "C", {"lines/k1/text": "two"}, base="A1"),
    )
    seen = fold(
        change("A1", "A", {"lines/k1/text": "one"}), change("B1", "B", {"lines/k1/removed": True}, base="A1")
    )

    assert [{"element": "k1", "text": "two"}] == fields_of(state, TYPE)["lines"]
    assert {"lines/k1/removed": [True, None]} == clashing(state)
    assert {} == fields_of(seen, TYPE)


def test_what_came_late_is_shown_and_not_in_force_until_applied() -> None:
    """A supervisor applies or rejects; both leave it in the history."""
    state = fold(change("A1", "A", {"words": "one"}))
    keep_late(state, change("B1", "B", {"words": "two"}, base="A1"), "grant_ended")
    waiting = json.loads(json.dumps(state))

    outcome = decide_late(state, "B1", "apply", TYPE)
    decide_late(waiting, "B1", "reject", TYPE)

    assert Outcome("accepted") == outcome
    assert {"words": "two"} == fields_of(state, TYPE)
    assert ("B1", []) == (last_change_of(state), late_of(state))
    assert ({"words": "one"}, []) == (fields_of(waiting, TYPE), late_of(waiting))
    assert ["accepted", "late"] == [each["verdict"] for each in history_of(waiting, TYPE)]
    assert decide_late(state, "B1", "apply", TYPE) is None


def test_a_late_change_of_a_phone_does_not_undo_its_own_later_one() -> None:
    """A giving written before the same phone's withdrawal stays behind it, even when applied afterwards."""
    state = fold(change("B2", "B", {"state": "withdrawn"}))
    keep_late(state, change("B1", "B", {"state": "given"}), "dseq_repeated")

    decide_late(state, "B1", "apply", TYPE)

    assert {"state": "withdrawn"} == fields_of(state, TYPE)


def test_the_outcome_names_what_others_changed() -> None:
    """accepted, merged or conflicted, with the fields."""
    state = new_state("r", "made_up")

    first = apply(state, change("A1", "A", {"words": "one"}), TYPE)
    merged = apply(state, change("B1", "B", {"colour": "red"}), TYPE)
    clash = apply(state, change("C1", "C", {"words": "two"}), TYPE)
    again = apply(state, change("C1", "C", {"words": "two"}), TYPE)

    assert [
        Outcome("accepted"), Outcome("merged", ("words",)), Outcome("conflicted", ("words",)), Outcome("known")
    ] == [first, merged, clash, again]  # fmt: skip


def test_an_unknown_field_of_a_newer_app_is_kept() -> None:
    """Unjudged, policy `decide`."""
    state = fold(change("A1", "A", {"from_2027": {"a": [1]}}), change("B1", "B", {"from_2027": 2}))

    assert ({"from_2027": {"a": [1]}}, {"from_2027": [{"a": [1]}, 2]}) == (
        fields_of(state, TYPE),
        clashing(state),
    )
