"""One process of a simulation: plays its share of the seeds and says of each, in one line of JSON, how it ended.

`python -m tests.simulation.child`, started by `command.py` with `PYTHONHASHSEED=0`.
"""

import gc
import json
import logging
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict

from tests.simulation.planted import PLANTED
from tests.simulation.run import Result, script_of, simulate
from tests.simulation.shrink import shrink
from tests.simulation.world import Options

TRACE_LINES = 30
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
        start, spent = time.monotonic(), time.process_time()
        with planted(given.get("planted")):
            result = simulate(seed, options, only=given.get("only"))
        bug = given.get("planted")
        if bug and result.violation is not None and simulate(seed, options).violation is not None:
            continue  # It fails without the bug too, so this proves nothing of the bug.
        seconds = {
            "seconds": round(time.monotonic() - start, 2), "processor": round(time.process_time() - spent, 2)
        }  # fmt: skip
        line = _line(result, options, given["shrink"]) | seconds
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        if bug and result.violation is not None:
            return


def planted(name: str | None) -> AbstractContextManager[None]:
    """The patch of a planted bug; nothing without one. Raises LookupError for one that is not seen here."""
    if name is None:
        return nullcontext()
    for each in PLANTED:
        if each.name == name and each.plant is not None:
            return each.plant()
    raise LookupError(f"there is no planted bug {name} in this layer")


def _line(result: Result, options: Options, shrink_seconds: float) -> dict[str, object]:
    line: dict[str, object] = {
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
