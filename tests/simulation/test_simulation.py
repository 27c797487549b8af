"""The simulator itself: it replays exactly, and what it once found stays mended."""

from random import Random

import pytest

from tests.simulation.backend import Backend
from tests.simulation.child import planted
from tests.simulation.command import play, play_kept
from tests.simulation.determinism import Clock, taken_over
from tests.simulation.ending import sync_whole
from tests.simulation.kept import Kept, read_kept
from tests.simulation.planted import PLANTED
from tests.simulation.world import Options, World

SMALL = Options(devices=5, operations=16, faults=25)


def test_a_seed_replays_exactly() -> None:
    """The same seed gives the same trace and the same ledgers, in another process too, and behind another seed."""
    alone = {line["seed"]: line["trace_hash"] for line in play([7], SMALL, 1)}
    behind = {line["seed"]: line["trace_hash"] for line in play([8, 7], SMALL, 1)}

    assert alone[7] == behind[7]
    assert behind[7] != behind[8]


def test_apps_and_servers_of_two_releases_meet() -> None:
    """Phones ahead of the server and behind it, before, during and after its upgrade (PROTOCOL section 22)."""
    seeds = [1, 3, 6, 8]

    lines = play(seeds, Options(devices=6, operations=40, faults=25, theme="releases"), 2, shrink=0)

    assert dict.fromkeys(seeds) == {line["seed"]: line.get("words") for line in lines}


@pytest.mark.parametrize("bug", [each.name for each in PLANTED if each.plant is not None])
def test_every_planted_bug_can_still_be_planted(bug: str) -> None:
    """What its patch replaces is there: code that moved would leave the bug unplanted and the hunt broken."""
    with planted(bug):
        pass


@pytest.mark.parametrize("kept", read_kept(), ids=lambda kept: kept.name)
def test_a_seed_that_failed_once_does_not_fail_again(kept: Kept) -> None:
    """Every kept seed passes since the change that its file names."""
    assert play_kept(kept)


def test_a_token_runs_out_by_the_clock_of_the_run() -> None:
    """What the server keeps of a checked token ends with the virtual ten minutes, whatever the real time is."""
    clock = Clock()
    clock.advance(4 * 365 * 86_400)
    with taken_over(clock, Random("token")):
        backend = Backend()
        world = World(1, Options(devices=1), clock, Random("world"), backend)
        sync_whole(world, world.devices[0])
        headers = {"Authorization": f"Bearer {world.devices[0].token}"}

        before = backend.request("POST", "/api/pull", b"{}", headers).status
        clock.advance(900)
        after = backend.request("POST", "/api/pull", b"{}", headers).status
        backend.remove()

    assert before != 401
    assert after == 401
