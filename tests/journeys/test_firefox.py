"""The second engine: what an officer does at the core of a shift, in Firefox (docs/engines.md)."""

import re

from tests.journeys.conftest import NewFirefox, NewPhone
from tests.journeys.hands import NOTHING_UNSENT, begin, look, send, sign_in_to_send, unlock
from tests.journeys.officer import HELLO, colour_vehicle, describe_vehicle, open_vehicle, say_hello
from tests.journeys.service import Service
from tests.journeys.test_locked import database_of

PLATE = "LH43 RCH"
STREET = "Ropewalk Street"

CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) found.push(url, await (await cache.match(url)).text());
  }
  return found.join('\\n');
}"""


def test_firefox_keeps_what_was_logged_without_a_server_and_sends_it_later(
    new_firefox: NewFirefox, service: Service
) -> None:
    """The server stops; two taps; killed by its pid; the PIN opens the entry; the server is back: sent."""
    phone = new_firefox("wren")
    begin(phone, "wren")
    say_hello(phone, STREET)
    phone.sees(NOTHING_UNSENT)
    look(phone, "today in firefox")
    service.stop()

    phone.tap("Met someone")
    phone.tap(HELLO)
    phone.sees("On this phone: 1")
    describe_vehicle(phone, PLATE)
    phone.kill()
    phone.start()
    unlock(phone)
    phone.sees("On this phone: 2")

    service.start()
    sign_in_to_send(phone, "wren")
    open_vehicle(phone, PLATE)
    phone.sees(re.compile(r"^Sent \d\d:\d\d"))
    assert "Nothing is broken." in service.lantern("verify")


def test_firefox_shows_a_clash_that_the_server_found(new_firefox: NewFirefox, new_phone: NewPhone) -> None:
    """Two officers colour one vehicle in the dark: Firefox shows both values and who wrote them."""
    wren, finch = new_firefox("wren"), new_phone("finch")
    begin(wren, "wren")
    begin(finch, "finch")
    describe_vehicle(wren, PLATE)
    send(wren)
    send(finch)
    for phone, colour in ((finch, "Silver"), (wren, "Blue")):
        phone.proxy.cut()
        colour_vehicle(phone, PLATE, colour)
        phone.proxy.restore()
    send(finch)
    send(wren)

    open_vehicle(wren, PLATE)
    wren.sees("Blue")
    wren.sees("Silver")
    wren.sees(re.compile("Tom Finch"))
    look(wren, "clash in firefox")


def test_a_locked_firefox_shows_and_keeps_no_name(new_firefox: NewFirefox) -> None:
    """Locked, after an entry with a name: screen, title, address, database, caches and disk hold none of it."""
    phone = new_firefox("wren")
    begin(phone, "wren")
    describe_vehicle(phone, PLATE)
    send(phone)

    phone.tap("Lock")
    phone.sees("Locked")
    look(phone, "locked in firefox")
    shown = phone.page.content() + phone.page.title() + phone.page.url
    kept = database_of(phone) + phone.page.evaluate(CACHED)
    phone.stop()

    on_disk = b"".join(each.read_bytes() for each in (phone.profile / "storage").rglob("*") if each.is_file())
    assert len(kept) > 10_000
    assert len(on_disk) > 10_000
    for word in ("LH43RCH", PLATE, "Ada Wren"):
        assert word not in shown
        assert word not in kept
        assert word.encode() not in on_disk
        assert word.encode("utf-16-le") not in on_disk
