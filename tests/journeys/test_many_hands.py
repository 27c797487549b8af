"""Several hands on one phone: written while locked, several people, a PIN that is tried, forgotten, or spared."""

import re
import sqlite3
import time
import uuid
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, PIN, begin, go, look, send, sign_in, unlock, write
from tests.journeys.phone import Phone
from tests.journeys.service import Service

HELLO = "Adult, looked safe. Said hello, no wish to talk"
OTHER_PIN = "246802"
WRONG_PIN = "975310"

QUEUE_READ = re.compile("^Nothing waits for you|^Choose a row")

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
    go(phone, "#/unsent")
    phone.sees("On this phone (4)")
    said = [sighting_of(phone, at) for at in range(2)]
    # Of one second they come in any order.
    assert [1, 1] == [sum(words in each for each in said) for words in ("LH43 ?CH", "Lamp out by the arch")]


def sighting_of(phone: Phone, at: int) -> str:
    """What the page of one of two unsent sightings says."""
    go(phone, "#/unsent")
    sightings = phone.page.get_by_role("link", name=re.compile("^Sighting"))
    expect(sightings).to_have_count(2)
    sightings.nth(at).click()
    phone.sees("What it says")
    return phone.page.get_by_role("main").inner_text()


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


def test_two_people_share_a_phone_and_the_unsent_of_one_goes_under_the_other(
    new_phone: NewPhone, service: Service
) -> None:
    """An own PIN and vault each; Wren's entry arrives while Finch works; no name stands on the locked phone."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.proxy.cut()
    note(phone, "Lamp out by the arch")
    lock(phone)
    phone.proxy.restore()
    phone.tap("Somebody else")
    phone.tap("Somebody new: sign in")
    sign_in(phone, "finch")
    phone.sees("Choose a PIN")
    look(phone, "choose a PIN beside others")
    write(phone, "What the locked phone shows for you", "TF")
    choose_pin(phone, OTHER_PIN)
    phone.sees(NOTHING_UNSENT, seconds=40)
    go(phone, "#/unsent")
    phone.sees("1 delivered. Only the server can open them.", seconds=60)
    lock(phone)
    shown = phone.page.content() + phone.page.title() + phone.page.url
    phone.tap("Somebody else")
    look(phone, "who takes the phone")
    phone.tap("Person 1")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    phone.sees("Person 1")
    type_pin(phone, OTHER_PIN)
    phone.sees("4 tries left, then sign in again.")
    type_pin(phone, PIN)
    expect(phone.button("Lock")).to_be_visible(timeout=20_000)

    assert "Person TF" in shown
    assert [name for name in ("Wren", "Finch", "Ada", "Tom") if name in shown] == []
    assert "Nothing is broken." in service.lantern("verify")


def test_wrong_pins_make_wait_and_no_kill_shortens_it(new_phone: NewPhone) -> None:
    """The wait is said in words and is there again after a kill; the right PIN may be pasted, with its spaces."""
    phone = new_phone("wren")
    begin(phone, "wren")
    lock(phone)
    type_pin(phone, WRONG_PIN)
    phone.sees("This is not the PIN. Tries left: 4.")
    type_pin(phone, WRONG_PIN)
    phone.sees("3 tries left, then sign in again.")
    phone.sees(re.compile(r"^Wait \d+ seconds before the next try"))
    phone.sees_nothing_of(re.compile(r"^Wait \d+ seconds"))
    type_pin(phone, WRONG_PIN)
    phone.sees("2 tries left, then sign in again.")
    phone.kill()
    phone.start()
    phone.sees(re.compile(r"^Wait \d+ seconds before the next try"))
    phone.sees("2 tries left, then sign in again.")
    phone.sees_nothing_of(re.compile(r"^Wait \d+ seconds"))
    paste(phone, f" {PIN[:3]} {PIN[3:]} ")

    expect(phone.button("Lock")).to_be_visible(timeout=20_000)


def test_a_passkey_unlocks_where_the_phone_has_one_and_gives_a_new_pin(new_phone: NewPhone) -> None:
    """Refused in words without one; set up with the PIN, unlocks, and stands in for a forgotten PIN."""
    phone = new_phone("wren")
    begin(phone, "wren")
    go(phone, "#/more/unlocking")
    phone.sees(re.compile("no passkey that can unlock"))
    look(phone, "unlocking without a passkey")
    give_authenticator(phone)
    go(phone, "#/more")
    phone.page.get_by_role("link", name=re.compile("^Unlocking this phone")).click()
    phone.tap("Set up the passkey")
    type_pin(phone, PIN)
    phone.sees("The passkey unlocks this phone from now on.", seconds=30)
    look(phone, "unlocking with a passkey")
    lock(phone)
    phone.tap("Unlock with the passkey")
    expect(phone.button("Lock")).to_be_visible(timeout=20_000)
    lock(phone)
    phone.tap("PIN forgotten")
    look(phone, "PIN forgotten with a passkey")
    phone.tap("Choose a new PIN with the passkey")
    type_pin(phone, OTHER_PIN)
    expect(phone.button("Lock")).to_be_visible(timeout=20_000)
    lock(phone)
    type_pin(phone, OTHER_PIN)

    expect(phone.button("Lock")).to_be_visible(timeout=20_000)


def test_a_forgotten_pin_loses_nothing_that_was_written(new_phone: NewPhone, service: Service) -> None:
    """Signed in again: the entry arrives as signed, draft and locked note as notes; the old vault goes only then."""
    phone, desk = new_phone("finch"), new_phone("kestrel", desk=True)
    begin(phone, "finch")
    begin(desk, "kestrel")
    phone.proxy.cut()
    note(phone, "Lamp out by the arch")
    go(phone, f"#/note/{uuid.uuid4()}")
    write(phone, "In words", "Half a sentence about the")
    phone.tap("Finish later")
    lock(phone)
    put_in_note(phone, "Grey van at the quay")
    before = databases(phone)
    phone.proxy.restore()
    phone.tap("PIN forgotten")
    look(phone, "PIN forgotten")
    phone.sees("Only on this phone now: 3.")
    sign_in(phone, "finch")
    phone.tap("Choose a new PIN")
    choose_pin(phone, OTHER_PIN)
    phone.sees(NOTHING_UNSENT, seconds=40)
    wait_for(lambda: set(databases(phone)) & set(before) == {"lantern"}, seconds=60)
    send(phone)
    send(desk)
    go(desk, "#/ended-phones")
    desk.sees("Half a sentence about the")
    desk.sees("Grey van at the quay")

    assert verdicts(service) == ["accepted"]
    assert "Nothing is broken." in service.lantern("verify")
    go(desk, "#/")
    # Said only once the queue is read: a row that has not come yet is no proof.
    desk.sees(QUEUE_READ)
    expect(desk.page.get_by_role("link", name=re.compile("came late"))).to_have_count(0)


def note(phone: Phone, words: str) -> None:
    """Log a note."""
    go(phone, f"#/note/{uuid.uuid4()}")
    write(phone, "In words", words)
    phone.page.get_by_role("button", name="Save", exact=True).click()
    phone.sees(re.compile("^On this phone .*Note"))


def choose_pin(phone: Phone, pin: str) -> None:
    """A new PIN, twice."""
    for said in ("New PIN", "The same PIN again"):
        phone.page.get_by_label(said).focus()
        phone.page.keyboard.type(pin)


def type_pin(phone: Phone, pin: str) -> None:
    """Type where the PIN is asked for, once it may be."""
    pad = phone.page.locator("input.code[type=password]")
    expect(pad).to_be_editable(timeout=20_000)
    pad.focus()
    phone.page.keyboard.type(pin)


def paste(phone: Phone, text: str) -> None:
    """Out of the clipboard, as a manager of passwords does."""
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    phone.page.locator("input.code[type=password]").focus()
    phone.page.keyboard.press("Control+V")


def give_authenticator(phone: Phone) -> None:
    """The phone gets a lock of its own, with PRF, that always says yes."""
    line = phone.page.context.new_cdp_session(phone.page)
    line.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def databases(phone: Phone) -> list[str]:
    """Names of the databases in this browser."""
    found: list[str] = phone.page.evaluate(
        "async () => (await indexedDB.databases()).map((each) => each.name).sort()"
    )
    return found


def verdicts(service: Service) -> list[str]:
    """What became of each sighting that the server holds."""
    with closing(sqlite3.connect(service.database)) as database:
        return [each for (each,) in database.execute("SELECT verdict FROM change WHERE type = 'sighting'")]


def wait_for(holds: Callable[[], bool], *, seconds: float) -> None:
    """Look again until it is so."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.25)
