"""What the street costs: taps and seconds, counted in a real browser and not estimated."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import NOTHING_UNSENT, PIN, begin, go, look
from tests.journeys.officer import HELLO, ask_about_support, on_street, refer, say_hello, talk
from tests.journeys.phone import Phone

QUICK_LOG_SECONDS_MAX = 20
CONVERSATION_SECONDS_MAX = 90

COUNT = """() => {
  if (window.taps === undefined) {
    document.addEventListener('pointerdown', () => { window.taps += 1 }, { capture: true });
  }
  window.taps = 0;
}"""


@contextmanager
def taps(phone: Phone, count: int) -> Iterator[None]:
    """What is done inside takes exactly so many taps; keys that are typed are not counted."""
    phone.page.evaluate(COUNT)
    yield
    assert count == phone.page.evaluate("window.taps")


def saved(phone: Phone) -> None:
    """The words that are said of a save, with its Undo."""
    phone.sees(re.compile("^On this phone"))
    expect(phone.button("Undo").first).to_be_visible()


def on_shift(new_phone: NewPhone, username: str = "wren") -> Phone:
    """A phone on Today that knows the street from the entry before, with no patrol started."""
    phone = new_phone(username)
    begin(phone, username)
    say_hello(phone, "Ropewalk Street")
    phone.sees(NOTHING_UNSENT)
    expect(phone.button(re.compile("^Start patrol"))).to_be_visible()
    return phone


def test_acts_of_the_street_take_the_taps_that_they_promise(new_phone: NewPhone) -> None:
    """Hello two, nothing seen one, a vehicle two and its plate; before any patrol is started, and without a signal."""
    phone = on_shift(new_phone)
    phone.proxy.cut()

    with taps(phone, 2):
        phone.tap("Met someone")
        phone.tap(HELLO)
        saved(phone)
    with taps(phone, 1):
        phone.tap("Nothing seen")
        saved(phone)
    with taps(phone, 2):
        phone.tap("Vehicle")
        expect(phone.page.get_by_label("Plate")).to_be_focused()
        phone.page.keyboard.type("lh43 rch")
        phone.tap("Save")
        saved(phone)
    expect(phone.button(re.compile("^Start patrol"))).to_be_visible()
    phone.sees("On this phone: 3")
    phone.tap("Check a person or plate")
    expect(phone.page.get_by_label("Name, alias or plate")).to_be_focused()
    go(phone, "#/")
    look(phone, "today after three acts")


def test_undo_takes_back_what_one_tap_saved(new_phone: NewPhone) -> None:
    """*Nothing seen* by mistake is one more tap."""
    phone = on_shift(new_phone)

    with taps(phone, 2):
        phone.tap("Nothing seen")
        phone.tap("Undo")
        phone.sees(re.compile("^Undone|^Taken back"))


def test_a_locked_phone_needs_the_pin_and_two_taps(new_phone: NewPhone) -> None:
    """From the locked phone to the saved hello: the PIN and two, in less than twenty seconds."""
    phone = on_shift(new_phone)
    phone.page.reload()
    phone.sees("Locked")

    begun = time.monotonic()
    phone.page.keyboard.type(PIN)
    expect(phone.button("Met someone")).to_be_visible(timeout=20_000)
    with taps(phone, 2):
        phone.tap("Met someone")
        phone.tap(HELLO)
        saved(phone)

    assert time.monotonic() - begun <= QUICK_LOG_SECONDS_MAX


def test_a_conversation_with_agreement_and_referral_is_written_in_a_minute_and_a_half(
    new_phone: NewPhone,
) -> None:
    """From Today to the referral that is on this phone."""
    phone = on_shift(new_phone)

    begun = time.monotonic()
    talk(phone, "Ropewalk Street", name="Juniper", words="I would like a worker I can talk to.")
    ask_about_support(phone, "Harbour Light")
    refer(phone, ask="A worker she can talk to.")

    assert time.monotonic() - begun <= CONVERSATION_SECONDS_MAX


def test_could_be_under_18_puts_help_first_and_saves_nothing_by_itself(new_phone: NewPhone) -> None:
    """Radio and telephone stand above everything that is written; leaving keeps a draft and no entry."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.proxy.cut()

    phone.tap("Met someone")
    on_street(phone, "Ropewalk Street")
    phone.tap(re.compile("^Could be under 18"))

    help_now = phone.page.get_by_text(re.compile("^Tell control now")).first
    expect(help_now).to_be_visible()
    first_field = phone.page.get_by_role("group").or_(phone.page.get_by_role("textbox")).first
    at, below = help_now.bounding_box(), first_field.bounding_box()
    assert at is not None
    assert below is not None
    assert at["y"] < below["y"]
    phone.tap("Finish later")
    phone.sees(NOTHING_UNSENT)
    look(phone, "today with a child's draft")


def test_fact_and_view_stand_in_boxes_of_their_own_in_any_order_and_can_wait(new_phone: NewPhone) -> None:
    """Emoji and a very long paste stay as they were entered; the way back from *Finish later* finds all of it."""
    phone = on_shift(new_phone)
    long = "é👩‍🚒 " * 2_000
    phone.tap("Met someone")
    phone.tap(re.compile("^Adult. We talked"))

    phone.page.get_by_text("What I think").first.click()
    box("What I think", phone).fill("Afraid of somebody. 😟")
    box("What I saw", phone).fill(long)
    box("In their words", phone).fill("“I am cold.” 🥶")
    phone.sees(re.compile("Shorten this by"))
    phone.tap("Save")
    phone.sees(re.compile("missing or wrong"))
    address = phone.page.evaluate("location.hash")
    phone.tap("Finish later")
    phone.page.wait_for_function("() => location.hash === '#/'")
    go(phone, address)

    assert long == box("What I saw", phone).input_value()
    expect(box("In their words", phone)).to_have_value("“I am cold.” 🥶")
    expect(box("What I think", phone)).to_have_value("Afraid of somebody. 😟")


def test_two_tabs_on_one_draft_keep_what_each_of_them_wrote(new_phone: NewPhone) -> None:
    """Two boxes of one conversation, written in two tabs: neither takes the other's words along."""
    phone = on_shift(new_phone)
    phone.tap("Met someone")
    phone.tap(re.compile("^Adult. We talked"))
    box("In their words", phone).fill("I am cold.")
    address = phone.page.evaluate("location.hash")
    phone.page.wait_for_timeout(1_000)

    other = phone.page.context.new_page()
    other.set_viewport_size({"width": 360, "height": 740})
    other.goto(phone.proxy.address + "/" + address)
    other.get_by_text("Locked").first.wait_for()
    other.keyboard.type(PIN)
    seen = other.get_by_role("textbox", name=re.compile("^What I saw")).first
    seen.fill("No coat.")
    other.wait_for_timeout(1_000)
    phone.page.bring_to_front()
    box("In their words", phone).fill("I am cold and tired.")
    phone.page.wait_for_timeout(1_000)
    other.close()
    go(phone, "#/")
    go(phone, address)

    expect(box("What I saw", phone)).to_have_value("No coat.")
    expect(box("In their words", phone)).to_have_value("I am cold and tired.")


def box(label: str, phone: Phone) -> Locator:
    """The box with this label."""
    return phone.page.get_by_role("textbox", name=re.compile(f"^{label}")).first
