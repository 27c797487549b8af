"""Sound, papers and copies to share in a real browser; and what a phone says when a file cannot be had or kept."""

import base64
import re
import struct
import uuid
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, begin, go, look, send
from tests.journeys.phone import Phone
from tests.journeys.service import Service
from tests.journeys.test_photograph import photograph, take_film, take_from_disk, whole_files

FAKE_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""Chromium's own microphone, which beeps, and nobody who has to be asked for it."""

CAMERA = '[id="set/files-camera"]'
CHOOSE = '[id="set/files-choose"]'

PLACE = b"51.9006 N 1.9040 E"
"""What a camera notes of where it was."""

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def with_exif(jpeg: bytes) -> bytes:
    """The same picture with the camera's notes in it: who made it, and where."""
    notes = b"Exif\0\0" + b"MM\0*\0\0\0\x08" + b"\0\0\0\0\0\0" + b"Camera of PC Wren " + PLACE
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + jpeg[2:]


def bomb() -> bytes:
    """A PNG of 60,000 by 60,000 points in a few bytes: opened, it would take 14 GB."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 60_001)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def downloaded(phone: Phone, key: str) -> bytes:
    """The file that a key saves."""
    script = """(key) => new Promise((resolve) => {
      const made = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = made;
        blob.arrayBuffer().then((buffer) => {
          let text = '';
          const bytes = new Uint8Array(buffer);
          for (let at = 0; at < bytes.length; at += 0x8000) {
            text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
          }
          resolve(btoa(text));
        });
        return made(blob);
      };
      [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === key).click();
    })"""
    return base64.b64decode(phone.page.evaluate(script, key))


def vehicle(phone: Phone, plate: str = "LH42 KWJ") -> None:
    """Open *Vehicle* with a plate, its files in sight."""
    go(phone, f"#/vehicle/{uuid.uuid4()}")
    phone.page.get_by_label("Plate", exact=True).fill(plate)
    phone.tap("More")
    expect(phone.page.locator(CAMERA)).to_be_attached()


def test_sound_a_paper_and_a_clean_copy_go_the_whole_way(new_phone: NewPhone, service: Service) -> None:
    """All three arrive as they were; the copy to share holds nothing that the camera noted, the original all of it."""
    phone = new_phone("wren")
    phone.flags = FAKE_MICROPHONE
    begin(phone, "wren")
    picture = with_exif(photograph(phone))
    vehicle(phone)
    phone.tap("Record sound")
    expect(phone.button("Stop recording")).to_be_visible()
    phone.sees("Recording, 0:01")
    look(phone, "recording")
    phone.tap("Stop recording")
    phone.sees("The file is on this phone.")
    phone.page.locator(CHOOSE).set_input_files(
        {"name": "order.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    phone.sees("PDF, 1 kB")
    phone.page.locator(CAMERA).set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture})
    phone.sees(re.compile("^Photograph, "))
    look(phone, "vehicle with three files")
    phone.tap("Save")
    phone.sees(NOTHING_UNSENT, seconds=40)

    record, kept = whole_files(phone, service, 3)
    sound = next(each for each in kept if each not in {PDF, picture})
    assert {PDF, picture} < set(kept)
    assert (3, b"\x1a\x45\xdf\xa3") == (len(kept), sound[:4])
    desk = new_phone("kestrel", desk=True)
    begin(desk, "kestrel")
    send(desk)
    go(desk, f"#/record/op%2Fharbour/{record}")
    desk.tap(re.compile("^Show: Sound"))
    expect(desk.page.locator("audio")).to_be_visible()
    desk.tap(re.compile("^Show: Photograph"))
    expect(desk.page.get_by_role("img", name=re.compile("^Photograph"))).to_be_visible()
    look(desk, "files at the desk")
    copy = downloaded(desk, "Save a copy to share")
    assert (b"\xff\xd8\xff", True) == (copy[:3], len(copy) > 50_000)
    assert [] == [each for each in (PLACE, b"Exif", b"PC Wren") if each in copy]
    desk.tap("Close")
    desk.tap(re.compile("^Fetch: PDF"))
    desk.sees("The paper is here. Save it to read it.")


@pytest.mark.long
def test_a_microphone_that_is_refused_is_told_and_stands_in_nobodys_way(new_phone: NewPhone) -> None:
    """Words and a way on; the entry goes without the sound."""
    phone = new_phone("wren")
    phone.flags = FAKE_MICROPHONE[:1]
    begin(phone, "wren")
    vehicle(phone)
    session = phone.page.context.new_cdp_session(phone.page)
    denied = {"permission": {"name": "microphone"}, "setting": "denied"}
    session.send("Browser.setPermission", denied | {"origin": phone.proxy.address})

    phone.tap("Record sound")

    phone.sees(re.compile("^The microphone is not allowed.*write what you heard"))
    look(phone, "microphone refused")
    phone.tap("Save")
    phone.sees(NOTHING_UNSENT, seconds=40)


@pytest.mark.long
def test_what_no_browser_should_open_is_kept_whole_and_not_opened(
    new_phone: NewPhone, service: Service, tmp_path: Path
) -> None:
    """An image bomb, a HEIC and half a picture arrive as they are; a film of 200 MB is refused in words at once."""
    phone = new_phone("wren")
    begin(phone, "wren")
    heic = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"h" * 5_000
    broken = photograph(phone)[:9_000]
    vehicle(phone)
    for number, (name, mime, data) in enumerate(
        (("b.png", "image/png", bomb()), ("h.heic", "image/heic", heic), ("c.jpg", "image/jpeg", broken)), 1
    ):
        phone.page.locator(CAMERA).set_input_files({"name": name, "mimeType": mime, "buffer": data})
        expect(phone.page.get_by_text(re.compile("^Photograph, "))).to_have_count(number)
    take_film(phone, tmp_path / "film.mp4", 200_000_000)
    phone.sees("This file is larger than 25 MB.", seconds=5)
    look(phone, "what no browser opens")
    phone.tap("Save")
    phone.sees(NOTHING_UNSENT, seconds=40)

    record, kept = whole_files(phone, service, 3)
    assert {bomb(), heic, broken} == set(kept)
    go(phone, f"#/record/op%2Fharbour/{record}")
    for name in ("This picture is too large", "This browser cannot show"):
        phone.page.get_by_role("button", name=re.compile("^Show: Photograph")).first.click()
        phone.page.wait_for_timeout(700)
        phone.sees(re.compile(f"^{name}"))


@pytest.mark.long
def test_a_file_that_changes_while_it_is_read_is_not_kept(new_phone: NewPhone, tmp_path: Path) -> None:
    """Chosen, then altered or removed before it is read: told, and it can be chosen again."""
    phone = new_phone("wren")
    begin(phone, "wren")
    vehicle(phone)
    film = tmp_path / "a.jpg"
    for act in (film.unlink, lambda: film.write_bytes(b"\xff\xd8\xff\xe0other")):
        film.write_bytes(photograph(phone))
        hold(phone)
        take_from_disk(phone, film)
        act()
        phone.page.evaluate("() => window.letGo()")
        phone.sees(re.compile("^This file (changed or went away while it was read|is empty)"))
    film.write_bytes(photograph(phone))
    phone.page.locator(CAMERA).set_input_files(film)
    phone.sees("The file is on this phone.")


def hold(phone: Phone) -> None:
    """What is chosen next reaches the app only when it is let go."""
    phone.page.evaluate("""() => {
      const camera = document.getElementById('set/files-camera');
      const stop = (event) => {
        event.stopImmediatePropagation();
        const files = [...camera.files];
        window.letGo = () => {
          const carried = new DataTransfer();
          for (const file of files) carried.items.add(file);
          camera.files = carried.files;
          camera.dispatchEvent(new Event('change', { bubbles: true }));
        };
      };
      camera.parentElement.addEventListener('change', stop, { capture: true, once: true });
    }""")
