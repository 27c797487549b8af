"""Conditions as data: the Python side of the shared vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.conditions import all_, any_, before, empty, evaluate, filled, from_, has, has_any, in_, is_, not_

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "conditions.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_condition_holds_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Python answers each shared case as TypeScript does."""
    answer = evaluate(case["condition"], case["fields"], case["context"])

    assert case["holds"] is answer


def test_the_shared_vectors_use_every_word_both_ways() -> None:
    """Each form of a condition has a case in which it holds and one in which it does not."""
    words = {"is", "in", "has", "has_any", "filled", "before", "from", "all", "any"}

    said = {(word, case["holds"]) for case in CASES for word in case["condition"] if word != "field"}

    assert {(word, answer) for word in words for answer in (True, False)} <= said


def test_the_builders_write_the_documented_forms() -> None:
    """Each function gives the JSON form that its name says."""
    built = [
        is_("a", 1),
        in_("a", 1, 2),
        has("a", 1),
        has_any("a", 1),
        filled("a"),
        empty("a"),
        before("a", "$today"),
        from_("a", "$today"),
        all_(is_("a", 1)),
        any_(is_("a", 1)),
        not_(is_("a", 1)),
    ]

    assert [
        {"field": "a", "is": 1},
        {"field": "a", "in": [1, 2]},
        {"field": "a", "has": 1},
        {"field": "a", "has_any": [1]},
        {"field": "a", "filled": True},
        {"field": "a", "filled": False},
        {"field": "a", "before": "$today"},
        {"field": "a", "from": "$today"},
        {"all": [{"field": "a", "is": 1}]},
        {"any": [{"field": "a", "is": 1}]},
        {"not": {"field": "a", "is": 1}},
    ] == built
