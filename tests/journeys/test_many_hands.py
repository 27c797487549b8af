"""Several hands on one phone: written while locked, several people, a PIN that is tried, forgotten, or spared."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, unlock, write
from tests.journeys.phone import Phone

HELLO = "Adult, looked safe. Said hello, no wish to talk"
OTHER_PIN = "246802"
WRONG_PIN = "975310"

COUNT_TAPS = """() => {
  window.taps = 0;
  addEventListener('click', (event) => { if (event.isTrusted) window.taps += 1; }, true);
}"""


def test_two_taps_log_on_a_locked_phone_and_the_unlock_makes_entries_of_them(new_phone: NewPhone) -> None:
    """Hello in two taps, a vehicle in two and its plate, a note; *Undo* takes back; all offline, through a kill."""
    phone = new_phone("wren")
    begin(phone, "wren")
    on_patrol(phone)
    phone.proxy.cut()
    lock(phone)
    look(phone, "locked with keys")
    phone.page.evaluate(COUNT_TAPS)

    phone.tap("Met someone")
    phone.tap(HELLO)
    phone.sees(re.compile("^On this phone .*Said hello"))
    hello = taps(phone)
    phone.tap("Vehicle")
    write(phone, "Plate", "LH43 ?CH")
    phone.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    phone.sees(re.compile("^On this phone .*Vehicle"))
    vehicle = taps(phone) - hello
    phone.sees("2 written while locked, sealed until the unlock.")
    put_in_note(phone, "Quokkamarker by the arch")
    phone.tap("Undo")
    phone.sees("Taken back.")
    put_in_note(phone, "Lamp out by the arch")
    shown = phone.page.content()
    phone.kill()
    phone.start()
    phone.sees("3 written while locked, sealed until the unlock.")
    unlock(phone)
    phone.sees("3 entries written while locked.", seconds=30)

    assert (hello, vehicle) == (2, 2)
    assert "LH43" not in shown
    go(phone, "#/find")
    phone.page.get_by_role("searchbox").fill("lamp")
    phone.sees(re.compile("Lamp out by the arch"))
    phone.page.get_by_role("searchbox").fill("quokkamarker")
    phone.sees_nothing_of(re.compile("Quokkamarker by"))


def on_patrol(phone: Phone) -> None:
    """One entry says the street of the night."""
    phone.tap("Met someone")
    write(phone, "Another street", "Ropewalk Street")
    phone.tap("Use this street")
    phone.tap(HELLO)
    phone.sees(re.compile("^On this phone"))


def put_in_note(phone: Phone, words: str) -> None:
    """*Note* on the locked phone."""
    phone.page.get_by_role("region", name="Write without the PIN").get_by_role(
        "button", name=re.compile("^Note")
    ).click()
    write(phone, "In words", words)
    phone.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    phone.sees(re.compile("^On this phone .*Note"))


def taps(phone: Phone) -> int:
    """Taps that this page has counted."""
    counted: int = phone.page.evaluate("() => window.taps")
    return counted


def lock(phone: Phone) -> None:
    """*Lock*, and wait for the keys under the PIN."""
    phone.tap("Lock")
    phone.sees("Locked")
    expect(phone.page.get_by_role("region", name="Write without the PIN")).to_be_visible()
