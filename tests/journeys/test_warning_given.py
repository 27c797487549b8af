"""A warning given in the street, without a signal: shown on a locked phone, signed by hand, in force from then on."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import PIN, begin, choose, look, send
from tests.journeys.officer import write_warning
from tests.journeys.phone import Phone

WRONG_PIN = "246802"


def test_a_warning_is_shown_signed_and_given_without_a_signal(new_phone: NewPhone) -> None:
    """No way out of *Show to them* without the officer's PIN; what was signed is kept; then it is in force."""
    finch = new_phone("finch")
    begin(finch, "finch")
    finch.proxy.cut()

    write_warning(finch, name="Ivor Roach", victim="No")
    finch.sees("Can be given now")
    finch.tap("Give it")
    choose(finch, "Their copy", "Print here")
    finch.tap("Next")
    finch.tap("Show to them")
    nothing_leads_away(finch)
    sign(finch)
    look(finch, "show to them signed")
    finch.tap("I have signed. Give the phone back")
    finch.page.keyboard.type(PIN)
    finch.sees("1 stroke kept")
    choose(finch, "Understood?", "Yes")
    look(finch, "warning given")
    finch.tap("Save")

    finch.sees("In force")
    look(finch, "warning in force")
    finch.proxy.restore()
    send(finch)


def nothing_leads_away(phone: Phone) -> None:
    """Escape and the phone's own *Back* ask for the PIN; a wrong one opens nothing."""
    phone.page.keyboard.press("Escape")
    phone.sees("Officer's PIN to go on")
    phone.page.keyboard.type(WRONG_PIN)
    phone.sees("That is not the PIN.")
    phone.tap("Back to the page")
    phone.page.evaluate("() => history.back()")
    expect(phone.button("I do not want to sign")).to_be_visible()
    expect(phone.button("Lock")).to_have_count(0)


def sign(phone: Phone) -> None:
    """One stroke across the paper."""
    paper = phone.page.get_by_role("img", name=re.compile("^Space to sign"))
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box is not None
    left, middle = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.6
    phone.page.mouse.move(left, middle)
    phone.page.mouse.down()
    for step in range(1, 16):
        phone.page.mouse.move(left + step * 10, middle + (step % 3 - 1) * 12)
    phone.page.mouse.up()
    expect(phone.button("I have signed. Give the phone back")).to_be_visible()
