"""The simulator itself: it replays exactly, and what it once found stays mended."""

import pytest

from tests.simulation.child import planted
from tests.simulation.command import play, play_kept
from tests.simulation.kept import Kept, read_kept
from tests.simulation.planted import PLANTED
from tests.simulation.world import Options

SMALL = Options(devices=5, operations=16, faults=25)


def test_a_seed_replays_exactly() -> None:
    """The same seed gives the same trace and the same ledgers, in another process too; another seed does not."""
    once, other = play([7], SMALL, 1), play([8], SMALL, 1)
    again = play([7], SMALL, 1)

    first, second, third = (next(iter(each))["trace_hash"] for each in (once, again, other))

    assert first == second
    assert first != third


@pytest.mark.parametrize("bug", [each.name for each in PLANTED if each.plant is not None])
def test_every_planted_bug_can_still_be_planted(bug: str) -> None:
    """What its patch replaces is there: code that moved would leave the bug unplanted and the hunt broken."""
    with planted(bug):
        pass


@pytest.mark.parametrize("kept", read_kept(), ids=lambda kept: kept.name)
def test_a_seed_that_failed_once_does_not_fail_again(kept: Kept) -> None:
    """Every kept seed passes since the change that its file names."""
    assert play_kept(kept)
