"""The simulator itself: it replays exactly, and what it once found stays mended."""

import pytest

from tests.simulation.command import play, play_kept
from tests.simulation.kept import Kept, read_kept
from tests.simulation.world import Options

SMALL = Options(devices=5, operations=16, faults=25)


def test_a_seed_replays_exactly() -> None:
    """The same seed gives the same trace and the same ledgers, in another process too; another seed does not."""
    once, other = play([7], SMALL, 1), play([8], SMALL, 1)
    again = play([7], SMALL, 1)

    first, second, third = (next(iter(each))["trace_hash"] for each in (once, again, other))

    assert first == second
    assert first != third


@pytest.mark.parametrize("kept", read_kept(), ids=lambda kept: kept.name)
def test_a_seed_that_failed_once_does_not_fail_again(kept: Kept) -> None:
    """Every kept seed passes since the change that its file names."""
    assert play_kept(kept)
