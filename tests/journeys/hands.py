"""What people do with their phones in every journey: sign in, unlock, send, and look whether a screen is fit to use."""

import json
import os
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from script.tooling.paths import RESULTS
from tests.journeys.phone import Phone
from tests.journeys.service import PASSWORD, ROOT

PIN = "135790"
SCREENSHOTS = Path(os.environ.get("LANTERN_SCREENSHOTS", RESULTS / "screenshots"))
"""Every screen that a journey looks at is left here, in both themes; never tracked.

LANTERN_SCREENSHOTS names another folder.
"""

NOTHING_UNSENT = re.compile("^Nothing unsent")
GRAVE = ("serious", "critical")

CHUNKS_END = b"\r\n0\r\n\r\n"
"""The end of an answer without a length; of the server's answers, only that of a pull has none."""


def begin(phone: Phone, username: str) -> None:
    """Switch on, sign in, choose a PIN, and wait for the first whole copy."""
    phone.start()
    look(phone, "sign in")
    sign_in(phone, username)
    phone.sees("Choose a PIN")
    look(phone, "choose a PIN")
    phone.page.keyboard.type(PIN)
    phone.sees("Once more")
    phone.page.keyboard.type(PIN)
    phone.sees(NOTHING_UNSENT, seconds=40)
    # From then on every screen opens without a signal.
    phone.page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=40_000)


def sign_in(phone: Phone, username: str, *, password: str = PASSWORD) -> None:
    """Give user name and password where the form is."""
    phone.page.get_by_label("User name").fill(username)
    phone.page.get_by_label("Password").fill(password)
    phone.tap("Sign in")


def sign_in_to_send(phone: Phone, username: str) -> None:
    """After a restart that took the session along: sign in again, which sends what waits."""
    go(phone, "#/sign-in")
    sign_in(phone, username)
    phone.sees(NOTHING_UNSENT, seconds=40)


def unlock(phone: Phone) -> None:
    """Open a locked phone with its PIN."""
    expect(phone.page.get_by_role("heading", name=re.compile("Locked$"))).to_be_visible(timeout=15_000)
    phone.page.keyboard.type(PIN)
    expect(phone.button("Lock")).to_be_visible(timeout=20_000)


def go(phone: Phone, address: str) -> None:
    """Open another screen of the running app."""
    phone.page.evaluate("(address) => { location.hash = address }", address)


def send(phone: Phone) -> None:
    """*Send now*, and wait until a whole round is over and nothing is unsent."""
    go(phone, "#/unsent")
    expect(phone.button("Send now")).to_be_enabled(timeout=30_000)
    before = [asked for asked, _ in _pulls(phone)]
    phone.tap("Send now")
    deadline = time.monotonic() + 30
    while not _is_answered(_pulls(phone), before):
        assert time.monotonic() < deadline, "no answered pull after Send now"
        phone.page.wait_for_timeout(50)
    expect(phone.button("Send now")).to_be_enabled(timeout=30_000)
    phone.sees(NOTHING_UNSENT)
    go(phone, "#/")


def _pulls(phone: Phone) -> list[tuple[int, int]]:
    """Of each connection: how many pulls were asked for, and how many answers of their kind came to their end."""
    return [
        (bytes(sent).count(b"POST /api/pull "), bytes(received).count(CHUNKS_END))
        for sent, received in zip(phone.proxy.sent, phone.proxy.received, strict=False)
    ]


def _is_answered(pulls: list[tuple[int, int]], before: list[int]) -> bool:
    """Whether a pull that was asked for since is answered to its last byte, on the line that it went by."""
    earlier = [*before, *([0] * len(pulls))]
    return any(
        asked > past and answered >= asked for (asked, answered), past in zip(pulls, earlier, strict=False)
    )


def look(phone: Phone, name: str) -> None:
    """Keep a picture of the screen in both themes; axe finds nothing serious in either."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    expect(phone.page.get_by_role("heading").first).to_be_visible()
    given = phone.page.evaluate("() => document.documentElement.dataset.theme ?? null")
    for theme in ("dark", "light"):
        paint(phone, theme)
        file = f"{phone.profile.name} {name} {theme}.png".replace(" ", "-").lower()
        photograph(phone, file)
        found = [each for each in _axe(phone) if each["impact"] in GRAVE]
        assert found == [], f"{name}, {theme}: {json.dumps(found, indent=1)}"
    paint(phone, given)


def keep_last_sight(phone: Phone) -> None:
    """A picture of where a journey ended, for whoever asks why."""
    if phone.is_on:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        photograph(phone, f"{phone.profile.name}-last.png")


def photograph(phone: Phone, file: str) -> None:
    """Keep a picture as it is: hiding the caret would add a style, which the page's policy forbids."""
    phone.page.screenshot(path=SCREENSHOTS / file, caret="initial")


def paint(phone: Phone, theme: str | None) -> None:
    """Show the screen in a theme; None: as the phone would."""
    script = """(theme) => {
      if (theme === null) delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
    }"""
    phone.page.evaluate(script, theme)


def _axe(phone: Phone) -> list[dict[str, Any]]:
    """What axe says against the screen: rule, impact and the places."""
    if not phone.page.evaluate("() => 'axe' in window"):
        # By evaluating, not by a script tag: the page's policy forbids the tag.
        phone.page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = phone.page.evaluate(
        """async () => (await axe.run(document)).violations.map(({ id, impact, nodes }) =>
             ({ id, impact, places: nodes.map((node) => [node.html, node.failureSummary]) }))"""
    )
    return found


AXE: Path = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"


def choose(phone: Phone, question: str, *answers: str) -> None:
    """Tap answers of a question; those behind *More…* are brought out first."""
    group = phone.page.get_by_role("group", name=re.compile(f"^{re.escape(question)}( \\(needed\\))?$")).first
    expect(group.locator("label").first).to_be_visible()
    for answer in answers:
        option = group.locator("label").filter(has=phone.page.get_by_text(answer, exact=True)).first
        if option.count() == 0:
            group.get_by_role("button", name="More…").click()
        option.click()


def write(phone: Phone, label: str, text: str) -> None:
    """Type into the field with this label."""
    named = re.compile(f"^{re.escape(label)}")
    phone.page.get_by_role("textbox", name=named).or_(
        phone.page.get_by_role("searchbox", name=named)
    ).first.fill(text)


def set_date(phone: Phone, label: str, day: date) -> None:
    """Choose a day in the date field with this label."""
    phone.page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(day.isoformat())


def digests(phone: Phone) -> dict[str, str]:
    """Per stream what *About this copy* says after reading every stored row back; each as the server says."""
    go(phone, "#/more/copy")
    phone.tap("Read everything back and compare")
    streams = (
        phone.page.locator("section, div").filter(has=phone.page.get_by_role("heading", name="Streams")).last
    )
    expect(streams).to_be_visible(timeout=30_000)
    names = streams.locator("dt").all_inner_texts()
    values = streams.locator("dd").all_inner_texts()
    assert all(", as the server says" in value for value in values), values
    return dict(zip(names, values, strict=True))
