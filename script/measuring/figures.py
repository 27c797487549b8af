"""How measured times are told: median, p95 and worst, beside the load of the machine they were seen on."""

import os
import statistics
from collections.abc import Sequence


def line(what: str, times: Sequence[float], target: float | None = None) -> str:
    """One line about times in milliseconds; with a target, whether p95 keeps it."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    told = f"{what:58} median {middle:7.1f}  p95 {p95:7.1f}  worst {ordered[-1]:7.1f} ms ({len(times)})"
    return told if target is None else f"{told}  target {target:g}: {'kept' if p95 <= target else 'MISSED'}"


def most(what: str, values: Sequence[float], limit: float | None, unit: str) -> str:
    """One line about values of which the worst counts; with a limit, whether it keeps it."""
    worst = max(values)
    told = f"{what:58} median {statistics.median(values):7.1f}  worst {worst:7.1f} {unit} ({len(values)})"
    return told if limit is None else f"{told}  at most {limit:g}: {'kept' if worst <= limit else 'MISSED'}"


def load() -> str:
    """How busy the machine is beside us: tasks that want a core, over the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
