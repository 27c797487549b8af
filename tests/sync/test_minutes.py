"""About-minutes of a patrol: the Python side of the shared vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.minutes import About, Sign, about_minutes
from sync.records.patrol import MINUTES_BASIS

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "minutes.json").read_text("utf-8"))


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_minutes_are_counted_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """The phone and this side call the same minutes the same."""
    signs = [Sign(**each) for each in case["signs"]]

    found = about_minutes(case["patrol"], case["zone"], case["now"], signs)

    assert found == About(case["minutes"], case["basis"])


def test_the_shared_vectors_rest_on_everything_that_a_record_can_say() -> None:
    """No choice of the definition is without a case."""
    said = {case["basis"] for case in VECTORS["cases"]}

    assert {choice.value for choice in MINUTES_BASIS} <= said
