"""A device's own changes, laid over what the server said."""

import json

from sync.overlay import overlay
from sync.records.catalogue import CATALOGUE
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


def test_the_shared_vectors_are_current() -> None:
    """`overlay.json` is what the generator makes today: at least 200 cases over every record type."""
    cases = json.loads(generate_overlay.PATH.read_text())

    assert generate_overlay.text() == generate_overlay.PATH.read_text()
    assert len(cases) >= 200
    assert set(CATALOGUE) == {case["type"] for case in cases}
