"""Areas and distances: the Python side of the shared vectors."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from sync.geometry import METRES, border_metres, contains

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "geometry.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_position_lies_where_the_shared_vectors_say(case: dict[str, Any]) -> None:
    """Inside or not, and the distance to the border to a centimetre, as in TypeScript."""
    metres = border_metres(case["polygons"], case["position"])

    assert case["inside"] is contains(case["polygons"], case["position"])
    assert (case["metres"] is None) is (metres is None)
    assert metres == pytest.approx(case["metres"], abs=0.01)


def test_where_a_ring_begins_and_which_way_it_runs_change_nothing() -> None:
    """One area drawn in eight ways gives one answer everywhere."""
    shape = [[0, 0], [9_000, 1_000], [5_000, 4_000], [8_000, 9_000], [1_000, 7_000]]
    chance = random.Random(7)
    ways = [
        turned for at in range(4) for turned in (shape[at:] + shape[:at], (shape[at:] + shape[:at])[::-1])
    ]

    for _ in range(100):
        position = [chance.randrange(-2_000, 11_000), chance.randrange(-2_000, 11_000)]
        told = {
            (contains([[way]], position), round(border_metres([[way]], position) or 0, 6)) for way in ways
        }
        assert 1 == len(told), position


def test_a_square_in_pieces_is_the_square() -> None:
    """Four quarters that touch are the one area that they make, with its border and no other."""
    whole = [[[[0, 0], [8_000, 0], [8_000, 8_000], [0, 8_000]]]]
    quarters = [
        [[[x, y], [x + 4_000, y], [x + 4_000, y + 4_000], [x, y + 4_000]]]
        for x in (0, 4_000)
        for y in (0, 4_000)
    ]
    for x in range(-1_000, 9_001, 500):
        for y in range(-1_000, 9_001, 500):
            assert contains(whole, [x, y]) is contains(quarters, [x, y])
            assert border_metres(quarters, [x, y]) == pytest.approx(border_metres(whole, [x, y]), abs=1e-6)


def test_a_large_area_does_not_take_long() -> None:
    """The border of 2,000 corners is found with a few looks at each, not with one for each pair."""
    ring = [[x * 100, (x % 2) * 300] for x in range(1_000)]
    area = [[[*ring, *([x, y - 5_000] for x, y in reversed(ring))]]]

    metres = border_metres(area, [50_000, -2_000])

    assert metres == pytest.approx(2_000 * METRES, rel=0.05)
