"""The officer's phone with 10,000 records at 4x: unlock, open a record, search, memory, longest task, in Chromium.

Each start is a new browser process over the same profile, without a signal. Told twice: with Chromium's own throttle,
which slows the page alone, and with the whole browser slowed (docs/performance.md, "What 4x means here").
"""

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select

from script.measuring.figures import line, load, most
from script.measuring.heap import heaps_mib, renderer_mib
from script.measuring.shift import served
from script.measuring.slowness import slowed, spin
from script.measuring.starting import enrol, switch_on, unlocked
from script.tooling.browser import chromium
from server import create_app
from server.database import db, reading
from server.exchange.models import RecordRow
from server.settings import settings_from_environment
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service

Slow = Callable[[Phone], AbstractContextManager[None]]
Figures = dict[str, list[float]]

WAYS: dict[str, tuple[int, Slow]] = {
    "as it is": (1, lambda _: nullcontext()),
    "4x, page only (Chromium's throttle)": (4, lambda _: nullcontext()),
    "4x, page, worker and storage (stopped 3 of 4 parts)": (1, lambda phone: slowed(phone.group, 4)),
}
SEARCHED = ("ada heron", "grey coat", "LH43 DCH", "lh2? ?ch", "heron huw", "quai")
"""Typed key by key: a name, a description, a plate, a plate with gaps, a name turned round, words that nobody has."""

QUIET_MS = 500
"""A search that shows nothing new for so long has shown everything."""

READY_MS_MAX = 10_000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--opened", type=int, default=20, help="records opened in each start")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder), wanted.records)
        try:
            phone = Phone(playwright, str(chromium()), Path(folder) / "wren", Proxy(service.port))
            begin = time.monotonic()
            enrol(phone)
            print(
                f"signed in, enrolled, first copy of {wanted.records:,} records: {time.monotonic() - begin:.1f} s"
            )
            phone.stop()
            phone.proxy.cut()
            records = _some(service, wanted.opened)
            for name, (rate, slow) in WAYS.items():
                print(f"-- {name}; {load()}", flush=True)
                figures: Figures = defaultdict(list)
                for _ in range(wanted.starts):
                    measure(phone, rate, slow, records, figures)
                tell(figures)
            phone.proxy.close()
        finally:
            service.stop()
    return 0


def measure(phone: Phone, rate: int, slow: Slow, records: list[tuple[str, str]], figures: Figures) -> None:
    """One cold start, records opened one after the other, words searched key by key, and what is held afterwards."""
    page = switch_on(phone, rate)
    with slow(phone):
        noted, worker = unlocked(phone)
        figures["key"].append(noted["accepted"] - noted["input"])
        figures["unlock"].append(noted["today painted"] - noted["accepted"])
        for stream, record in records:
            figures["open"].append(_opened(page, stream, record))
        _go(page, "#/find")
        page.wait_for_selector("#find")
        for words in SEARCHED:
            page.fill("#find", "")
            page.wait_for_timeout(QUIET_MS)
            figures["search"] += [took for key in words if (took := _typed(page, key)) is not None]
        figures["task"].append(page.evaluate("longestTask"))
        figures["page loop"].append(spin(page))
        figures["worker loop"].append(spin(worker))
    for where, held in heaps_mib(page).items():
        figures[f"{where} heap"].append(held)
    figures["heap"].append(figures["page heap"][-1] + figures["worker heap"][-1])
    for how, held in renderer_mib(phone.group).items():
        figures[how].append(held)
    phone.stop()


def tell(figures: Figures) -> None:
    """Every figure beside its target."""
    print(line("last digit to PIN accepted (Argon2id)", figures["key"], 1_500))
    print(line("PIN accepted to Today painted with its rows", figures["unlock"], 2_000))
    print(line("a record opened to its page painted", figures["open"], 100))
    print(line("key pressed in Find to results painted", figures["search"], 100))
    print(most("longest task of the page's main thread", figures["task"], 200, "ms"))
    print(most("JavaScript heap, page and worker", figures["heap"], 30, "MiB"))
    print(most("    of it the page's", figures["page heap"], None, "MiB"))
    print(most("    of it the worker's", figures["worker heap"], None, "MiB"))
    print(most("renderer, private memory", figures["private"], 150, "MiB"))
    print(most("renderer, resident with what it shares", figures["resident"], None, "MiB"))
    for where in ("page loop", "worker loop"):
        print(line(f"a fixed loop, {where.partition(' ')[0]}", figures[where]))


def _some(service: Service, count: int) -> list[tuple[str, str]]:
    """(stream, id) of some records, drawn with a fixed seed."""
    with create_app(settings_from_environment(service.environment)).app_context():
        with reading() as session:
            kinds = ("engagement", "sighting", "vehicle", "person", "patrol")
            wanted = (
                select(RecordRow.home, RecordRow.id).where(RecordRow.type.in_(kinds)).order_by(RecordRow.id)
            )
            rows = [(home, record) for home, record in session.execute(wanted)]
        db.engine.dispose()
    return random.Random(1).sample(rows, count)


def _opened(page: Page, stream: str, record: str) -> float:
    """Milliseconds from going to a record until its page is painted; back to Today afterwards."""
    address = f"#/record/{stream.replace('/', '%2F')}/{record}"
    begin: float = page.evaluate(
        "(address) => { forget(); location.hash = address; return performance.timeOrigin + performance.now() }",
        address,
    )
    page.wait_for_function("() => 'record painted' in noted", timeout=READY_MS_MAX, polling=20)
    took: float = page.evaluate("() => noted['record painted']") - begin
    _go(page, "#/")
    page.wait_for_function(
        "() => document.querySelector('section[aria-label=\"Patrol\"] a') !== null", polling=20
    )
    return took


def _typed(page: Page, key: str) -> float | None:
    """Milliseconds from the browser's own time of a key to the last change of the results; None without a change."""
    page.evaluate("forget()")
    page.keyboard.type(key)
    page.wait_for_function(
        f"""() => {{
          const now = performance.timeOrigin + performance.now();
          return noted.input !== undefined && now - Math.max(noted.input, noted['results painted'] ?? 0) > {QUIET_MS};
        }}""",
        timeout=READY_MS_MAX,
        polling=20,
    )
    noted: dict[str, float] = page.evaluate("() => ({ ...noted })")
    return noted["results painted"] - noted["input"] if "results painted" in noted else None


def _go(page: Page, address: str) -> None:
    page.evaluate("(address) => { location.hash = address }", address)


if __name__ == "__main__":
    sys.exit(main())
