"""What the supervisor and the support worker do in the story."""

import re

from tests.journeys.hands import choose, go, write
from tests.journeys.phone import Phone


def allow_warning(desk: Phone, *, reasons: str) -> None:
    """Open the warning that waits, and allow it with reasons."""
    go(desk, "#/")
    desk.page.get_by_role("link", name=re.compile("Warning waits: ")).click()
    desk.tap("Allow, with reasons")
    write(desk, "Reasons", reasons)
    desk.tap("Allow, with reasons: save")
    desk.sees(re.compile("^On this phone .*Allow"))


def settle_clash(desk: Phone, *, keep: str, why: str) -> None:
    """Open the clash, keep one of the two values, and say why."""
    go(desk, "#/")
    desk.page.get_by_role("link", name=re.compile("Clash: ")).click()
    desk.page.locator("label").filter(has_text=keep).first.click()
    write(desk, "Why", why)
    desk.tap("Decide")
    desk.sees(re.compile("^On this phone .*Decided"))


def accept_referral(desk: Phone, name: str) -> None:
    """Open the referral in the inbox, read what comes before any contact, accept."""
    go(desk, "#/")
    desk.page.get_by_text(re.compile(name)).first.click()
    desk.sees("Before any contact")
    desk.tap("Accept")
    desk.sees("Accepted")


def record_contact(desk: Phone) -> None:
    """They were reached, in person."""
    desk.tap("I have read this")
    desk.tap("Record a contact")
    choose(desk, "How", "In person")
    desk.page.get_by_role("button", name="Save", exact=True).first.click()
    desk.sees(re.compile("^On this phone .*Contact recorded"))


def close_referral(desk: Phone, outcome: str) -> None:
    """Close with an outcome; its words reach the officer."""
    desk.page.get_by_role("button", name="Close", exact=True).first.click()
    choose(desk, "How it ended", outcome)
    desk.tap("Close: save")
    desk.sees(re.compile("^On this phone .*Closed"))
