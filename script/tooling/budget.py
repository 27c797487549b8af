"""How much the phone has to load before the first screen, against what we allow ourselves.

The page and the worker start side by side; what either loads later (screens of other roles, Argon2) does not count.
"""

import gzip
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from script.tooling.paths import BUILT_APP

SCRIPT_BYTES_MAX = 75_000
STYLE_BYTES_MAX = 12_000
SHELL_BYTES_MAX = 150_000
"""Page, its styles and the worker, which holds keys, database and sync: a third of that is Dexie."""

ENTRY = "index.html"
STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([\w.-]+\.js)["']""")


class Chunk(TypedDict, total=False):
    """One entry of the manifest that Vite writes beside the app; a chunk without imports has none listed."""

    file: str
    imports: list[str]
    css: list[str]
    assets: list[str]


@dataclass(frozen=True, slots=True)
class Load:
    """What one group of files weighs. bytes_gzip: after gzip at level 9, as the server sends them."""

    name: str
    bytes_gzip: int
    bytes_max: int

    @property
    def fits(self) -> bool:
        """Whether it stays within its budget."""
        return self.bytes_gzip <= self.bytes_max

    def __str__(self) -> str:
        """One line for the terminal."""
        verdict = "fits" if self.fits else "IS TOO MUCH"
        return f"{self.name}: {self.bytes_gzip / 1000:.1f} of {self.bytes_max / 1000:.0f} kB gzip, {verdict}"


def main() -> int:
    """Print what the first screen loads; 1 when it is more than allowed."""
    loads = initial_loads(BUILT_APP)
    for load in loads:
        print(load)
    return 0 if all(load.fits for load in loads) else 1


def initial_loads(folder: Path) -> tuple[Load, ...]:
    """Scripts and styles that a built app loads before its first screen.

    folder: `pwa/dist`. Raises FileNotFoundError when nothing is built there.
    """
    manifest: dict[str, Chunk] = json.loads((folder / ".vite" / "manifest.json").read_text())
    chunks = reachable(manifest, ENTRY)
    scripts = {manifest[name]["file"] for name in chunks}
    styles = {style for name in chunks for style in manifest[name].get("css", [])}
    workers = {
        asset for name in chunks for asset in manifest[name].get("assets", []) if asset.endswith(".js")
    }
    return (
        Load("Initial JavaScript", weigh(folder, scripts), SCRIPT_BYTES_MAX),
        Load("Initial CSS", weigh(folder, styles), STYLE_BYTES_MAX),
        Load("Whole shell", weigh(folder, scripts | styles | with_imports(folder, workers)), SHELL_BYTES_MAX),
    )


def reachable(manifest: Mapping[str, Chunk], name: str) -> set[str]:
    """The chunk `name` and everything it imports without being asked to."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(manifest[current].get("imports", []))
    return found


def with_imports(folder: Path, files: set[str]) -> set[str]:
    """Some built scripts and those that they import statically; Vite's manifest says nothing about workers."""
    found: set[str] = set()
    waiting = list(files)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            home = Path(file).parent
            waiting.extend(str(home / name) for name in STATIC_IMPORT.findall((folder / file).read_text()))
    return found


def weigh(folder: Path, files: set[str]) -> int:
    """The size of some files, each compressed by itself."""
    return sum(len(gzip.compress((folder / file).read_bytes(), 9)) for file in files)


if __name__ == "__main__":
    sys.exit(main())
