"""Where things are in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout itself."""

CACHE = ROOT / ".cache"
"""What can be made again: locks, results of builds, an unpacked browser. Never tracked."""

ENVIRONMENT = ROOT / ".venv"
"""The virtual environment that `script/setup` makes; Node is in its `bin` too."""

BIN = ENVIRONMENT / "bin"
PYTHON = BIN / "python"
NODE = BIN / "node"
NPM = BIN / "npm"

PWA = ROOT / "pwa"
BUILT_APP = PWA / "dist"
BROWSER_PACKAGE = ROOT / "script" / "browser"
LIGHTHOUSE_PACKAGE = ROOT / "script" / "lighthouse"

RESULTS = CACHE / "results"
"""What the last `script/test` wrote: test reports, traces, screenshots."""
