"""Memory of a process as Linux counts it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

EVERY_SECONDS = 0.05


def resident_mib(process: int) -> float:
    """What the process holds in memory now, in MiB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1_024
    raise ProcessLookupError(process)


@contextmanager
def growth(processes: Sequence[int]) -> Iterator[list[float]]:
    """Watch processes while the block runs; the list then holds by how many MiB the worst one rose."""
    before = {each: resident_mib(each) for each in processes}
    worst = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(EVERY_SECONDS):
            worst[0] = max(worst[0], *(resident_mib(each) - before[each] for each in processes))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield worst
    finally:
        done.set()
        thread.join()
