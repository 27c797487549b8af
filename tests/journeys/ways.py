"""How a screen is reached: which record its address names, and what is pressed to see it at work."""

import re
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import FilePayload, expect

from tests.journeys.hands import PIN, go, unlock
from tests.journeys.harbour import Harbour, Placed
from tests.journeys.phone import Phone

OP, CARE, LIGHT = "op/harbour", "care/harbour", "agency/harbour_light"

ANOTHER_SHARE = """async () => {
  const finished = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await finished(indexedDB.open(name));
    if (database.objectStoreNames.contains('guards')) {
      const guards = database.transaction('guards', 'readwrite').objectStore('guards');
      const slot = await finished(guards.get('slot'));
      if (slot) await finished(guards.put({ ...slot, share_hash: [...slot.share_hash].reverse().join('') }));
    }
    database.close();
  }
}"""
"""The slot is of another share than the one that is here; done twice, of this one again."""

Address = Callable[[Harbour], str]
Act = Callable[[Phone], None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to look at.

    screen: its name in `pwa/src/routes.ts`. name: of its pictures. act: what is pressed after the address is open.
    leave: what has to be done before another address can be opened.
    """

    person: str
    screen: str
    name: str
    address: Address
    act: Act | None = None
    leave: Act | None = None


def at(address: str) -> Address:
    """An address without a record; `{new}` is a new draft."""
    return lambda _: address.replace("{new}", str(uuid.uuid4()))


def of(
    address: str, record_type: str, stream: str, wanted: Callable[[Placed], bool] = lambda _: True
) -> Address:
    """The address of a record: `{record}` and `{stream}` are of the first one as wanted."""

    def found(harbour: Harbour) -> str:
        placed = harbour.one(record_type, stream, wanted)
        filled = address.replace("{record}", placed.id).replace("{stream}", stream.replace("/", "%2F"))
        return filled.replace("{new}", str(uuid.uuid4()))

    return found


def tap(*names: str) -> Act:
    """Press these keys one after the other."""

    def pressed(phone: Phone) -> None:
        for name in names:
            phone.tap(re.compile(f"^{re.escape(name)}"))

    return pressed


def has(field: str, value: object = ...) -> Callable[[Placed], bool]:
    """Records with this field, or with this value in it."""
    return lambda placed: field in placed.fields and (value is ... or placed.fields[field] == value)


def is_open(placed: Placed) -> bool:
    """A warning that was neither given nor ended."""
    return not {"given", "not_given", "withdrawn"} & placed.fields.keys()


def clashing(placed: Placed) -> bool:
    """Something about it has two answers."""
    return bool(placed.clashing)


def approved(placed: Placed) -> bool:
    """The warning of the demonstration that a supervisor has approved and nobody has given."""
    return placed.fields.get("name") == "Kerr Smelt"


def given(placed: Placed) -> bool:
    """A warning that was given and not withdrawn."""
    return "given" in placed.fields and "withdrawn" not in placed.fields


def in_force(placed: Placed) -> bool:
    """A warning that was given and has not ended."""
    return (
        given(placed) and str(placed.fields.get("ends", "")) >= datetime.now().astimezone().date().isoformat()
    )


def searched(text: str) -> Act:
    """Type into the search box and wait for the answer."""

    def typed(phone: Phone) -> None:
        phone.page.get_by_role("searchbox").fill(text)
        phone.page.wait_for_timeout(400)

    return typed


def standing_at(latitude: float, longitude: float) -> Act:
    """Let the phone say where it is: here, to 12 m."""

    def placed(phone: Phone) -> None:
        context = phone.page.context
        context.grant_permissions(["geolocation"])
        context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": 12})
        use = phone.button("Use this phone’s position")
        phone.page.get_by_text(re.compile("^Position of")).or_(use).first.wait_for()
        if use.is_visible():
            use.click()
        phone.sees(re.compile("^Position of"))

    return placed


PICTURE = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        *(
            len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
            for name, data in (
                (b"IHDR", (40).to_bytes(4) + (30).to_bytes(4) + bytes((8, 2, 0, 0, 0))),
                (b"IDAT", zlib.compress((b"\0" + b"\x30\x60\x90" * 40) * 30)),
                (b"IEND", b""),
            )
        ),
    )
)
"""A small blue picture."""


def with_files(phone: Phone) -> None:
    """A photograph and a paper on a vehicle, the first with its words."""
    phone.tap("More")
    for kind, name, mime, data in (
        ("camera", "a.png", "image/png", PICTURE),
        ("choose", "b.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n"),
    ):
        phone.page.locator(f'[id="set/files-{kind}"]').set_input_files(
            {"name": name, "mimeType": mime, "buffer": data}
        )
        phone.sees(re.compile("^Photograph, " if kind == "camera" else "^PDF, "))
    phone.page.get_by_label("What it shows").first.fill("The van by the arch")


def of_no_kind(phone: Phone) -> None:
    """What Lantern does not keep, told."""
    phone.tap("More")
    page: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<html>" * 9}
    phone.page.locator('[id="set/files-camera"]').set_input_files(page)
    phone.sees("Lantern keeps photographs, sound and PDF.")


def wrong_at_once(key: str) -> Act:
    """Save what was not filled in: the summary of what is missing."""

    def pressed(phone: Phone) -> None:
        phone.tap(re.compile(f"^{key}$"))
        phone.page.wait_for_timeout(200)

    return pressed


def copy_settled(phone: Phone) -> None:
    """Everything read back and compared."""
    phone.tap("Read everything back and compare")
    phone.sees(re.compile("as the server says"), seconds=30)


def follow(words: str) -> Act:
    """Open the first row with these words in it."""
    return lambda phone: phone.page.get_by_role("link", name=re.compile(words)).first.click()


def on_patrol(phone: Phone) -> None:
    """A patrol like the last one is under way, from now on."""
    start = phone.button(re.compile("^Start patrol"))
    under_way = phone.page.get_by_text("Patrol since")
    expect(start.or_(under_way).first).to_be_visible()
    if start.count() > 0:
        start.click()
    expect(under_way).to_be_visible()


def its_page(phone: Phone) -> None:
    """The patrol that is under way."""
    on_patrol(phone)
    phone.page.get_by_role("link", name=re.compile("Patrol since")).click()


def ending(phone: Phone) -> None:
    """*End patrol*, from the patrol that is under way."""
    its_page(phone)
    phone.page.get_by_role("link", name="End patrol").click()


def nothing_seen(phone: Phone) -> None:
    """One tap, without a signal."""
    phone.proxy.cut()
    phone.tap("Nothing seen")
    phone.sees(re.compile("^On this phone .*Nothing seen"))


def unsent(phone: Phone) -> None:
    """What waits to be sent, in a dead zone."""
    nothing_seen(phone)
    go(phone, "#/unsent")
    phone.sees("No network. It is sent when there is one.")


def first_unsent(phone: Phone) -> None:
    """The first of what is not sent yet."""
    unsent(phone)
    phone.page.get_by_role("link", name=re.compile("^Sighting")).first.click()


def signal_again(phone: Phone) -> None:
    """Out of the dead zone."""
    phone.proxy.restore()


def show_to_them(phone: Phone) -> None:
    """The phone is locked to what the person reads."""
    phone.tap("Show to them")
    phone.sees("I do not want to sign")


def take_it_back(phone: Phone) -> None:
    """The officer's PIN ends it."""
    phone.tap("Officer: back")
    phone.page.keyboard.type(PIN)
    # Its key lies behind the page all the while: the PIN is right when the page is gone.
    expect(phone.page.get_by_role("dialog")).to_have_count(0)


def contact(phone: Phone) -> None:
    """*Record a contact*, with a referral that is in progress."""
    follow("In progress")(phone)
    phone.tap("I have read this")
    phone.tap("Record a contact")


def changed_mind(phone: Phone) -> None:
    """*They changed their mind*."""
    follow("R-")(phone)
    phone.tap("They changed their mind")


def passing_on(phone: Phone) -> None:
    """*Pass on*: the agencies that the person named."""
    follow("R-")(phone)
    phone.tap("Pass on")


def covered(phone: Phone) -> None:
    """A plain calendar, at one key."""
    phone.page.keyboard.press("Escape")
    phone.page.wait_for_timeout(200)


def uncover(phone: Phone) -> None:
    """The PIN brings the referral back."""
    phone.tap("Open")
    phone.page.get_by_label("PIN").fill(PIN)
    phone.tap("Open")
    phone.sees(re.compile("^Referrals to"))


def locked(*keys: str) -> Act:
    """*Lock*, and then these keys, which need no PIN."""

    def pressed(phone: Phone) -> None:
        phone.tap("Lock")
        expect(phone.page.get_by_role("heading", name=re.compile("Locked$"))).to_be_visible()
        for key in keys:
            phone.tap(re.compile(f"^{re.escape(key)}"))
            phone.page.wait_for_timeout(300)

    return pressed


def wrong_pin(phone: Phone) -> None:
    """A PIN that is not this one's: what is left is said, and nothing of what is on the phone."""
    locked()(phone)
    phone.page.keyboard.type("".join(reversed(PIN)))
    phone.sees(re.compile("tries left"))


def share_lost(phone: Phone) -> None:
    """The right PIN, where the share that it needs was lost with the server's database."""
    locked()(phone)
    phone.page.evaluate(ANOTHER_SHARE)
    phone.page.keyboard.type(PIN)
    phone.sees(re.compile("put back to an older state"))


def share_found(phone: Phone) -> None:
    """As it was before `share_lost`."""
    phone.page.evaluate(ANOTHER_SHARE)
    unlocked_again(phone)


def unlocked_again(phone: Phone) -> None:
    """From whatever a locked phone shows: started anew, and its PIN."""
    phone.page.reload()
    unlock(phone)


def typed_name(name: str) -> Act:
    """A name on the first page of a warning, and whom the phone knows by it."""

    def typed(phone: Phone) -> None:
        phone.page.get_by_role("textbox", name=re.compile("^Name")).fill(name)
        phone.sees("Could be the same")

    return typed
