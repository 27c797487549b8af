"""A photograph of a vehicle: the signal goes in mid-upload, the phone dies, and the sergeant sees the very bytes."""

import base64
import hashlib
import re
import sqlite3
import time
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, begin, go, look, send, sign_in_to_send, unlock
from tests.journeys.phone import Phone
from tests.journeys.service import Service

PART = b"PATCH /api/files/"
OFFSET = re.compile(rb"upload-offset: *(\d+)", re.IGNORECASE)
CHUNK = 256 * 1024
"""What one request carries (`pwa/src/sync/send_file.ts`)."""

BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
"""The beginning of a picture that would need 14 GB."""
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1"
"""What an iPhone's camera begins with, and Chromium cannot draw."""
PLATE = "LH42 KWJ " * 3 + "LH4"
"""Thirty characters."""

DRAWN = """async () => {
  const canvas = new OffscreenCanvas(1600, 1200);
  const context = canvas.getContext('2d');
  const noise = context.createImageData(1600, 1200);
  for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
  context.putImageData(noise, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}"""
"""A picture of noise: it does not get smaller on the way."""


def photograph(phone: Phone) -> bytes:
    """A JPEG of some 2 MB, as a camera makes one."""
    return base64.b64decode(phone.page.evaluate(DRAWN))


def see_vehicle(phone: Phone, plate: str, name: str, mime: str, data: bytes) -> None:
    """Open *Vehicle*, write its plate and take a photograph with what the phone calls its camera."""
    go(phone, f"#/vehicle/{uuid.uuid4()}")
    phone.page.get_by_label("Plate", exact=True).fill(plate)
    phone.tap("More")
    file: FilePayload = {"name": name, "mimeType": mime, "buffer": data}
    phone.page.locator('[id="set/files-camera"]').set_input_files(file)


def take_film(phone: Phone, path: Path, size: int) -> None:
    """Give the camera's input a file from the disk, as the browser itself does: so large a one holds up the driver."""
    with path.open("wb") as film:
        film.truncate(size)
    take_from_disk(phone, path)


def take_from_disk(phone: Phone, path: Path) -> None:
    """Give the camera's input this file where it lies: what becomes of it there the app finds when it reads."""
    session = phone.page.context.new_cdp_session(phone.page)
    asked = "document.getElementById('set/files-camera')"
    camera = session.send("Runtime.evaluate", {"expression": asked})["result"]["objectId"]
    session.send("DOM.setFileInputFiles", {"files": [str(path)], "objectId": camera})


def arrived_bytes(service: Service) -> int:
    """How much of the one file is at the server."""
    with closing(sqlite3.connect(service.database)) as database:
        arrived: int = database.execute("SELECT arrived FROM file").fetchone()[0]
    return arrived


def offsets(conversations: Sequence[bytes | bytearray]) -> list[int]:
    """From where the phone has sent parts of files."""
    return [int(each) for sent in conversations for each in OFFSET.findall(sent)]


def whole_file(service: Service) -> tuple[str, str] | None:
    """Record and hash of what the server holds whole, by reading its parts back."""
    with closing(sqlite3.connect(service.database)) as database:
        row = database.execute("SELECT id, record_id FROM file WHERE received_at IS NOT NULL").fetchone()
        if row is None:
            return None
        parts = database.execute("SELECT data FROM file_part WHERE file_id = ? ORDER BY start", (row[0],))
        return row[1], hashlib.sha256(b"".join(part for (part,) in parts)).hexdigest()


