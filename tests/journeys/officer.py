"""What officers do in the story: meet somebody and refer, write a warning, describe a vehicle."""

import re
import uuid
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.hands import choose, go, set_date, write
from tests.journeys.phone import Phone

HELLO = "Adult, looked safe. Said hello, no wish to talk"
THE_TEST = (
    "1. It harms the quality of life of people here",
    "2. That harm persists or keeps happening",
    "3. The conduct is unreasonable",
)


def say_hello(phone: Phone, street: str) -> None:
    """The two-tap log, with the street typed where no zone offers one."""
    phone.tap("Met someone")
    on_street(phone, street)
    phone.tap(HELLO)
    phone.sees(re.compile("^On this phone"))


def on_street(phone: Phone, street: str) -> None:
    """Say the street on the sheet, which asks for it when it knows none."""
    write(phone, "Another street", street)
    phone.tap("Use this street")


def talk(phone: Phone, street: str, *, name: str, words: str) -> None:
    """*Adult. We talked*: an adult met alone on the street of the entry before, who gives a name they use."""
    phone.tap("Met someone")
    expect(phone.button(re.compile("change the street"))).to_contain_text(street)
    phone.tap(re.compile("^Adult. We talked"))
    choose(phone, "Who", "A name they use")
    write(phone, "A name they use", name)
    choose(phone, "With them", "Alone")
    choose(phone, "Immediate need", "None seen")
    choose(phone, "Who began it", "Officer")
    write(phone, "In their words", words)


def ask_about_support(phone: Phone, agency: str) -> None:
    """A yes to one agency, understood, until three months from now."""
    phone.tap(re.compile("^Ask about support"))
    choose(phone, "What do they want?", "Someone to talk to")
    choose(phone, "Who may know?", "Outreach")
    choose(phone, "Outreach", agency)
    choose(
        phone, "What they may know",
        "Name they use", "How it is safe to reach them", "What they asked for", "What they said",
    )  # fmt: skip
    choose(phone, "May they tell us how it went?", "Outcome too")
    choose(phone, "Understood", "Yes")
    choose(phone, "Well enough to decide", "Yes")
    phone.tap("3 months")
    phone.tap("Words read out")
    phone.tap("Save")
    phone.sees("Can be sent")


def refer(phone: Phone, *, ask: str) -> None:
    """Fill in the referral that opened after the yes, and send it."""
    choose(phone, "Service", "A worker to talk to")
    write(phone, "What do you want done?", ask)
    choose(phone, "How urgent", "3 days")
    phone.tap(re.compile("^Next: Before any contact"))
    choose(phone, "How", "By a worker only")
    write(phone, "By whom", "Nia only")
    phone.tap("Send")
    phone.sees(re.compile("^On this phone .*Referral"))


def warn(phone: Phone, *, name: str) -> None:
    """Write a warning to somebody who could be a victim, and ask the sergeant."""
    write_warning(phone, name=name, victim="Maybe")
    phone.tap("Ask now")
    phone.sees("With supervisor")


def write_warning(phone: Phone, *, name: str, victim: str) -> None:
    """The pages of a warning as far as *Check*. victim: what was seen of whether they could be one."""
    phone.tap("Write…")
    phone.tap("Warning")
    _who(phone, name, victim)
    _what_happened(phone)
    _test(phone)
    _what_must_stop(phone)
    choose(phone, "Authority", "Constable")
    write(phone, "Warrant, designation", "W-2211")


def _who(phone: Phone, name: str, victim: str) -> None:
    write(phone, "Name", name)
    set_date(phone, "Date of birth", date(1981, 3, 12))
    choose(phone, "How known", "Document")
    write(phone, "Address", "1 Quay Row, Fairhaven")
    choose(phone, "Cautioned before questions about an offence?", "No questions asked")
    choose(phone, "Could this person be a victim here?", victim)
    choose(phone, "Reading, language, disability, somebody to help?", "None told or seen")
    phone.tap("Next")


def _what_happened(phone: Phone) -> None:
    choose(phone, "Conduct", "Harassing residents")
    phone.tap("Add other evidence")
    choose(phone, "Kind", "Officer saw")
    write(phone, "What it shows", "He shouted at residents")
    phone.tap("Done")
    phone.tap("Add another date")
    set_date(phone, "Date", day(-2))
    write(phone, "What was done", "Shouted at residents")
    phone.tap("Done")
    write(phone, "What happened", "He shouted at two residents and would not leave.")
    phone.tap("Next")


def _test(phone: Phone) -> None:
    for number, part in enumerate(THE_TEST):
        choose(phone, part, "Yes")
        phone.page.get_by_label("Facts").nth(number).fill("Two residents, two days ago")
    write(phone, "My grounds for all three", "I saw and heard it")
    write(phone, "Fair and needed?", "Advice was given and made no difference")
    choose(phone, "What else was tried or thought of", "Advice")
    phone.tap("Next")


def _what_must_stop(phone: Phone) -> None:
    phone.tap("Write what must stop")
    write(phone, "What must stop", "Do not shout at people who live in Ropewalk Street")
    write(phone, "Why it is needed", "It goes on")
    write(phone, "Why it is reasonable", "He has no reason to")
    phone.tap("Done")
    choose(phone, "By when", "At once")
    set_date(phone, "Ends", day(100))
    set_date(phone, "Look again", day(60))
    phone.tap("Next")


def describe_vehicle(phone: Phone, plate: str) -> None:
    """Make a record of a vehicle, by its plate as reported."""
    go(phone, f"#/write/vehicle/{uuid.uuid4()}")
    write(phone, "Plate as reported", plate)
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Vehicle"))
    go(phone, "#/")


def open_vehicle(phone: Phone, plate: str) -> None:
    """Find a vehicle by its plate and open its page."""
    go(phone, "#/find")
    phone.page.get_by_role("searchbox").fill(plate)
    phone.page.get_by_role("region", name="Results").get_by_role("link").first.click()
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text(plate[:4])


def colour_vehicle(phone: Phone, plate: str, colour: str) -> None:
    """Say what colour a known vehicle has."""
    open_vehicle(phone, plate)
    phone.tap("Change")
    choose(phone, "Colour", colour)
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Vehicle"))
    go(phone, "#/")


def day(from_today: int) -> date:
    """The day so many days from today, as the phone counts them."""
    return datetime.now().astimezone().date() + timedelta(days=from_today)
