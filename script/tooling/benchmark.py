"""Runs the benchmarks in `script/benchmarks`.

A benchmark is one file: `NAME.py` with its own `main`, run by the project's Python, or `NAME.mjs`, run by its Node.
Its first comment or docstring says what it measures; it prints its result and ends with 0.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from script.tooling.app import build_app
from script.tooling.browser import chromium
from script.tooling.paths import NODE, PYTHON, ROOT

FOLDER = ROOT / "script" / "benchmarks"


def main(words: Sequence[str]) -> int:
    """Run the benchmark that the first word names with the others as its options."""
    known = benchmarks()
    if not words or words[0] not in known:
        print("script/bench NAME [options], where NAME is one of:")
        for name, path in known.items():
            print(f"  {name:20} {purpose(path)}")
        return 0 if not words else 2
    build_app()
    environment = os.environ | {"LANTERN_CHROMIUM": str(chromium())}
    return subprocess.run(
        command(known[words[0]], words[1:]), cwd=ROOT, env=environment, check=False
    ).returncode


def benchmarks() -> Mapping[str, Path]:
    """Every benchmark by its name."""
    files = (path for path in FOLDER.iterdir() if path.suffix in {".py", ".mjs"} and path.stem != "__init__")
    return {path.stem: path for path in sorted(files)}


def purpose(path: Path) -> str:
    """The first line of a benchmark's own words."""
    return path.read_text().partition("\n")[0].strip(' "/*')


def command(path: Path, options: Sequence[str]) -> list[str | Path]:
    """How a benchmark of either language is started."""
    if path.suffix == ".py":
        return [PYTHON, "-m", f"script.benchmarks.{path.stem}", *options]
    return [NODE, path, *options]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failure:
        # The program that failed has said why.
        sys.exit(failure.returncode)
