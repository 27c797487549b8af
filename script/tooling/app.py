"""Builds the app, unless what it is made from has not changed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from script.tooling.environment import digest, only_one, prepare, run, say
from script.tooling.paths import BUILT_APP, CACHE, NPM, PWA

MARK = CACHE / "app.key"
SOURCES = (
    "src",
    "public",
    "vite",
    "index.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
)


def build_app() -> None:
    """Leave the app built in `pwa/dist`. Raises CalledProcessError when it cannot be built."""
    with only_one("app"):
        key = source_key()
        if MARK.exists() and MARK.read_text() == key and (BUILT_APP / "service_worker.js").exists():
            return
        say("building the app")
        # Away before the build: one that fails half-way must not pass for the last good one.
        MARK.unlink(missing_ok=True)
        version = json.loads((PWA / "package.json").read_text())["version"]
        build = (NPM, "run", "--silent", "build", "--", "--logLevel", "warn")
        run(*build, folder=PWA, extra={"LANTERN_BUILD": f"{version}+{key[:8]}"})
        MARK.write_text(key)


def source_key() -> str:
    """A hash over every file that the build reads; part of it names the build."""
    parts = [part for path in sources() for part in (str(path.relative_to(PWA)).encode(), path.read_bytes())]
    return digest(*parts)


def sources() -> Iterator[Path]:
    """The files that the build reads, in a fixed order; tests are not among them."""
    for name in SOURCES:
        path = PWA / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and ".test." not in file.name)


if __name__ == "__main__":
    prepare()
    try:
        build_app()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
