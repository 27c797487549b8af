"""Lighthouse's scores (mobile, local): the sign-in screen and the lock screen as they load, Today as it stands.

A page that is loaded anew is locked, so Today can only be audited as it stands, without a figure for performance. Above
the scores stands the load of the machine: simulated throttling counts what the processor did not get as slowness.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Playwright, sync_playwright

from script.measuring.figures import load
from script.measuring.shift import served
from script.measuring.starting import enrol
from script.tooling.browser import chromium
from script.tooling.environment import install_npm_packages
from script.tooling.paths import LIGHTHOUSE_PACKAGE, NODE
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service

AT_LEAST = 95
RECORDS = 200
SECONDS_MAX = 240

Way = Literal["navigation", "snapshot"]


def main() -> int:
    """Audit and print. Returns 1 when a score is below 95."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    install_npm_packages(LIGHTHOUSE_PACKAGE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder), RECORDS)
        try:
            kept = measure(playwright, service, Path(folder))
        finally:
            service.stop()
    return 0 if kept else 1


def measure(playwright: Playwright, service: Service, folder: Path) -> bool:
    """Whether every score of the three screens keeps its bound."""
    phone = Phone(playwright, str(chromium()), folder / "wren", Proxy(service.port))
    phone.switch_on()
    sign_in = audit(phone, "sign-in, first visit", "navigation")
    phone.stop()
    enrol(phone)
    today = audit(phone, "Today", "snapshot")
    lock = audit(phone, "lock screen", "navigation")
    phone.stop()
    phone.proxy.close()
    return sign_in and today and lock


def audit(phone: Phone, name: str, way: Way) -> bool:
    """Print the scores of one screen and what it misses; whether all are high enough."""
    print(f"-- {name}, {way}; {load()}", flush=True)
    command: list[str | Path] = [NODE, "audit.mjs", str(phone.debugging_port), phone.proxy.address, way]
    done = subprocess.run(
        command, cwd=LIGHTHOUSE_PACKAGE, stdout=subprocess.PIPE, text=True, check=True, timeout=SECONDS_MAX
    )
    found: dict[str, Any] = json.loads(done.stdout)
    for category, score in found["scores"].items():
        print(f"{category:20} {score:4}  at least {AT_LEAST}: {'kept' if score >= AT_LEAST else 'MISSED'}")
    for missed in found["missed"]:
        print(f"  {missed}")
    return all(score >= AT_LEAST for score in found["scores"].values())


if __name__ == "__main__":
    sys.exit(main())
