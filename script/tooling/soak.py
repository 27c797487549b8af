"""Repeats the journey that tells the whole story, because a race shows itself in one run of many."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from script.tooling.app import build_app
from script.tooling.browser import chromium
from script.tooling.paths import PYTHON, ROOT

STORY = "tests/journeys/test_story.py"
RUNS = 20


def main(words: Sequence[str]) -> int:
    """Run the story again and again. Returns 1 at the first failure."""
    runs = int(words[0]) if words else RUNS
    build_app()
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
