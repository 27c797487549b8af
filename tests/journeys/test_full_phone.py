"""A phone without room: what does not fit is said, what was typed stays, and it is saved once there is room."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, begin, look, send
from tests.journeys.officer import say_hello
from tests.journeys.phone import Phone
from tests.journeys.service import Service

LONG = "The lamp at the corner is out again. " * 100
NOTES_MAX = 40
"""What is left beside the first copy is full long before."""


BOUND_HOLDS_MS = 31_000
"""Chromium goes by what was left for half a minute before it asks again."""


def test_a_save_without_room_says_so_and_loses_nothing_that_was_typed(
    new_phone: NewPhone, service: Service
) -> None:
    """At 99 %, when nothing more fits, *Save* says what to do, the words stay, and with room all is sent."""
    phone = new_phone("wren")
    begin(phone, "wren")
    say_hello(phone, "Tide Lane")
    phone.sees(NOTHING_UNSENT)
    phone.proxy.cut()
    leave_room(phone, round(bytes_used(phone) / 0.99))
    phone.page.wait_for_timeout(BOUND_HOLDS_MS)

    saved = write_until_full(phone)
    look(phone, "no room left")
    assert words(phone).input_value() == LONG
    phone.tap("Save")
    phone.sees(re.compile("^This phone has no room left"))
    leave_room(phone, bytes_used(phone) * 100)
    phone.tap("Save")
    phone.sees(re.compile(f"^On this phone: {saved + 1}"))
    phone.proxy.restore()
    send(phone)
    assert f"{saved + 2} changes" in service.lantern("verify")


def write_until_full(phone: Phone) -> int:
    """Note after note until one does not fit; how many did. The one that did not is still open."""
    for saved in range(NOTES_MAX):
        phone.tap("Write…")
        phone.tap("Note")
        words(phone).fill(LONG)
        phone.tap("Save")
        refused = phone.page.get_by_text(re.compile("^This phone has no room left")).first
        expect(refused.or_(phone.button("Write…"))).to_be_visible()
        if refused.is_visible():
            return saved
    raise AssertionError(f"{NOTES_MAX} notes fitted")


def words(phone: Phone) -> Locator:
    """The box of the note."""
    return phone.page.get_by_role("textbox", name=re.compile("^In words"))


def bytes_used(phone: Phone) -> int:
    """What the browser counts for the app's origin."""
    line = phone.page.context.new_cdp_session(phone.page)
    used: int = line.send("Storage.getUsageAndQuota", {"origin": phone.proxy.address})["usage"]
    return used


def leave_room(phone: Phone, quota: int) -> None:
    """Bound what the app's origin may hold, in bytes."""
    line = phone.page.context.new_cdp_session(phone.page)
    line.send("Storage.overrideQuotaForOrigin", {"origin": phone.proxy.address, "quotaSize": quota})
