"""An officer's first shift: enrol, log by two taps, lose the signal, find it again."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, begin, go, look, send, unlock
from tests.journeys.service import Service

MANIFEST = """async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()"""

HELLO = "Adult, looked safe. Said hello, no wish to talk"


def test_two_taps_are_on_this_phone_and_then_sent(new_phone: NewPhone, service: Service) -> None:
    """With a signal the entry goes by itself; after a reload the PIN opens the same entry, marked as sent."""
    phone = new_phone("wren")
    begin(phone, "wren")
    look(phone, "today")

    phone.tap("Met someone")
    look(phone, "met someone")
    phone.page.get_by_label("Another street").fill("Ropewalk Street")
    phone.tap("Use this street")
    phone.tap(HELLO)
    phone.sees("On this phone")
    phone.sees(NOTHING_UNSENT)
    phone.page.reload()
    look(phone, "locked")
    unlock(phone)

    go(phone, "#/find")
    look(phone, "find")
    assert "ledger" in service.lantern("verify")


def test_what_is_logged_without_a_signal_waits_and_is_sent_when_it_is_back(new_phone: NewPhone) -> None:
    """In a dead zone the strip says what waits; with the signal back *Send now* empties it."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.proxy.cut()

    phone.tap("Nothing seen")
    phone.sees("On this phone: 1")
    go(phone, "#/unsent")
    phone.sees("On this phone (1)")
    look(phone, "unsent")

    phone.proxy.restore()
    send(phone)
    phone.sees(NOTHING_UNSENT)


def test_the_app_can_be_installed_and_its_shortcuts_open_behind_the_pin(new_phone: NewPhone) -> None:
    """Chromium has nothing against an installation; each shortcut of the manifest leads to its screen after the PIN."""
    phone = new_phone("wren")
    begin(phone, "wren")
    line = phone.page.context.new_cdp_session(phone.page)

    assert line.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    shortcuts = phone.page.evaluate(MANIFEST)["shortcuts"]
    assert len(shortcuts) == 2
    for shortcut in shortcuts:
        phone.page.goto("about:blank")
        phone.page.goto(phone.proxy.address + shortcut["url"])
        unlock(phone)
        expect(phone.page.get_by_role("heading", name=shortcut["name"], level=1)).to_be_visible()
