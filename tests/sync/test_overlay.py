"""A device's own changes, laid over what the server said."""

import json

from sync.merge import apply, clashing_keys, new_state
from sync.overlay import overlay
from sync.records.catalogue import CATALOGUE
from sync.view import fields_of
from tests.sync.test_merge import change
from tests.vectors import generate_overlay

PERSON = CATALOGUE["person_supported"]


def test_a_pending_value_is_shown_until_the_server_has_judged_it() -> None:
    """What somebody has just written is what they see, also over a value from the server."""
    pending = [{"id": "c1", "author": "a", "at": {"wall": "w"}, "set": {"risk": "high", "description": None}}]

    shown = overlay(PERSON, {"risk": "standard", "description": "Tall"}, pending)

    assert {"risk": "high"} == shown


def test_lists_and_elements_are_edited_and_not_replaced() -> None:
    """Additions join, removals go, an element that is taken away is gone with its parts."""
    base = {
        "names_used": ["Ada", "Wren"],
        "links": [{"element": "x", "state": "linked"}, {"element": "y", "state": "apart"}],
    }
    values = {
        "names_used": {"add": ["Bee"], "remove": ["Wren"]},
        "links/x/removed": True,
        "links/y/reason": "Seen together",
    }

    shown = overlay(PERSON, base, [{"id": "c1", "author": "a", "at": {"wall": "w"}, "set": values}])

    assert ["Ada", "Bee"] == shown["names_used"]
    assert [{"element": "y", "state": "apart", "reason": "Seen together"}] == shown["links"]
    assert ["Ada", "Wren"] == base["names_used"]


def test_an_element_that_was_taken_away_is_not_brought_back_by_writing_to_it() -> None:
    """Neither one that the server has taken away nor one of this phone's own; only *not removed* does."""
    base = {"links": [{"element": "y", "state": "apart"}]}
    first = {"links/x/reason": "Reused", "links/y/removed": True, "links/y/reason": "Late"}
    second = {"links/y/removed": False}
    pending = [
        {"id": f"c{at}", "author": "a", "at": {"wall": "w"}, "set": values}
        for at, values in enumerate((first, second))
    ]

    assert {} == overlay(PERSON, base, pending[:1], ["links/x"])
    assert {"links": [{"element": "y", "state": "apart", "reason": "Late"}]} == overlay(
        PERSON, base, pending, ["links/x"]
    )


def test_a_phone_shows_of_its_own_changes_what_the_server_will_say_when_nobody_else_writes() -> None:
    """The overlay over what one install had sent equals the fold of all of it, in every record type."""
    for number, case in enumerate(generate_overlay.cases(40, "alone")):
        declared, state = CATALOGUE[case["type"]], new_state("r", case["type"])
        for dseq, each in enumerate(case["pending"], 1):
            apply(
                state,
                change(f"A{dseq}", "A", each["set"]) | {key: each[key] for key in ("id", "author")},
                declared,
            )
            state["entries"][-1]["at"] = each["at"]["wall"]
        shown = overlay(declared, {}, case["pending"])
        # A second value of what is set once is a clash, and clashes are the server's to find.
        clashing = {key.partition("/")[0] for key in clashing_keys(state, declared)}

        said = fields_of(state, declared)
        assert {name: said.get(name) for name in {*said, *shown} - clashing} == {
            name: shown.get(name) for name in {*said, *shown} - clashing
        }, (number, case["pending"])


def test_the_shared_vectors_are_current() -> None:
    """`overlay.json` is what the generator makes today: at least 200 cases over every record type."""
    cases = json.loads(generate_overlay.PATH.read_text())

    assert generate_overlay.text() == generate_overlay.PATH.read_text()
    assert len(cases) >= 200
    assert set(CATALOGUE) == {case["type"] for case in cases}
