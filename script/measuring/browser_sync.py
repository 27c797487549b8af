"""W6: a fresh Chromium profile on disk pulls everything until every record is readable and sealed."""

import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from script.measuring.serving import Served
from script.tooling.browser import chromium
from tests.journeys.core_page import ask, build, value
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.server.people import PASSWORD

PIN = "135790"
WATCH = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.longest = Math.max(window.longest, each.duration);
  }).observe({ type: 'longtask' });
}"""


def built(folder: Path) -> Path:
    """The core's page, built into `folder` for a server to serve."""
    build(folder)
    return folder


def first_sync(served: Served, folder: Path, records: int) -> tuple[float, float]:
    """Returns seconds until the digest over the stored rows agrees, and the longest task of the page in ms.

    The page asks for everything to be read back: each row is unsealed and hashed again.
    """
    with sync_playwright() as playwright:
        phone = Phone(playwright, str(chromium()), folder / "profile", Proxy(served.port))
        phone.start()
        value(ask(phone.page, "sign_in", "officer0", PASSWORD))
        value(ask(phone.page, "enrol", PIN, "Benchmark"))
        phone.page.evaluate(WATCH)
        begin = time.monotonic()
        ask(phone.page, "sync")
        page = ask(phone.page, "list", {"types": ["engagement"], "newest_first": True, "limit": 50})
        seconds = time.monotonic() - begin
        digests = ask(phone.page, "digests")
        longest = phone.page.evaluate("() => window.longest")
        phone.stop()
    if page["total"] != records or not digests["care/harbour"]["matches"]:
        raise ValueError(f"{page['total']} of {records} records are readable")
    return seconds, longest
