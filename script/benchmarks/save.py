"""From the tap on Save to "On this phone": signed, sealed and durable, in real Chromium, also at 4x CPU throttle.

Then a first pull of `--records` (2,000) of them into a fresh profile, with the first list after it.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from script.tooling.browser import chromium
from tests.journeys.core_page import ask, build, value
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import PASSWORD, Service

PIN = "135790"
SAVES = 200
BATCH = 100
NOTE = {
    "type": "sighting",
    "record": None,
    "stream": "op/harbour",
    "set": {
        "kind": "note",
        "happened_at": "2026-11-22T02:14:05+00:00",
        "words": "Silver estate, slow, twice round. " * 12,
    },
}
TIMED = """async ([intent, count]) => {
  const times = [];
  for (let at = 0; at < count; at += 1) {
    const begin = performance.now();
    await window.core.save(intent);
    times.push(performance.now() - begin);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder))
        try:
            measure(playwright, service, Path(folder), wanted.records)
        finally:
            service.stop()
    return 0


def served(folder: Path) -> Service:
    """A server with one officer, serving the core's page."""
    build(folder / "app")
    service = Service(folder)
    service.environment["LANTERN_APP_FOLDER"] = str(folder / "app")
    service.lantern("tenants", "add", "Harbour")
    service.lantern("operations", "add", "harbour", "Operation Harbour")
    service.lantern("users", "add", "wren", "--name", "PC Wren", "--role", "officer", "--password", PASSWORD)
    service.lantern("memberships", "add", "wren", "harbour")
    service.start()
    return service


def measure(playwright: Playwright, service: Service, folder: Path, records: int) -> None:
    """Saves in one profile, a first pull in another."""
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    first = enrolled(playwright, service, folder / "first")
    for rate in (1, 4):
        throttle(first.page, rate)
        report(f"save at {rate}x", first.page.evaluate(TIMED, [NOTE, SAVES]))
    throttle(first.page, 1)
    for _ in range(max(0, records - 2 * SAVES) // BATCH):
        value(ask(first.page, "save_all", [NOTE] * BATCH))
    ask(first.page, "sync")
    first.stop()

    second = enrolled(playwright, service, folder / "second")
    begin = time.monotonic()
    ask(second.page, "sync")
    pulled = time.monotonic() - begin
    begin = time.monotonic()
    page = ask(second.page, "list", {"types": ["sighting"], "newest_first": True, "limit": 50})
    print(
        f"first pull of {page['total']} records: {pulled:.2f} s; first list: {(time.monotonic() - begin) * 1000:.0f} ms"
    )
    begin = time.monotonic()
    digests = ask(second.page, "digests")
    print(
        f"read back and compared in {(time.monotonic() - begin) * 1000:.0f} ms: {digests['op/harbour']['matches']}"
    )
    second.stop()


def enrolled(playwright: Playwright, service: Service, profile: Path) -> Phone:
    """A phone on which PC Wren is at work."""
    phone = Phone(playwright, str(chromium()), profile, Proxy(service.port))
    phone.start()
    value(ask(phone.page, "sign_in", "wren", PASSWORD))
    value(ask(phone.page, "enrol", PIN, "Benchmark"))
    return phone


def throttle(page: Page, rate: int) -> None:
    """Slow the processor down, for the page and for its worker as far as Chromium does."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def report(what: str, times: list[float]) -> None:
    """Median, p95 and worst."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{what}: median {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms, worst {ordered[-1]:.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
