"""Repeats what shows a race in one run of many: the story, phones that are killed, plans against the real server."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from script.tooling.app import build_app
from script.tooling.browser import chromium
from script.tooling.paths import BIN, NPM, PWA, PYTHON, ROOT

STORY = "tests/journeys/test_story.py"
RUNS = 20
KILLS = 200
PLANS = 2_000


def main(words: Sequence[str]) -> int:
    """Run what the first word says, `kills`, `plans` or the story, as often as the number says."""
    name = next((word for word in words if not word.isdecimal()), "story")
    count = next((int(word) for word in words if word.isdecimal()), None)
    if name == "kills":
        build_app()
        return kills(count or KILLS)
    if name == "plans":
        return plans(count or PLANS)
    if name != "story":
        print("script/soak [story | kills | plans] [how often]")
        return 2
    build_app()
    return story(count or RUNS)


def kills(count: int) -> int:
    """Kill phones in bad weather so many times, in profiles of 25 kills each."""
    environment = os.environ | {"LANTERN_CHROMIUM": str(chromium()), "LANTERN_KILLS": str(count)}
    command: list[str | Path] = [PYTHON, "-m", "pytest", "--quiet", "tests/journeys/test_kills.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def plans(count: int) -> int:
    """Let the core live through so many plans of its own against the real server."""
    environment = os.environ | {"LANTERN_PLANS": str(count), "PATH": f"{BIN}:{os.environ.get('PATH', '')}"}
    command: list[str | Path] = [NPM, "run", "--silent", "test", "--", "--project", "live"]
    return subprocess.run(command, cwd=PWA, env=environment, check=False).returncode


def story(runs: int) -> int:
    """Run the story again and again. Returns 1 at the first failure."""
    environment = os.environ | {"LANTERN_CHROMIUM": str(chromium())}
    for number in range(1, runs + 1):
        start = time.monotonic()
        done = subprocess.run(
            [PYTHON, "-m", "pytest", "--quiet", STORY], cwd=ROOT, env=environment, check=False
        )
        if done.returncode != 0:
            print(f"run {number} of {runs} failed")
            return 1
        print(f"run {number} of {runs} passed in {time.monotonic() - start:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failure:
        # The program that failed has said why.
        sys.exit(failure.returncode)
