"""The checks that `script/test` runs, in the order in which they are likely to fail quickly."""

from dataclasses import dataclass
from pathlib import Path

from script.tooling.paths import BIN, NPM, PWA, PYTHON, RESULTS, ROOT

PYTHON_CODE = ("sync", "server", "script", "tests")
ON_ALL_CORES = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
"""Each process starts a PostgreSQL of its own; more than four would wait for one disk."""

BESIDE_EACH_OTHER = ("--numprocesses=2", "--dist=worksteal")
"""A journey waits for its browser and server as much as it computes, and has both to itself."""

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One check.

    command: words of a command that ends with 0 when all is well.
    report: JUnit file that it writes, where it runs tests; its tests are then counted one by one.
    seconds_max: after this the step is ended and counts as failed.
    """

    name: str
    command: tuple[str | Path, ...]
    folder: Path = ROOT
    report: Path | None = None
    needs_browser: bool = False
    seconds_max: int = 10 * MINUTE


def steps(*, long: bool) -> tuple[Step, ...]:
    """Every check; long: the tests that take minutes too."""
    patience = 6 if long else 1
    return (
        Step("lint", (BIN / "ruff", "check", *PYTHON_CODE)),
        Step("format", (BIN / "ruff", "format", "--check", *PYTHON_CODE)),
        Step("types", (BIN / "mypy",)),
        Step("imports", (BIN / "lint-imports",)),
        Step("generated", (PYTHON, "-m", "sync.typescript", "--check")),
        Step("app-lint", (NPM, "run", "--silent", "lint"), folder=PWA),
        Step("app-types", (NPM, "run", "--silent", "types"), folder=PWA),
        python_tests(
            "python", "tests", "--ignore=tests/project", "--ignore=tests/journeys", *ON_ALL_CORES, long=long
        ),
        Step("simulation", (PYTHON, "-m", "tests.simulation.command", "--fresh", "--seeds", "60")),
        app_tests(long=long, seconds_max=10 * MINUTE * patience),
        Step("build", (PYTHON, "-m", "script.tooling.app")),
        Step("budget", (PYTHON, "-m", "script.tooling.budget")),
        python_tests("project", "tests/project", seconds_max=10 * MINUTE),
        python_tests("journeys", "tests/journeys", *BESIDE_EACH_OTHER, needs_browser=True, long=long),
    )


def python_tests(
    name: str,
    *words: str,
    needs_browser: bool = False,
    long: bool = False,
    seconds_max: int = 20 * MINUTE,
) -> Step:
    """A step of pytest. long: with the tests marked so, and six times the patience."""
    report = RESULTS / f"{name}.xml"
    choice = () if long else ("-m", "not long")
    more = ("env", "LANTERN_HISTORIES=20000") if long else ()
    return Step(
        name,
        (*more, PYTHON, "-m", "pytest", "--quiet", "--durations=5", f"--junitxml={report}", *choice, *words),
        report=report,
        needs_browser=needs_browser,
        seconds_max=seconds_max * (6 if long else 1),
    )


def app_tests(*, long: bool, seconds_max: int) -> Step:
    """The step of vitest. long: plans against the real server for half an hour instead of under a minute."""
    report = RESULTS / "app.xml"
    reporters = ("--reporter=default", "--reporter=junit", f"--outputFile.junit={report}")
    return Step(
        "app",
        (
            "env",
            f"LANTERN_PLANS_SECONDS={30 * MINUTE if long else 40}",
            NPM,
            "run",
            "--silent",
            "test",
            "--",
            *reporters,
        ),
        folder=PWA,
        report=report,
        seconds_max=seconds_max,
    )