def in_clear(phone: Phone, data: bytes) -> list[str]:
    """Files of the browser's profile that hold a piece of the photograph as it was taken."""
    pieces = [data[at : at + 32] for at in range(0, len(data) - 32, len(data) // 50)]
    files = [path for path in phone.profile.rglob("*") if path.is_file()]
    return [path.name for path in files if any(piece in path.read_bytes() for piece in pieces)]


def whole_files(phone: Phone, service: Service, count: int) -> tuple[str, list[bytes]]:
    """The one record that has files, and all of these, as soon as the server holds so many whole."""
    with closing(sqlite3.connect(service.database)) as database:
        named = "SELECT id, record_id FROM file WHERE received_at IS NOT NULL"
        until = time.monotonic() + 40
        while len(rows := database.execute(named).fetchall()) < count and time.monotonic() < until:
            phone.page.wait_for_timeout(100)
        wanted = "SELECT data FROM file_part WHERE file_id = ? ORDER BY start"
        whole = [b"".join(part for (part,) in database.execute(wanted, (file,))) for file, _ in rows]
    (record,) = {record for _, record in rows}
    return record, whole


def test_a_photograph_arrives_though_signal_and_battery_go(new_phone: NewPhone, service: Service) -> None:
    """Cut in mid-upload and killed; after the PIN it goes on, is sent only then, and the desk shows it."""
    phone = new_phone("wren")
    begin(phone, "wren")
    data = photograph(phone)
    phone.proxy.cut()
    see_vehicle(phone, "LH42 KWJ", "IMG_0412.jpg", "image/jpeg", data)
    phone.sees("The file is on this phone.")
    small = phone.page.locator("p.what img")
    expect(small).to_be_visible()
    small.scroll_into_view_if_needed()
    look(phone, "vehicle with a photograph")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone: 1"))

    phone.proxy.cut_within(PART, 4)
    phone.proxy.restore()
    phone.proxy.wait_for_cut(40)
    phone.kill()
    assert whole_file(service) is None
    assert in_clear(phone, data) == []
    phone.start()
    unlock(phone)
    phone.sees(re.compile("^On this phone: 1"))
    kept, lines = arrived_bytes(service), len(phone.proxy.sent)
    phone.proxy.restore()
    sign_in_to_send(phone, "wren")
    phone.sees(NOTHING_UNSENT, seconds=40)

    arrived = whole_file(service)
    assert arrived is not None
    assert 3 * CHUNK <= kept < len(data)
    assert min(offsets(phone.proxy.sent[lines:])) == kept
    assert hashlib.sha256(data).hexdigest() == arrived[1]
    desk = new_phone("kestrel", desk=True)
    begin(desk, "kestrel")
    send(desk)
    go(desk, f"#/record/{'op/harbour'.replace('/', '%2F')}/{arrived[0]}")
    desk.tap(re.compile("^Show: Photograph"))
    expect(desk.page.get_by_role("img", name=re.compile("^Photograph"))).to_be_visible()
    look(desk, "photograph at the desk")


def test_what_is_no_file_of_ours_is_refused_in_words_and_the_entry_is_kept(
    new_phone: NewPhone, tmp_path: Path
) -> None:
    """Empty, a page that says to be a picture, films of one byte over 25 MB and of 200; the entry goes without."""
    phone = new_phone("wren")
    begin(phone, "wren")

    see_vehicle(phone, "LH42 KWJ", "empty.jpg", "image/jpeg", b"")
    phone.sees("This file is empty.")
    camera = phone.page.locator('[id="set/files-camera"]')
    camera.set_input_files({"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html>" * 9})
    phone.sees("Lantern keeps photographs, sound and PDF.")
    take_film(phone, tmp_path / "film.mp4", 25_000_001)
    phone.sees("This file is larger than 25 MB.")
    camera.set_input_files({"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html>" * 9})
    phone.sees("Lantern keeps photographs, sound and PDF.")
    take_film(phone, tmp_path / "film.mp4", 200_000_000)
    phone.sees("This file is larger than 25 MB.")

    phone.tap("Save")
    phone.sees(NOTHING_UNSENT, seconds=40)


def test_a_bomb_a_foreign_kind_and_a_plate_of_thirty_characters_stop_nothing(new_phone: NewPhone) -> None:
    """Neither picture is opened to make a small one of it; the plate stays as typed until it is one."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.proxy.cut()
    see_vehicle(phone, PLATE, "IMG_0413.png", "image/png", BOMB)
    phone.sees("The file is on this phone.")
    phone.page.locator('[id="set/files-camera"]').set_input_files(
        {"name": "IMG_0414.HEIC", "mimeType": "image/heic", "buffer": HEIC}
    )
    expect(phone.page.get_by_role("button", name=re.compile("^Take away"))).to_have_count(2)
    expect(phone.page.locator("p.what img")).to_have_count(0)

    phone.tap("Save")
    phone.sees("Shorten this to 15 characters.")
    plate = phone.page.get_by_label("Plate", exact=True)
    assert plate.input_value() == PLATE
    plate.fill("LH42 KWJ")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone"))
