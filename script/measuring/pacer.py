"""Stops and continues a process group in turn: `python -m script.measuring.pacer GROUP RATE`, until it is ended.

A program of its own, so that nothing the benchmark does disturbs the beat. Says `ready` when it begins.
"""

import contextlib
import os
import signal
import sys
import time

SLICE = 0.002
"""Seconds for which the group runs at a stretch."""


def pace(group: int, rate: int) -> None:
    """Let it run one `rate`-th of the time, until it is gone: each stop pays for the run before it as it really was."""
    owed = 0.0
    begun = time.perf_counter()
    with contextlib.suppress(ProcessLookupError):
        while True:
            time.sleep(SLICE)
            os.killpg(group, signal.SIGSTOP)
            stopped = time.perf_counter()
            owed += (stopped - begun) * (rate - 1)
            time.sleep(max(owed, 0))
            begun = time.perf_counter()
            owed -= begun - stopped
            os.killpg(group, signal.SIGCONT)


if __name__ == "__main__":
    print("ready", flush=True)
    pace(int(sys.argv[1]), int(sys.argv[2]))
