"""A whole shift without a pointer: nothing but Tab, Enter, Space, arrows and letters."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from script.tooling.browser import chromium
from tests.journeys.hands import keep_last_sight
from tests.journeys.harbour import Harbour, begin_in_harbour
from tests.journeys.keyboard import fill, pick, pointers, press, put_the_mouse_away, reach
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import Service

HELLO = "Adult, looked safe. Said hello, no wish to talk"


@pytest.fixture
def wren(told: Harbour, app_folder: Path, playwright: Playwright, tmp_path: Path) -> Iterator[Phone]:
    """PC Wren's phone in Operation Harbour, unlocked, before she has started a patrol."""
    service = Service(tmp_path, copy_of=told.database)
    service.environment["LANTERN_APP_FOLDER"] = str(app_folder)
    service.start()
    phone = Phone(playwright, str(chromium()), tmp_path / "wren", Proxy(service.port))
    try:
        begin_in_harbour(phone, "wren")
        yield phone
    finally:
        keep_last_sight(phone)
        phone.stop()
        phone.proxy.close()
        service.stop()
    assert phone.errors == []
    assert phone.violations == []


def test_a_shift_needs_no_pointer(wren: Phone) -> None:
    """Start patrol, met someone, vehicle, nothing seen, check, note, end patrol: each is reached by Tab and saved."""
    put_the_mouse_away(wren)

    starts_patrol(wren)
    meets_someone(wren)
    sees_a_vehicle(wren)
    sees_nothing(wren)
    checks_a_warning(wren)
    writes_a_note(wren)
    ends_patrol(wren)

    assert pointers(wren) == 0


def starts_patrol(phone: Phone) -> None:
    """The one key of the patrol card."""
    press(phone, "Start patrol")
    phone.sees("Patrol since")


def meets_someone(phone: Phone) -> None:
    """The sheet takes the focus, keeps it, and gives it back."""
    press(phone, "Met someone")
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    press(phone, HELLO)
    saved(phone, HELLO)


def sees_a_vehicle(phone: Phone) -> None:
    """A plate, what it did, and Save."""
    press(phone, "Vehicle")
    fill(phone, "Plate", "LH43RCH")
    pick(phone, "What it did", "Circling")
    press(phone, "Save")
    saved(phone, "Vehicle")


def sees_nothing(phone: Phone) -> None:
    """One key."""
    press(phone, "Nothing seen")
    saved(phone, "Nothing seen")


def checks_a_warning(phone: Phone) -> None:
    """Found by two letters; what was found is a key."""
    press(phone, "Write…")
    press(phone, "Check on a warning")
    fill(phone, "Name, alias or plate", "ro")
    press(phone, ".*[Ww]arning H-")
    expect(phone.page.get_by_text("gives no power to stop").first).to_be_visible()
    press(phone, "There, doing nothing wrong")
    phone.sees(re.compile("^On this phone .*There, doing nothing wrong"))
    press(phone, "Close this message")
    press(phone, ".*Back")
    expect(phone.page.get_by_role("searchbox")).to_be_visible()
    press(phone, "‹ Today")


def writes_a_note(phone: Phone) -> None:
    """*Write…*, then the note."""
    press(phone, "Write…")
    press(phone, "Note")
    fill(phone, "In words", "The lamp at the corner is broken.")
    press(phone, "Save")
    saved(phone, "Note")


def ends_patrol(phone: Phone) -> None:
    """From the card: end, one choice, Save."""
    reach(phone, ".*Patrol since")
    phone.page.keyboard.press("Enter")
    press(phone, "End patrol")
    pick(phone, "What came of it", "Engaged")
    press(phone, "Save")
    phone.sees(re.compile("patrol ended"))


def saved(phone: Phone, what: str) -> None:
    """The notice says that it is on this phone, and Today is there again; Esc or its key puts the notice away."""
    phone.sees(re.compile(f"^On this phone .*({what})"))
    expect(phone.button(re.compile("^Met someone"))).to_be_visible()
    press(phone, "Close this message")
