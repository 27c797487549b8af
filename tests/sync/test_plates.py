"""Registration plates: the Python side of the shared vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.plates import (
    STYLES,
    compare_plates,
    folded_plate,
    normalised_plate,
    plate_search,
    readable_plate,
    style_of,
)

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "plates.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", VECTORS["normalised"], ids=lambda case: case["why"])
def test_a_plate_is_normalised_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Capitals, digits and signs are left, whatever was typed or pasted."""
    assert case["plate"] == normalised_plate(case["text"])


@pytest.mark.parametrize("case", VECTORS["folded"], ids=lambda case: case["text"])
def test_a_plate_is_folded_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Characters that are drawn alike become one, all others stay."""
    assert case["plate"] == folded_plate(case["text"])


@pytest.mark.parametrize("case", VECTORS["styles"], ids=lambda case: case["text"])
def test_a_plate_is_read_in_its_style(case: dict[str, Any]) -> None:
    """Each style of the domain, and what looks like one and is none."""
    assert (case["style"], case["reads"]) == (style_of(case["text"]), readable_plate(case["text"]))


@pytest.mark.parametrize("case", VECTORS["search"], ids=lambda case: case["why"])
def test_a_typed_plate_finds_what_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Beginnings, masks, look-alikes and near misses."""
    assert case["match"] == plate_search(case["typed"], case["known"])


@pytest.mark.parametrize("case", VECTORS["compared"], ids=lambda case: case["why"])
def test_two_plates_compare_as_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Whichever of them is named first."""
    assert case["match"] == compare_plates(case["one"], case["other"])
    assert case["match"] == compare_plates(case["other"], case["one"])


def test_the_table_is_long_enough_and_has_every_style() -> None:
    """At least 120 cases, and no style without one."""
    assert 120 <= sum(map(len, VECTORS.values()))
    assert {style for style, _ in STYLES} | {"other"} == {case["style"] for case in VECTORS["styles"]}
