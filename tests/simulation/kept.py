"""Seeds that once failed, kept for ever: one small text file each in `seeds/`.

`key: value` lines: seed, devices, operations, faults; theme (so that a new theme moves no kept seed to another one);
only (indexes, where the script was made shorter) or until (the index behind the last one); found (what broke);
mended (the subject of the change that mended it).
"""

from dataclasses import dataclass
from pathlib import Path

from tests.simulation.world import Options

KEPT = Path(__file__).with_name("seeds")


@dataclass(frozen=True, slots=True)
class Kept:
    """One of them. only: indexes of the operations to play, None for all."""

    name: str
    seed: int
    options: Options
    only: list[int] | None
    found: str
    mended: str


def read_kept() -> list[Kept]:
    """All of them, by name. Raises KeyError or ValueError for a file of another form."""
    return [_read(path) for path in sorted(KEPT.glob("*.txt"))]


def _read(path: Path) -> Kept:
    lines = (line.partition(":") for line in path.read_text().splitlines() if line.strip())
    given = {key.strip(): value.strip() for key, _, value in lines}
    options = Options(int(given["devices"]), int(given["operations"]), int(given["faults"]), given["theme"])
    only = [int(each) for each in given["only"].split(",") if each] if "only" in given else None
    if "until" in given:
        only = list(range(int(given["until"])))
    return Kept(path.name, int(given["seed"]), options, only, given["found"], given["mended"])
