"""Cold start without a signal, 2,000 records on the phone: from opening the app to Today with its rows, in Chromium.

A new browser process for each start, over the same profile. The PIN's stretching (Argon2id) is told by itself: it
is what the PIN is meant to cost, and the target counts from its end.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from script.measuring.figures import line, load
from script.measuring.shift import FOR_YOU, served
from script.measuring.slowness import slowed, spin, throttled
from script.tooling.browser import chromium
from tests.journeys.hands import NOTHING_UNSENT, PIN, sign_in
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service

WATCH = Path(__file__).parents[1] / "measuring" / "watch.js"
TARGET = 1_500
STRETCHED = """() => {
  const decrypt = SubtleCrypto.prototype.decrypt;
  self.pinAccepted = null;
  SubtleCrypto.prototype.decrypt = async function (...values) {
    const plain = await decrypt.apply(this, values);
    self.pinAccepted ??= performance.timeOrigin + performance.now();
    return plain;
  };
}"""
"""The first thing that the worker opens after a PIN is the data key: then the PIN is accepted."""

Slow = Callable[[Phone], AbstractContextManager[None]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--starts", type=int, default=7)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder), wanted.records)
        try:
            measure(playwright, service, Path(folder), wanted.starts)
        finally:
            service.stop()
    return 0


def measure(playwright: Playwright, service: Service, folder: Path, starts: int) -> None:
    """Enrol, pull everything, then start again and again with the signal cut."""
    phone = Phone(playwright, str(chromium()), folder / "wren", Proxy(service.port))
    enrol(phone)
    phone.stop()
    phone.proxy.cut()
    ways: dict[str, tuple[int, Slow]] = {
        "as it is": (1, lambda _: nullcontext()),
        "4x, page only (Chromium's throttle)": (4, lambda _: nullcontext()),
        "4x, page, worker and storage (stopped 3 of 4 parts)": (1, lambda phone: slowed(phone.group, 4)),
    }
    for name, (rate, slow) in ways.items():
        print(f"-- {name}; {load()}")
        tell([start(phone, rate, slow) for _ in range(starts)])
    phone.proxy.close()


def enrol(phone: Phone) -> None:
    """Sign in, choose a PIN, and wait for the first whole copy."""
    phone.start()
    sign_in(phone, "wren")
    for words in ("Choose a PIN", "Once more"):
        phone.sees(words)
        phone.page.keyboard.type(PIN)
    phone.sees(NOTHING_UNSENT, seconds=60)
    phone.sees("Child: services not reached")
    phone.page.evaluate("navigator.serviceWorker.ready")


def start(phone: Phone, rate: int, slow: Slow) -> dict[str, float]:
    """One cold start; moments in milliseconds since 1970, by their names, and how slow page and worker were."""
    phone.switch_on()
    page = phone.page
    page.add_init_script(f"window.rowsWaited = {FOR_YOU};")
    page.add_init_script(path=WATCH)
    throttled(page, rate)
    with slow(phone):
        page.goto(phone.proxy.address, wait_until="commit")
        page.wait_for_function("() => 'locked painted' in noted", polling=50)
        worker = page.workers[0]
        worker.evaluate(STRETCHED)
        page.keyboard.type(PIN)
        page.wait_for_function("() => 'today painted' in noted", timeout=60_000, polling=50)
        noted: dict[str, float] = page.evaluate("() => ({ ...noted, opened: performance.timeOrigin })")
        noted["accepted"] = worker.evaluate("() => self.pinAccepted")
        noted["page loop"], noted["worker loop"] = spin(page), spin(worker)
    phone.stop()
    return noted


def tell(starts: list[dict[str, float]]) -> None:
    """The spans between the moments."""

    def spans(begin: str, end: str) -> list[float]:
        return [each[end] - each[begin] for each in starts]

    to_lock, to_today = spans("opened", "locked painted"), spans("accepted", "today painted")
    print(line("opened to lock screen painted", to_lock))
    print(line("last digit to PIN accepted (Argon2id)", spans("input", "accepted")))
    print(line("PIN accepted to Today's rows in the document", spans("accepted", "today")))
    print(line("PIN accepted to Today painted", to_today, TARGET))
    print(
        line(
            "both loads: opened to lock, PIN accepted to Today",
            [a + b for a, b in zip(to_lock, to_today, strict=True)],
        )
    )
    print(
        line(
            "the same with Argon2id",
            [a + b for a, b in zip(to_lock, spans("input", "today painted"), strict=True)],
        )
    )
    for where in ("page loop", "worker loop"):
        print(line(f"a fixed loop, {where.partition(' ')[0]}", [each[where] for each in starts]))


if __name__ == "__main__":
    sys.exit(main())
