"""`lantern simulate`: plays seeds in several processes and tells what broke, with the command that plays it again."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import count, islice
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import click

from tests.simulation.kept import KEPT, Kept, read_kept
from tests.simulation.logbook import Line, Logbook
from tests.simulation.planted import PLANTED, Planted
from tests.simulation.themes import RELEASES, THEMES, theme_of
from tests.simulation.world import Options

ROOT = Path(__file__).resolve().parents[2]
FRESH = Options(devices=5, operations=16, faults=25)
"""The size of a run inside `script/test`: many small worlds find more than a few large ones in the same time."""

HUNT = Options(devices=6, operations=40, faults=25)
"""The size of a run that looks for a planted bug."""

SEEDS_MAX = 200
"""Seeds within which every planted bug has to be found."""

SIMULATED = ("sync", "server", "tests/simulation")
"""Rooms whose code decides how a seed goes."""

SHRINK_SECONDS = 60.0


@click.command()
@click.option("--seeds", default=10, help="How many seeds.")
@click.option(
    "--from", "first", default=None, type=int, help="The first seed; the clock's seconds unless given."
)
@click.option("--devices", default=8)
@click.option("--operations", default=200, help="For each device.")
@click.option("--faults", default=25, help="Per cent of the requests that something happens to.")
@click.option(
    "--theme",
    default=None,
    type=click.Choice(sorted({each.name for each in (*THEMES, RELEASES)})),
    help="Let every seed be rich in this; without it each draws its own.",
)
@click.option("--minutes", default=None, type=float, help="Begin no seed after so long.")
@click.option("--processes", default=2)
@click.option("--only", default=None, help="Play these operations of the script alone: 3,17,20.")
@click.option(
    "--log",
    "path",
    default=None,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep a line for each seed here; the same command goes on where it was, as long as the code is the same.",
)
@click.option("--planted", is_flag=True, help="Plant each known kind of bug, and say which are found.")
@click.option(
    "--fresh",
    is_flag=True,
    help="What script/test runs: small worlds with seeds that follow from the code, and every seed that was kept.",
)
def simulate(
    seeds: int, first: int | None, devices: int, operations: int, faults: int, theme: str | None,
    minutes: float | None,
    processes: int, only: str | None, path: Path | None, planted: bool, fresh: bool,  # noqa: FBT001  click passes it by name
) -> None:  # fmt: skip
    """Play random lives of devices against the real server and hold the invariants after every step."""
    if planted:
        hunt(processes, 1 if first is None else first)
        return
    options = FRESH if fresh else Options(devices, operations, faults, theme)
    if first is None:
        first = seed_of_sources() if fresh else int(time.time())
    click.echo(f"seeds {first} to {first + seeds - 1}, {options.words()}")
    wanted = None if only is None else [int(each) for each in only.split(",") if each]
    logbook = Logbook(path, asdict(options), seed_of_sources(), list(range(first, first + seeds)))
    for line in play(logbook.waiting, options, processes, minutes=minutes, only=wanted):
        logbook.note(line)
        _tell(line)
        if (said := logbook.progress()) is not None:
            click.echo(said)
    click.echo(logbook.summary())
    failures = logbook.failed
    if fresh:
        failures += sum(not play_kept(each) for each in read_kept())
    if failures:
        raise click.exceptions.Exit(1)


def seed_of_sources() -> int:
    """Another seed for each state of the code, and the same for the same: a check that is repeated says the same."""
    sources = sorted(path for room in SIMULATED for path in (ROOT / room).rglob("*.py"))
    total = hashlib.sha256()
    for path in sources:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return int.from_bytes(total.digest()[:4])


def play(
    seeds: Sequence[int], options: Options, processes: int, *, minutes: float | None = None,
    only: Sequence[int] | None = None, shrink: float = SHRINK_SECONDS, planted: str | None = None,
) -> Iterator[Line]:  # fmt: skip
    """The line of each seed (`child.py`) as it comes, from so many processes."""
    queue: SimpleQueue[Line | None] = SimpleQueue()
    shares = [share for number in range(processes) if (share := list(seeds[number::processes]))]
    jobs = [
        {
            "seeds": share,
            "options": asdict(options),
            "minutes": minutes,
            "only": only,
            "shrink": shrink,
            "planted": planted,
        }
        for share in shares
    ]
    with ThreadPoolExecutor(max(1, len(jobs))) as pool:
        running = [pool.submit(_child, job, queue) for job in jobs]
        left = len(jobs)
        while left:
            line = queue.get()
            if line is None:
                left -= 1
            else:
                yield line
        for each in running:
            each.result()


def hunt(processes: int, first: int) -> None:
    """Play each planted bug until it is found, or for `SEEDS_MAX` seeds. Exit status 1 when one is missed."""
    visible = [each for each in PLANTED if each.plant is not None]

    def search(bug: Planted) -> Line | None:
        named = (seed for seed in count(first) if bug.theme in (None, theme_of(seed).name))
        seeds = list(islice(named, SEEDS_MAX))
        lines = list(play(seeds, HUNT, 1, shrink=0, planted=bug.name))
        return next((line for line in lines if line["violation"] is not None), None)

    missed = 0
    with ThreadPoolExecutor(processes) as pool:
        for bug, line in zip(visible, pool.map(search, visible), strict=True):
            missed += line is None
            found = line and f"seed {line['seed']}, invariant {line['violation']}: {line['words']}"
            click.echo(f"{bug.name:20} {bug.words:46} {found or 'MISSED'}")
    for bug in PLANTED:
        if bug.race is not None:
            seen = _race_finds(bug.race)
            missed += not seen
            click.echo(f"{bug.name:20} {bug.words:46} {'by the race on PostgreSQL' if seen else 'MISSED'}")
    if missed:
        raise click.exceptions.Exit(1)


def _race_finds(case: str) -> bool:
    """Whether the race test on PostgreSQL sees what it plants itself."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/server/exchange/test_races.py", "-k", case]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def play_kept(kept: Kept) -> bool:
    """Play a seed that once failed; says so when it fails again."""
    lines = list(play([kept.seed], kept.options, 1, only=kept.only, shrink=0))
    failed = any(line["violation"] is not None for line in lines)
    if failed:
        click.echo(f"the seed of {KEPT.name}/{kept.name} fails again: {lines[0]['words']}")
    return not failed


def _child(job: dict[str, Any], queue: "SimpleQueue[Line | None]") -> None:
    command = [sys.executable, "-m", "tests.simulation.child", json.dumps(job)]
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    try:
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout or ():
                queue.put(json.loads(line))
        if process.returncode:
            raise click.ClickException(f"a process of the simulation ended with {process.returncode}")
    finally:
        queue.put(None)


def _tell(line: Line) -> None:
    if line["violation"] is None:
        return
    options = Options(**line["options"])
    click.echo(f"\nseed {line['seed']}: invariant {line['violation']}: {line['words']}")
    for each in line["trace"]:
        click.echo(f"    {each}")
    only = "" if line["kept"] is None else f" --only {','.join(map(str, line['kept']))}"
    click.echo(f"again: lantern simulate --from {line['seed']} --seeds 1 {options.words()}{only}")
    click.echo(f"theme: {options.theme or theme_of(line['seed']).name}\n")


if __name__ == "__main__":
    simulate()
