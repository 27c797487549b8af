"""The log of a long run: a line for each seed that was played, so that a run that was stopped goes on where it was."""

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]
"""What `child.py` says of a seed, and `code`: the state of the code under which it was played."""

PROGRESS_SECONDS = 60.0


class Logbook:
    """All lines of one run. path: where they are kept; None for nowhere. code: the state of the code now."""

    def __init__(self, path: Path | None, options: dict[str, Any], code: int, seeds: list[int]) -> None:
        self.path, self.code = path, code
        self.lines: list[Line] = [
            line
            for line in _read(path)
            if line["code"] == code and line["options"] == options and line["seed"] in set(seeds)
        ]
        played = {line["seed"] for line in self.lines}
        self.waiting = [seed for seed in seeds if seed not in played]
        self._total, self._resumed = len(seeds), len(self.lines)
        self._begun = self._said = time.monotonic()

    def note(self, line: Line) -> None:
        """Keep a line, on the disk before the next seed."""
        self.lines.append(line)
        if self.path is not None:
            with self.path.open("a") as file:
                file.write(json.dumps({**line, "code": self.code}) + "\n")

    def progress(self) -> str | None:
        """How far the run has come, once a minute."""
        now = time.monotonic()
        if now - self._said < PROGRESS_SECONDS:
            return None
        self._said = now
        done = len(self.lines)
        left = (self._total - done) * (now - self._begun) / max(1, done - self._resumed)
        return f"{done} of {self._total} seeds, {self.failed} failed, about {left / 60:.0f} min left"

    @property
    def failed(self) -> int:
        """How many seeds broke something."""
        return sum(line["violation"] is not None for line in self.lines)

    def summary(self) -> str:
        """What came of all seeds, those of earlier sittings with them."""
        if not self.lines:
            return "no seed was played"
        spent = [line["processor"] for line in self.lines]
        broken = Counter(line["violation"] for line in self.lines if line["violation"] is not None)
        told = ", ".join(f"invariant {number}: {times}" for number, times in sorted(broken.items()))
        return (
            f"{len(self.lines)} seeds, {self.failed} failed{f' ({told})' if told else ''};"
            f" processor seconds a seed: median {statistics.median(spent):.1f}, mean {statistics.fmean(spent):.1f},"
            f" most {max(spent):.1f}"
        )


def _read(path: Path | None) -> Iterator[Line]:
    if path is None or not path.exists():
        return
    for text in path.read_text().splitlines():
        try:
            yield json.loads(text)
        except ValueError:
            continue  # The last line of a run that was killed.
