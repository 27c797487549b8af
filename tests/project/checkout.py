"""The files of this checkout, as the promises about them read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".jpg", ".webp", ".woff2", ".ico", ".pdf", ".gz"}
LOCKS = {
    "pwa/package-lock.json",
    "script/browser/package-lock.json",
    "script/lighthouse/package-lock.json",
    "script/requirements.lock",
    "script/requirements-development.lock",
}


@cache
def files() -> tuple[str, ...]:
    """Paths of everything tracked, or about to be, relative to the checkout."""
    # A continuous integration service may have checked out as another user.
    command = (
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    )
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def texts() -> Iterator[tuple[str, str]]:
    """Path and content of every file that people read."""
    for name in files():
        if Path(name).suffix not in BINARY:
            yield name, (ROOT / name).read_text(encoding="utf-8")


def is_generated(name: str) -> bool:
    """Whether a tool writes the file: locks, what comes from the definitions, data."""
    return name in LOCKS or ".gen." in name or Path(name).suffix in {".json", ".geojson"}


def python_trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Path and syntax tree of every Python file in some top folders."""
    for name, text in texts():
        if name.endswith(".py") and name.split("/")[0] in folders:
            yield name, ast.parse(text)


def imported(tree: ast.Module) -> Iterator[str]:
    """The top packages that a file imports anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            yield node.module.split(".")[0]
