"""Making a failing script shorter: operations are left out while it still fails in the same way."""

import time

from tests.simulation.run import Result, script_of, simulate
from tests.simulation.world import Options


def shrink(result: Result, options: Options, seconds: float) -> tuple[list[int], Result]:
    """The indexes of the operations that are still needed, and the shortest run that fails.

    Ever smaller chunks are left out (delta debugging), until the time is up or nothing more can go.
    """
    kept = [each.index for each in script_of(result.seed, options)]
    ends = time.monotonic() + seconds
    shortest, size = result, len(kept) // 2
    while size >= 1:
        at = 0
        while at < len(kept):
            if time.monotonic() > ends:
                return kept, shortest
            fewer = kept[:at] + kept[at + size :]
            tried = simulate(result.seed, options, only=fewer)
            if _same(tried, result):
                kept, shortest = fewer, tried
            else:
                at += size
        size //= 2
    return kept, shortest


def _same(one: Result, other: Result) -> bool:
    if one.violation is None or other.violation is None:
        return False
    return one.violation.number == other.violation.number
