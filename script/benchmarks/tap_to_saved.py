"""The second tap of the two-tap log, on the real Today with 2,000 records: from the tap to "On this phone", painted.

Signed, sealed to the server, sealed at rest and durable (`strict`) before the words are said. Without a signal, in
Chromium and, where there is one, in Firefox.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

from playwright.sync_api import Playwright, sync_playwright

from script.measuring.figures import line, load
from script.measuring.firefox import Firefox
from script.measuring.hands import WATCH, ChromiumDriver, Driver, begin, press, reads, wait
from script.measuring.shift import served
from script.measuring.slowness import slowed, spin, throttled
from script.tooling.browser import chromium
from script.tooling.browser import firefox as firefox_program
from tests.journeys.hands import PIN
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import PASSWORD, Service

HELLO = "Adult, looked safe. Said hello, no wish to talk"
TARGETS = {1: 25, 4: 100}
REST = 0.25
"""Seconds between the sheet and the tap: nobody reads six words faster."""

How = Literal["page", "all"]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--taps", type=int, default=40)
    parser.add_argument("--only", choices=("chromium", "firefox"))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder), wanted.records)
        try:
            if wanted.only != "firefox":
                in_chromium(playwright, service, Path(folder), wanted.taps)
            if wanted.only != "chromium":
                in_firefox(service, Path(folder), wanted.taps)
        finally:
            service.stop()
    return 0


def in_chromium(playwright: Playwright, service: Service, folder: Path, taps: int) -> None:
    """As it is, with Chromium's throttle of the page, and with the whole browser slowed."""
    phone = Phone(playwright, str(chromium()), folder / "wren", Proxy(service.port))
    phone.switch_on()
    phone.page.add_init_script(WATCH)
    phone.page.goto(phone.proxy.address)
    driver = ChromiumDriver(phone.page)
    begin(driver, "wren", PASSWORD, PIN)
    phone.proxy.cut()
    tell("Chromium", 1, log(driver, taps))
    throttled(phone.page, 4)
    tell("Chromium, page throttled", 4, log(driver, taps))
    throttled(phone.page, 1)
    quick = spin(phone.page)
    with slowed(phone.group, 4):
        times = log(driver, taps)
        slow = spin(phone.page)
    tell("Chromium, all of it slowed", 4, times)
    print(f"a fixed loop in the page took {slow / quick:.1f} times as long while all of it was slowed")
    phone.stop()
    phone.proxy.close()


def in_firefox(service: Service, folder: Path, taps: int) -> None:
    """As it is and with the whole browser slowed; Firefox has no throttle of its own."""
    program = firefox_program()
    if program is None:
        print("Firefox: none on this machine")
        return
    proxy = Proxy(service.port)
    with Firefox(program, folder / "firefox") as firefox:
        firefox.before_pages(WATCH)
        firefox.open(proxy.address)
        begin(firefox, "wren", PASSWORD, PIN)
        proxy.cut()
        tell(f"Firefox {firefox.version}", 1, log(firefox, taps))
        with slowed(firefox.group, 4):
            times = log(firefox, taps)
        tell(f"Firefox {firefox.version}, all of it slowed", 4, times)
    proxy.close()


def log(driver: Driver, taps: int) -> list[tuple[float, float]]:
    """So many entries: milliseconds from the tap to the words in the document, and painted. Two more warm up."""
    return [one(driver) for _ in range(taps + 2)][2:]


def one(driver: Driver) -> tuple[float, float]:
    """Two taps; the second is measured from the event's own time, when the browser got it."""
    press(driver, "Met someone")
    wait(driver, reads(HELLO))
    time.sleep(REST)
    driver.evaluate("forget()")
    press(driver, HELLO)
    wait(driver, "noted['saved painted']")
    noted = driver.evaluate("({ ...noted })")
    press(driver, "Close this message")
    wait(driver, "document.querySelector('aside.undo') === null")
    return noted["saved"] - noted["click"], noted["saved painted"] - noted["click"]


def tell(where: str, rate: int, times: list[tuple[float, float]]) -> None:
    """Both spans."""
    print(f"-- {where}; {load()}")
    print(line('tap to "On this phone" in the document', [each for each, _ in times], TARGETS[rate]))
    print(line("tap to it painted", [each for _, each in times], TARGETS[rate]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
