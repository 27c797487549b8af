"""Runs every check, says what each took, and ends with how many passed and how many failed."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from script.tooling.browser import chromium, firefox
from script.tooling.environment import prepare
from script.tooling.paths import BIN, RESULTS
from script.tooling.steps import Step, steps

TIMED_OUT = 124


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step went. failures, skipped: what to look at, one line each; no failures when it passed."""

    name: str
    seconds: float
    passed: int
    failures: tuple[str, ...]
    skipped: tuple[str, ...] = ()


def main(words: Sequence[str]) -> int:
    """Run the chosen steps to the last. Returns 1 when anything failed."""
    chosen = parse(words)
    # Asked to end, a step's children must end too; by default only we would.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    start = time.monotonic()
    prepare()
    print(f"setup took {time.monotonic() - start:.1f} s", flush=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    outcomes = [take(step) for step in chosen]
    return report(outcomes, time.monotonic() - start)


def parse(words: Sequence[str]) -> tuple[Step, ...]:
    """The steps that the command line asks for, in their order."""
    names = [step.name for step in steps(long=False)]
    parser = argparse.ArgumentParser(prog="script/test", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the tests that take minutes too")
    parser.add_argument("--only", action="append", choices=names, metavar="STEP", help=", ".join(names))
    given = parser.parse_args(words)
    return tuple(step for step in steps(long=given.long) if given.only is None or step.name in given.only)


def take(step: Step) -> Outcome:
    """Run one step and count what it did."""
    print(f"\n== {step.name}", flush=True)
    start = time.monotonic()
    if step.report is not None:
        # An old report must not speak for a run that died before it wrote its own.
        step.report.unlink(missing_ok=True)
    status = execute(step)
    passed, failures, skipped = count(step, status)
    seconds = time.monotonic() - start
    print(f"== {step.name}: {'failed' if failures else 'passed'} in {seconds:.1f} s", flush=True)
    return Outcome(step.name, seconds, passed, failures, skipped)


def execute(step: Step) -> int:
    """Run a step's command, ending it and its children when it takes too long; returns its exit status."""
    # Programs of npm packages look for `node` on the path.
    environment = os.environ | {"PATH": f"{BIN}:{os.environ.get('PATH', '')}"}
    if step.needs_browser:
        try:
            environment["LANTERN_CHROMIUM"] = str(chromium())
            environment["LANTERN_FIREFOX"] = str(firefox() or "")
        except (OSError, subprocess.CalledProcessError) as failure:
            print(f"no browser: {failure}", file=sys.stderr)
            return 1
    with subprocess.Popen(step.command, cwd=step.folder, env=environment, start_new_session=True) as process:
        try:
            return process.wait(step.seconds_max)
        except subprocess.TimeoutExpired:
            return TIMED_OUT
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a step with its children. Interrupted, pytest still ends the database it started."""
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, signal_number)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue


def count(step: Step, status: int) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """How many checks of a step passed, the names of those that did not, and of those left out with the reason."""
    if status == TIMED_OUT:
        return 0, (f"{step.name}: ended after {step.seconds_max} s",), ()
    if step.report is None or not step.report.exists():
        return (1, (), ()) if status == 0 else (0, (f"{step.name}: ended with {status}",), ())
    cases = list(ET.parse(step.report).iter("testcase"))  # noqa: S314 - written a moment ago by our own run
    failed = tuple(
        called(step, case)
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    )
    skipped = tuple(
        f"{called(step, case)}: {why.get('message', '')}"
        for case in cases
        if (why := case.find("skipped")) is not None
    )
    if status != 0 and not failed:
        failed = (f"{step.name}: ended with {status}",)
    return max(0, len(cases) - len(failed) - len(skipped)), failed, skipped


def called(step: Step, case: ET.Element) -> str:
    """The name of one test of a step."""
    return f"{step.name}: {case.get('classname', '')} {case.get('name', '')}".strip()


def report(outcomes: Sequence[Outcome], seconds: float) -> int:
    """Print the summary, its last line in a form that machines read. Returns the exit status."""
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    print("\n== summary")
    for outcome in outcomes:
        verdict = f"{len(outcome.failures)} FAILED" if outcome.failures else "ok"
        print(f"{outcome.name:12} {outcome.seconds:7.1f} s  {outcome.passed:5} passed  {verdict}")
    print(f"{'total':12} {seconds:7.1f} s")
    for outcome in outcomes:
        for skipped in outcome.skipped:
            print(f"SKIPPED {skipped}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{sum(outcome.passed for outcome in outcomes)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
