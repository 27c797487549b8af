"""Where things happen: the phone's position, refused and at sea, and the map with and without a signal."""

import re
from base64 import b64encode
from typing import Any

from playwright.sync_api import BrowserContext, expect

from server.demonstration.places import METRE_EAST, METRE_NORTH, SOUTH, WEST
from tests.journeys.conftest import NewPhone
from tests.journeys.ground import lay_ground
from tests.journeys.hands import begin, go, look, send, write
from tests.journeys.phone import Phone
from tests.journeys.service import Service

STREETS_READ = re.compile("It works without a signal")


def stands(phone: Phone, east: float, north: float, accuracy: int = 12) -> None:
    """The phone is so many metres from the corner of Fairhaven, and may say so."""
    context: BrowserContext = phone.page.context
    context.grant_permissions(["geolocation"], origin=phone.proxy.address)
    context.set_geolocation(
        {
            "latitude": (SOUTH + north * METRE_NORTH) / 1e6,
            "longitude": (WEST + east * METRE_EAST) / 1e6,
            "accuracy": accuracy,
        }
    )


def note_with(phone: Phone, words: str) -> None:
    """*Write…*, *Note*, words."""
    go(phone, "#/")
    phone.tap("Write…")
    phone.tap("Note")
    write(phone, "In words", words)


def test_an_entry_has_the_phones_position_which_can_be_put_right_by_keys(
    service: Service, new_phone: NewPhone
) -> None:
    """Stamped by itself, moved 20 m north without a drag, and said to be put by hand; the entry is on the map."""
    lay_ground(service.environment)
    phone = new_phone("wren")
    begin(phone, "wren")
    stands(phone, 300, 60)
    note_with(phone, "Broken street light")
    phone.sees("Position added, within 12 m.")

    phone.tap("Correct it on the map")
    phone.tap("North")
    phone.tap("North")
    phone.sees(re.compile("Moved 20 m"))
    look(phone, "place on the map")
    phone.tap("Use this place")
    phone.sees("Position put on the map by hand, 20 m from where the phone said.")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Note"))

    go(phone, "#/map")
    expect(
        phone.page.get_by_role("link", name=re.compile("Sighting .*put on the map by hand"))
    ).to_be_visible()
    send(phone)


def test_a_position_at_sea_is_shown_and_never_kept_silently(service: Service, new_phone: NewPhone) -> None:
    """A mocked one: the officer is told, the entry has no point, and a vehicle is logged as ever."""
    lay_ground(service.environment)
    phone = new_phone("wren")
    begin(phone, "wren")
    stands(phone, 60_000, 9_000)
    note_with(phone, "Calm night")
    phone.sees("Far from the operation: check")
    look(phone, "far from the operation")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Note"))

    go(phone, "#/map")
    phone.sees("None of your entries has a point.")
    phone.sees("Far from the operation: check.")


def test_everything_works_where_the_phone_tells_no_position(service: Service, new_phone: NewPhone) -> None:
    """Refused: streets are offered, the entry is saved, the map shows the zones and says so."""
    lay_ground(service.environment)
    phone = new_phone("wren")
    begin(phone, "wren")
    note_with(phone, "Nobody about")
    phone.sees("No position. The street is enough.")
    phone.tap("Ropewalk Street")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Note"))

    go(phone, "#/map")
    phone.sees("Ropewalk hot spot")
    phone.tap("Show where I am")
    phone.sees("This phone does not tell its position. Everything else works without it.")
    look(phone, "map without position")


def test_the_map_is_drawn_without_a_signal(service: Service, new_phone: NewPhone) -> None:
    """Fetched on purpose, its size shown; the streets are drawn with the line cut. Deleted, the zones are left."""
    lay_ground(service.environment)
    phone = new_phone("wren")
    begin(phone, "wren")
    stands(phone, 300, 60)
    go(phone, "#/map")
    phone.sees(re.compile("The streets are 7 kB"))
    plain = colours(phone)
    look(phone, "map on plain ground")
    phone.tap(re.compile("^Fetch the streets, 7 kB"))
    phone.sees(STREETS_READ)

    phone.proxy.cut()
    go(phone, "#/")
    go(phone, "#/map")
    phone.sees(STREETS_READ)
    phone.sees("Fairhaven is made up")
    phone.sees("You are inside")
    streets = colours(phone)
    look(phone, "map with streets")
    phone.tap("Delete it from this phone")
    phone.sees(re.compile("No network. The zones are drawn on plain ground"))

    assert streets > plain


COLOURS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const copy = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  copy.drawImage(bitmap, 0, 0);
  const { data } = copy.getImageData(0, 0, bitmap.width, bitmap.height);
  const found = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
    found.set(colour, (found.get(colour) ?? 0) + 1);
  }
  return [...found.values()].filter((count) => count > 150).length;
}"""


def colours(phone: Phone) -> int:
    """How many colours cover a good part of the map, once it stands still."""
    canvas = phone.page.locator("[data-map=drawn] canvas")
    expect(canvas).to_be_visible(timeout=30_000)
    phone.page.wait_for_timeout(2_000)
    found: Any = phone.page.evaluate(COLOURS, b64encode(canvas.screenshot()).decode())
    return int(found)
