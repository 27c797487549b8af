"""W1 to W6: push, storm, first sync, delta, clash and a browser's first sync, on SQLite and on PostgreSQL.

The server is gunicorn in its own settings with everything switched on; every acknowledged record is read back.
Prints medians beside the floor of the same run and writes the tables of docs/performance.md.
"""

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from script.measuring import browser_sync, loads, report
from script.measuring.fill import fill
from script.measuring.floor import floors
from script.measuring.memory import growth
from script.measuring.serving import Kind, Served, served
from tests.postgres import Postgres, running_postgres

LOADS = ("W1", "W2", "W3", "W4", "W5", "W6", "memory")
STORED = (10_000, 100_000, 1_000_000)
CLIENTS, EACH = 50, 40
DELTAS = 200
NAMES: dict[Kind, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Bench:
    """One invocation: what is wanted, and every figure so far."""

    def __init__(self, wanted: argparse.Namespace, folder: Path, postgres: Postgres | None) -> None:
        """Nothing is measured yet."""
        self.wanted = wanted
        self.folder = folder
        self.postgres = postgres
        self.figures: dict[str, report.Figures] = {NAMES[kind]: defaultdict(list) for kind in wanted.on}
        self.floors: dict[str, list[float]] = defaultdict(list)
        self.bodies: list[bytes] = []

    def run(self) -> None:
        """Everything that was asked for, floor and loads in turn, each run on fresh databases."""
        for _ in range(self.wanted.runs):
            for kind in self.wanted.on:
                self._pushes(kind)
                self._storm_and_clash(kind)
            self._floor()
        for kind in self.wanted.on:
            self._deltas(kind)
            self._memory(kind)

    def _note(self, kind: Kind, figure: str, value: float) -> None:
        self.figures[NAMES[kind]][figure].append(value)
        print(f"{NAMES[kind]:10} {figure:55} {value:,.2f}", flush=True)

    def _wants(self, *names: str) -> bool:
        return any(name in self.wanted.only for name in names)

    def _floor(self) -> None:
        if self.bodies:
            url = self.postgres.new_database() if self.postgres else None
            for name, rate in floors(self.bodies, self.folder, url).items():
                self.floors[name].append(rate)
                print(f"{'floor':10} {name:55} {rate:,.0f}", flush=True)

    def _pushes(self, kind: Kind) -> None:
        if not self._wants("W1", "W3", "W6"):
            return
        count = self.wanted.records
        with served(kind, self.folder, self.postgres) as server:
            pushed = loads.push_new(server, count)
            self.bodies = pushed.bodies
            self._note(kind, "W1 push, records a second", count / pushed.seconds)
            self._note(kind, "W1 processor of the server a record", pushed.processor_seconds / count * 1e6)
            if self._wants("W3"):
                seconds, sent, _ = loads.first_sync(server)
                self._note(kind, "W3 first sync of a plain client", seconds)
                self._note(kind, "W3 records a second", count / seconds)
                self._note(kind, "W3 bytes on the wire (gzip)", sent / 1e6)
            if self._wants("W6"):
                self._browser(kind, server)

    def _browser(self, kind: Kind, server: Served) -> None:
        with tempfile.TemporaryDirectory(dir=self.folder) as profile:
            seconds, longest = browser_sync.first_sync(server, Path(profile), self.wanted.records)
        self._note(kind, "W6 browser, readable and sealed", seconds)
        self._note(kind, "W6 longest task of the page", longest)

    def _storm_and_clash(self, kind: Kind) -> None:
        if self._wants("W2"):
            with served(kind, self.folder, self.postgres, CLIENTS) as server:
                storm = loads.storm(server, CLIENTS, EACH)
            self._note(kind, "W2 storm of 50, in all", storm.seconds)
            self._note(kind, "W2 slowest push of a client", max(storm.push_seconds))
            self._note(kind, "W2 errors", storm.errors)
            self._note(kind, "W2 acknowledged, then absent", storm.absent)
            self._note(kind, "W2 skipped by the cursor, all clients", storm.skipped)
        if self._wants("W5"):
            records = min(1_000, self.wanted.records)
            with served(kind, self.folder, self.postgres, officers=2) as server:
                seconds, _ = loads.clash(server, records)
            self._note(kind, "W5 clashing edits a second", 2 * records / seconds)

    def _deltas(self, kind: Kind) -> None:
        for stored in STORED if self._wants("W4") else ():
            if stored > self.wanted.stored:
                continue
            with served(kind, self.folder, self.postgres) as server:
                _fill(server, stored)
                times, _ = loads.delta(server, DELTAS)
            times.sort()
            self._note(kind, f"W4 delta of one, median, {stored:,} stored", times[len(times) // 2])
            self._note(kind, f"W4 delta of one, p95, {stored:,} stored", times[int(len(times) * 0.95)])

    def _memory(self, kind: Kind) -> None:
        if not self._wants("memory"):
            return
        with served(kind, self.folder, self.postgres) as server:
            _fill(server, min(100_000, self.wanted.stored))
            loads.first_sync(server)  # What every worker holds once it has answered is no growth.
            with growth(server.workers()) as risen:
                loads.first_sync(server)
        self._note(kind, "Memory: growth of a worker by a pull of everything", risen[0])


def _fill(server: Served, records: int) -> None:
    phone, _ = server.device()
    fill(records, phone.phone.install, phone.phone.person)


def main(words: Sequence[str]) -> int:
    """Measure, print, and write the tables unless it was a quick run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one run with 1,000 records; writes nothing")
    parser.add_argument("--only", nargs="+", choices=LOADS, default=list(LOADS))
    parser.add_argument("--on", nargs="+", choices=list(NAMES), default=list(NAMES))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--stored", type=int, default=STORED[-1], help="the most that W4 stores")
    parser.add_argument(
        "--write", action="store_true", help="write docs/performance.md from a partial run too"
    )
    wanted = parser.parse_args(words)
    if wanted.quick:
        wanted.runs, wanted.records, wanted.stored = 1, 1_000, 10_000
    needs = "postgresql" in wanted.on
    with (
        tempfile.TemporaryDirectory() as name,
        running_postgres(durable=True) if needs else nullcontext() as postgres,
    ):
        if "W6" in wanted.only:
            os.environ["LANTERN_APP_FOLDER"] = str(browser_sync.built(Path(name) / "page"))
        bench = Bench(wanted, Path(name), postgres)
        bench.run()
    table = (
        f"{report.circumstances(wanted.runs, wanted.records)}\n\n{report.table(bench.figures, bench.floors)}"
    )
    print(table)
    if wanted.write or (not wanted.quick and len(wanted.only) == len(LOADS)):
        report.write(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
