"""What a screen reader is told on the officer's main screens: held word for word in `screen_reader/`.

`LANTERN_SCREEN_READER=write` writes what is told now; the change is then read like any other.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from script.tooling.browser import chromium
from tests.journeys.hands import go
from tests.journeys.harbour import Harbour, begin_in_harbour
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service
from tests.journeys.ways import follow, on_patrol, searched

HELD = Path(__file__).parent / "screen_reader"
WRITES = os.environ.get("LANTERN_SCREEN_READER") == "write"
SETTLED_MS = 300
STEADY = 4
"""Looks in a row that tell the same."""

CHANGES = (
    (r"\b\d{1,2}:\d{2}\b", "HH:MM"),
    (r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b(?: \d{4})?", "DAY"),
    (r"\b\d+ (?:min|h|days?)\b|under 1 min|just now|yesterday", "AGE"),
    (r"\b[A-Z]-[0-9A-Z]{2,}-\d+\b", "REFERENCE"),
    (r"\b\d{4}-\d{2}-\d{2}\b", "DATE"),
    (r"phone (?!HH)[0-9A-Z]{2}\b", "phone CODE"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"),
    (r"(?:Nothing unsent · copy of|On this phone: \d+ · (?:oldest )?)[^\"\n]*", "STRIP"),
)
"""What is another on another day: a pattern and what stands for it."""


@pytest.fixture(scope="module")
def wren(
    told: Harbour, app_folder: Path, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Phone]:
    """PC Wren's phone in Operation Harbour, on patrol."""
    with begun("wren", told, app_folder, playwright, tmp_path_factory.mktemp("reader")) as phone:
        on_patrol(phone)
        phone.tap("Close this message")
        yield phone


@pytest.fixture
def kestrel(told: Harbour, app_folder: Path, playwright: Playwright, tmp_path: Path) -> Iterator[Phone]:
    """Sergeant Kestrel's desk in Operation Harbour."""
    with begun("kestrel", told, app_folder, playwright, tmp_path, desk=True) as phone:
        yield phone


@contextmanager
def begun(
    person: str, told: Harbour, app_folder: Path, playwright: Playwright, folder: Path, *, desk: bool = False
) -> Iterator[Phone]:
    """A phone of one of the demonstration's people with a server of its own, both put away afterwards."""
    service = Service(folder, copy_of=told.database)
    service.environment["LANTERN_APP_FOLDER"] = str(app_folder)
    service.start()
    phone = Phone(playwright, str(chromium()), folder / person, Proxy(service.port), desk=desk)
    try:
        begin_in_harbour(phone, person)
        yield phone
    finally:
        phone.stop()
        phone.proxy.close()
        service.stop()


@pytest.mark.parametrize(
    ("name", "address", "pressed"),
    [
        ("today", "#/", ()),
        ("met someone", "#/", ("Met someone",)),
        ("write", "#/", ("Write…",)),
        ("vehicle", "#/vehicle/0197f000-0000-7000-8000-000000000001", ()),
        ("check", "#/check/0197f000-0000-7000-8000-000000000002", ()),
        ("we talked", "#/met/talked/0197f000-0000-7000-8000-000000000003", ()),
        ("child", "#/met/child/0197f000-0000-7000-8000-000000000004", ()),
        ("patrol", "#/patrol", ()),
        ("note", "#/note/0197f000-0000-7000-8000-000000000005", ()),
        ("find", "#/find", ()),
        ("help", "#/help", ()),
        ("unsent", "#/unsent", ()),
        ("more", "#/more", ()),
    ],
)
def test_a_screen_says_what_it_said(wren: Phone, name: str, address: str, pressed: tuple[str, ...]) -> None:
    """Roles, names and states, in their order, are those that were read and held to be right."""
    open_anew(wren, address)
    for key in pressed:
        wren.tap(re.compile(f"^{key}"))

    told_now = told_at_last(wren)
    wren.page.keyboard.press("Escape")

    assert told_now == held(name, told_now)


def test_a_warning_that_waits_is_told_with_what_it_waits_for_and_every_way_to_decide(kestrel: Phone) -> None:
    """The review at the desk: what it waits for, the checks, how it will read, every decision, and the facts below."""
    open_anew(kestrel, "#/queue")
    follow("Warning waits: Could be")(kestrel)

    # The queue beside it is another on another day of the week.
    told_now = told_at_last(kestrel, "section[aria-label=Work]")

    assert told_now == held("warning review", told_now)


def test_results_of_a_search_are_announced(wren: Phone) -> None:
    """Whoever does not see the list hears how many there are, in a region that was there before it had to speak."""
    open_anew(wren, "#/find")
    wren.page.evaluate(LISTEN)

    searched("ro")(wren)
    shown = wren.page.get_by_role("region", name="Results").locator("a, button").count()
    found = heard(wren)
    searched("zzzz")(wren)

    assert re.search(r"\b\d+( found|\. Type on)", found[-1])
    assert 0 < int(re.findall(r"\d+", found[-1])[0]) <= shown
    assert heard(wren)[len(found) :][-1].startswith("No warning known on this phone")


LISTEN = """() => {
  const speaking = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output';
  window.heard = [];
  for (const region of document.querySelectorAll(`main :is(${speaking})`)) {
    const say = () => window.heard.push(region.textContent.trim());
    new MutationObserver(say).observe(region, { subtree: true, childList: true, characterData: true });
  }
}"""
"""Only regions that stand already: one that comes with its words is read by no screen reader."""


def heard(phone: Phone) -> list[str]:
    """What was said by itself since `LISTEN`, in order."""
    said: list[str] = phone.page.evaluate("() => window.heard")
    return said


def open_anew(phone: Phone, address: str) -> None:
    """From another screen: an address that is open already would not be opened again."""
    go(phone, "#/more/copy")
    phone.sees("About this copy")
    go(phone, address)
    phone.sees_nothing_of("About this copy" if address != "#/more" else "Read everything back and compare")
    phone.page.wait_for_timeout(SETTLED_MS)


def told_at_last(phone: Phone, within: str = "body") -> str:
    """What is told once it has been the same for a second: lists come when they are read. within: a selector."""
    told, same = "", 0
    while same < STEADY:
        phone.page.wait_for_timeout(SETTLED_MS)
        now = timeless(phone.page.locator(within).aria_snapshot())
        told, same = now, same + 1 if now == told else 0
    return told


def timeless(told: str) -> str:
    """Without times, ages, references and ids."""
    for pattern, stands in CHANGES:
        told = re.sub(pattern, stands, told)
    return told + "\n"


def held(name: str, told_now: str) -> str:
    """What is kept of a screen; with LANTERN_SCREEN_READER=write what is told now is kept first."""
    file = HELD / f"{name.replace(' ', '_')}.yaml"
    if WRITES:
        HELD.mkdir(exist_ok=True)
        file.write_text(told_now, "utf-8")
    return file.read_text("utf-8")
