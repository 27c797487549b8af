"""Builds the core's page and speaks to it: `window.core` is the core that the screens have."""

import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]


def build(folder: Path) -> None:
    """Build `pwa/core_page` into `folder`, as the app is built."""
    done = subprocess.run(
        [
            ROOT / ".venv/bin/node", ROOT / "pwa/node_modules/vite/bin/vite.js", "build",
            "--config", "vite/core_page.config.ts", "--outDir", folder, "--logLevel", "warn",
        ],
        cwd=ROOT / "pwa",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def ask(page: Page, method: str, *values: Any) -> Any:
    """Call the core and wait for its answer."""
    script = "([method, values]) => window.core[method](...values)"
    return page.evaluate(script, [method, list(values)])


def value(outcome: Any) -> Any:
    """The value of an outcome that must have gone well."""
    assert outcome["ok"], outcome
    return outcome["value"]
