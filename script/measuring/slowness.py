"""A slower phone: Chromium's own throttle for the page, and one that slows the whole browser.

`Emulation.setCPUThrottlingRate` reaches the page's main thread alone: on a dedicated worker Chromium answers
"Operation is only supported for pages, not workers", and a loop in it runs as fast as before (62 ms against
277 ms on the page at 4x). Our keys, database and sync are in a worker, so the figure would flatter them.
`slowed` therefore stops and continues every process of the browser in turn, so that all threads of it, page,
worker, storage and compositor, run in one part of the time.
"""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import Page, Worker

SPIN = """() => {
  const begin = performance.now();
  let sum = 0;
  for (let at = 0; at < 2e7; at += 1) sum += Math.sqrt(at);
  return sum > 0 ? performance.now() - begin : 0;
}"""


@contextlib.contextmanager
def slowed(group: int, rate: int) -> Iterator[None]:
    """Let a process group, one that the caller started, run only one `rate`-th of the time."""
    if rate == 1:
        yield
        return
    command = [sys.executable, "-m", "script.measuring.pacer", str(group), str(rate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as pacer:
        try:
            if pacer.stdout is not None:
                pacer.stdout.readline()
            yield
        finally:
            pacer.terminate()
            pacer.wait()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGCONT)


def throttled(page: Page, rate: int) -> None:
    """Slow the page's main thread down, and nothing else."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def spin(where: Page | Worker) -> float:
    """Milliseconds that one fixed loop takes there: tells how slow it really is."""
    where.evaluate(SPIN)
    return statistics.median(float(where.evaluate(SPIN)) for _ in range(3))
