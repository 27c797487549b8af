"""A record folded again: the same without an erasure, and after one nothing of what was erased."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge import Entry, RecordState, decide_late, keep_late, new_state
from sync.merge import apply as apply_change
from sync.messages import record_text
from sync.refold import erase, refold
from sync.view import clashes_of, erased_of, fields_of, history_of
from tests.sync.test_merge import TYPE, change, clashing, fold
from tests.sync.test_merge_properties import histories


def folded_with_late(changes: list[Entry], data: st.DataObject) -> RecordState:
    """Some of these changes come late, and some of those are applied in the middle of the others."""
    coin: st.SearchStrategy[Any] = st.booleans()
    decisions: st.SearchStrategy[Any] = st.sampled_from(["apply", "reject"])
    state = new_state("r", "made_up")
    waiting: list[str] = []
    for each in deepcopy(changes):
        if data.draw(coin):
            apply_change(state, each, TYPE)
        else:
            keep_late(state, each, "grant_ended")
            waiting.append(each["id"])
        if waiting and data.draw(coin):
            decide_late(state, waiting.pop(0), data.draw(decisions), TYPE)
    return state


def as_stored(state: RecordState) -> RecordState:
    """The state after it was written to its row and read again."""
    stored: RecordState = json.loads(json.dumps(state))
    return stored


@given(histories(), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_folding_again_gives_the_state_that_grew_change_by_change(
    changes: list[Entry], data: st.DataObject
) -> None:
    """Keys, candidates, intervals of clashes, positions, verdicts: everything, also with late changes between."""
    state = as_stored(folded_with_late(changes, data))
    before = deepcopy(state)
    for entry in state["entries"]:
        if entry["position"] is not None:
            entry["verdict"] = entry["saw"] = None

    refold(state, TYPE)

    assert json.dumps(before) == json.dumps(state)


@given(histories(), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_erasing_one_by_one_and_all_at_once_are_the_same(changes: list[Entry], data: st.DataObject) -> None:
    """Nor does it matter how often; and what was erased is in no word of the state."""
    state = folded_with_late(changes, data)
    chosen = data.draw(st.lists(st.sampled_from([each["id"] for each in changes]), unique=True))
    at_once, by_turns = deepcopy(state), deepcopy(state)

    erase(at_once, chosen, TYPE)
    for each in chosen:
        erase(by_turns, [each], TYPE)
        erase(by_turns, [each], TYPE)

    assert json.dumps(at_once) == json.dumps(by_turns)
    assert [[each["verdict"], each["position"]] for each in state["entries"]] == [
        [each["verdict"], each["position"]] for each in at_once["entries"]
    ]


@given(histories(), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_erasing_never_gives_what_was_not_given_and_shares_nothing_more(
    changes: list[Entry], data: st.DataObject
) -> None:
    """An agreement stays ungiven, a list of what is shared grows by nothing, what was voided stays so."""
    state = fold(*deepcopy(changes))
    before = fields_of(state, TYPE)

    erase(state, data.draw(st.sets(st.sampled_from([each["id"] for each in changes]))), TYPE)

    after = fields_of(state, TYPE)
    assert before.get("state") == "given" or after.get("state") != "given"
    assert set(after.get("shared", [])) <= set(before.get("shared", []))
    assert set(after.get("concerns", [])) <= set(before.get("concerns", []))
    assert "voided" not in before or "voided" in after


@given(histories(), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_word_of_an_erased_change_is_left(changes: list[Entry], data: st.DataObject) -> None:
    """Each change says words of its own in every field; after the erasure they are nowhere in state or text."""
    marked = [_with_words_of_its_own(each) for each in deepcopy(changes)]
    state = fold(*marked)
    chosen = data.draw(st.sets(st.sampled_from([each["id"] for each in changes])))

    erase(state, chosen, TYPE)

    written = json.dumps(state) + record_text(state, TYPE, stream="op/h", version=1)
    for each in marked:
        assert (f"-of-{each['id']}-" in written) is (each["id"] not in chosen), each["id"]


def _with_words_of_its_own(entry: Entry) -> Entry:
    mark = f"words-of-{entry['id']}-"
    values: dict[str, Any] = {
        "words": mark, "plate": mark, "colour": mark, "new_in_2030": mark, "voided": {"reason": mark},
        "concerns": {"add": [mark], "remove": ["one"]}, "shared": {"add": [], "remove": [mark]},
        "contacts": {"add": [mark], "remove": []}, f"lines/{mark.lower()}/text": mark,
        "lines/k1/days": {"add": [mark], "remove": []},
    }  # fmt: skip
    return entry | {"set": values, "reason": mark, "flags": [["reference_missing", f"lines/{mark}/x"]]}


def test_an_erased_value_leaves_the_field_empty_and_says_so() -> None:
    """What it had replaced does not come back; the history keeps who and when."""
    state = fold(change("A1", "A", {"words": "Sorrel"}), change("B1", "B", {"words": "Bryony"}, base="A1"))

    erase(state, ["B1"], TYPE)

    assert {} == fields_of(state, TYPE)
    assert ["words"] == erased_of(state, TYPE)
    newest = history_of(state, TYPE)[-1]
    assert (True, ["words"], {}) == (newest["erased"], newest["fields"], newest["set"])


def test_what_is_restated_is_no_longer_shown_as_erased() -> None:
    """A single value and a list alike."""
    state = fold(change("A1", "A", {"words": "Sorrel", "concerns": {"add": ["x"], "remove": []}}))
    erase(state, ["A1"], TYPE)
    erased = erased_of(state, TYPE)

    apply_change(state, change("B1", "B", {"words": "S", "concerns": {"add": ["y"], "remove": []}}), TYPE)

    assert ["concerns", "words"] == erased
    assert ([], {"words": "S", "concerns": ["y"]}) == (erased_of(state, TYPE), fields_of(state, TYPE))


def test_erasing_one_side_ends_a_clash_of_ordinary_values() -> None:
    """The other side is in force, and nobody has to decide."""
    state = fold(change("A1", "A", {"words": "Sorrel"}), change("B1", "B", {"words": "Bryony"}))
    assert clashing(state)

    erase(state, ["A1"], TYPE)

    assert ({}, {"words": "Bryony"}, []) == (clashing(state), fields_of(state, TYPE), erased_of(state, TYPE))


def test_erasing_one_side_of_a_protective_clash_leaves_it_to_a_person() -> None:
    """What is left is in force; that something stricter may have stood there is still to be settled."""
    state = fold(change("A1", "A", {"risk": "high"}), change("B1", "B", {"risk": "low"}))

    erase(state, ["A1"], TYPE)

    (clash,) = clashes_of(state, TYPE)
    assert [(None, False, True), ("low", True, None)] == [
        (each["value"], each["in_force"], each.get("erased")) for each in clash["values"]
    ]
    assert {"risk": "low"} == fields_of(state, TYPE)


def test_erasing_a_withdrawal_gives_nothing_back() -> None:
    """Neither one that replaced the giving nor one that arrived beside it."""
    after = fold(change("A1", "A", {"state": "given"}), change("B1", "B", {"state": "withdrawn"}, base="A1"))
    beside = fold(change("A1", "A", {"state": "given"}), change("B1", "B", {"state": "withdrawn"}))

    for state in (after, beside):
        erase(state, ["B1"], TYPE)

    assert [{}, {}] == [fields_of(after, TYPE), fields_of(beside, TYPE)]


def test_an_erased_value_of_a_field_that_becomes_a_list_clears_nothing() -> None:
    """Two of three additions to a field that nobody knew are erased; the one that is left stands in the list."""
    said = [
        change("A1", "A", {"concerns": {"add": ["one"], "remove": []}}),
        change("B1", "B", {"concerns": {"add": ["two"], "remove": []}}, base="A1"),
        change("C1", "C", {"concerns": {"add": ["three"], "remove": []}}, base="B1"),
    ]
    state = new_state("r", "made_up")
    for each in said:
        apply_change(state, each, None)
    erase(state, ["A1", "C1"], None)

    refold(state, TYPE)

    assert ["two"] == fields_of(state, TYPE)["concerns"]


def test_an_erased_clearing_goes_on_clearing() -> None:
    """What somebody had taken out of a list does not come back when their change is erased."""
    state = fold(
        change("A1", "A", {"concerns": {"add": ["one"], "remove": []}}),
        change("B1", "B", {"concerns": None}, base="A1"),
    )

    erase(state, ["B1"], TYPE)

    assert "concerns" not in fields_of(state, TYPE)
