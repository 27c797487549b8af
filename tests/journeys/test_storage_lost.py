"""The browser throws away what was kept: the phone says what the server had, what it had not, and begins anew."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, PIN, begin, look, send, sign_in
from tests.journeys.officer import HELLO, say_hello
from tests.journeys.phone import Phone
from tests.journeys.service import Service
from tests.journeys.test_locked import write_note

CLEARED = {
    "a damaged database": ("indexeddb", {"lamp", "van"}),
    "clearing up for room": ("indexeddb,cache_storage,service_workers,file_systems", set[str]()),
}
"""What goes with each, and which of the unsent words arrive all the same.

A damaged database goes alone, and second copies lie beside it; in clearing up goes all but the page's small storage.
"""


@pytest.mark.parametrize("cause", CLEARED)
def test_a_lost_storage_is_told_with_what_the_server_has(
    cause: str, new_phone: NewPhone, service: Service
) -> None:
    """The last entry received, the count of what was not, what is left of it; signed in again the shift goes on."""
    kinds, spared = CLEARED[cause]
    phone = new_phone("wren")
    begin(phone, "wren")
    say_hello(phone, "Tide Lane")
    send(phone)
    phone.proxy.cut()
    write_note(phone, ["lamp"])
    write_note(phone, ["van"])
    phone.sees(re.compile("^On this phone: 2"))
    evict(phone, kinds)
    phone.proxy.restore()

    phone.page.goto(phone.proxy.address, wait_until="load")
    phone.sees("Storage was lost")
    phone.sees(re.compile(r"number 1, \d\d:\d\d"))
    phone.sees(re.compile(r"2 entries, counted \d\d:\d\d"))
    if spared:
        phone.sees(f"{len(spared)} entries: sent after you sign in here. Only the server can read them.")
    look(phone, f"storage lost by {cause}")
    for word in ("Wren", "lamp", "van", "Tide Lane"):
        phone.sees_nothing_of(word)

    phone.tap("Sign in on this phone")
    sign_in(phone, "wren")
    phone.sees("Choose a PIN")
    phone.page.keyboard.type(PIN)
    phone.sees("Once more")
    phone.page.keyboard.type(PIN)
    phone.sees(NOTHING_UNSENT, seconds=40)
    meet_again(phone, "Tide Lane")
    send(phone)
    assert words_at(service) & {"lamp", "van"} == spared
    assert "Nothing is broken." in service.lantern("verify")


def words_at(service: Service) -> set[str]:
    """Words of all notes in the server's ledger, read from the stored bytes."""
    with closing(sqlite3.connect(service.database)) as connection:
        return {
            words for (words,) in connection.execute("SELECT json_extract(text, '$.set.words') FROM change")
        }


def meet_again(phone: Phone, street: str) -> None:
    """The two-tap log on the street of the entry before, which came back with the server's copy."""
    phone.tap("Met someone")
    expect(phone.button(re.compile("change the street"))).to_contain_text(street)
    phone.tap(HELLO)
    phone.sees(re.compile("^On this phone"))


def evict(phone: Phone, kinds: str) -> None:
    """Take these kinds of storage of the app's origin away, as the browser does, with the app closed."""
    phone.page.wait_for_timeout(300)
    phone.page.goto("about:blank")
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Storage.clearDataForOrigin", {"origin": phone.proxy.address, "storageTypes": kinds})
