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
from script.measuring.shift import served
from script.measuring.slowness import slowed, spin
from script.measuring.starting import enrol, switch_on, unlocked
from script.tooling.browser import chromium
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service

TARGET = 1_500
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


def start(phone: Phone, rate: int, slow: Slow) -> dict[str, float]:
    """One cold start; moments in milliseconds since 1970, by their names, and how slow page and worker were."""
    page = switch_on(phone, rate)
    with slow(phone):
        noted, worker = unlocked(phone)
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
