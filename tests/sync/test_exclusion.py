"""The check in the street: the Python side of the shared vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.exclusion import WEIGHT, Here, exclusion

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "exclusion.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = VECTORS["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_check_answers_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Answer, what it rests on, distance and exceptions, as in TypeScript."""
    said = dict(case["here"])
    here = Here(position=tuple(said.pop("position")) if "position" in said else None, **said)

    found = exclusion(VECTORS["warnings"][case["warning"]], VECTORS["zones"], here, case["at"])

    metres = None if found.metres is None else round(found.metres)
    assert (case["answer"], case["by"]) == (found.answer, found.by)
    assert (case["metres"], case["exceptions"]) == (metres, list(found.exceptions))


def test_the_shared_vectors_give_every_answer() -> None:
    """No answer is without a case, and each warning and zone of the table is used."""
    assert set(WEIGHT) == {case["answer"] for case in CASES}
    assert set(VECTORS["warnings"]) == {case["warning"] for case in CASES}
    assert 60 <= len(CASES)
