"""One process of a simulation: plays its share of the seeds and says of each, in one line of JSON, how it ended.

`python -m tests.simulation.child`, started by `command.py` with `PYTHONHASHSEED=0`.
"""

import gc
import json
import logging
import sys
import time
import traceback
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import Any

from tests.simulation.logbook import Line
from tests.simulation.planted import PLANTED
from tests.simulation.run import Result, script_of, simulate
from tests.simulation.shrink import shrink
from tests.simulation.world import Options

TRACE_LINES = 30
CRASHED = 0
"""Stands where the number of an invariant would."""

COLLECT_AFTER = 100_000
"""Objects made between two looks for cycles: a run makes many and drops few, and looking took 4 % of it."""


def main(words: list[str]) -> None:
    """Arguments, one JSON object: seeds (a list), options, minutes (null: no bound), shrink (seconds), only (indexes
    of operations or null), planted (the name of a bug, or null: then the first violation ends it).
    """
    given = json.loads(words[0])
    options = Options(**given["options"])
    logging.disable(logging.CRITICAL)  # A server that breaks on purpose would fill the screen.
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 50)
    ends = None if given["minutes"] is None else time.monotonic() + given["minutes"] * 60
    for seed in given["seeds"]:
        if ends is not None and time.monotonic() > ends:
            return
        line = _played(seed, options, given)
        if line is None:
            continue
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        if given.get("planted") and line["violation"] is not None:
            return


def _played(seed: int, options: Options, given: dict[str, Any]) -> Line | None:
    """The line of one seed; None for one that fails without the planted bug too, which proves nothing of the bug."""
    start, spent = time.monotonic(), time.process_time()
    bug = given.get("planted")
    try:
        with planted(bug):
            result = simulate(seed, options, only=given.get("only"))
    except Exception:
        if bug:
            raise
        line = _crashed(seed, options)
    else:
        if bug and result.violation is not None and simulate(seed, options).violation is not None:
            return None
        line = _line(result, options, given["shrink"])
    return line | {
        "seconds": round(time.monotonic() - start, 2), "processor": round(time.process_time() - spent, 2)
    }  # fmt: skip


def planted(name: str | None) -> AbstractContextManager[None]:
    """The patch of a planted bug; nothing without one. Raises LookupError for one that is not seen here."""
    if name is None:
        return nullcontext()
    for each in PLANTED:
        if each.name == name and each.plant is not None:
            return each.plant()
    raise LookupError(f"there is no planted bug {name} in this layer")


def _crashed(seed: int, options: Options) -> Line:
    """The simulator itself broke down: a failure like another, and no reason not to play the seeds behind it."""
    return {
        "seed": seed, "options": asdict(options), "trace_hash": "", "violation": CRASHED,
        "words": "the simulator broke down", "kept": None, "trace": traceback.format_exc().splitlines()[-TRACE_LINES:],
    }  # fmt: skip


def _line(result: Result, options: Options, shrink_seconds: float) -> Line:
    line: Line = {
        "seed": result.seed, "options": asdict(options), "trace_hash": result.trace_hash, "violation": None
    }  # fmt: skip
    if result.violation is not None:
        whole = len(script_of(result.seed, options))
        kept, shortest = shrink(result, options, shrink_seconds)
        line |= {
            "violation": result.violation.number, "words": str(result.violation.words),
            "kept": kept if len(kept) < whole else None, "trace": list(shortest.trace[-TRACE_LINES:]),
        }  # fmt: skip
    return line


if __name__ == "__main__":
    main(sys.argv[1:])
