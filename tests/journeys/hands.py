"""What people do with their phones in every journey: sign in, unlock, send, and look whether a screen is fit to use."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from script.tooling.paths import RESULTS
from tests.journeys.phone import Phone
from tests.journeys.service import PASSWORD, ROOT

PIN = "135790"
SCREENSHOTS = RESULTS / "screenshots"
"""Every screen that a journey looks at is left here, in both themes; never tracked."""

NOTHING_UNSENT = re.compile("^Nothing unsent")
GRAVE = ("serious", "critical")


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


def sign_in(phone: Phone, username: str) -> None:
    """Give user name and password where the form is."""
    phone.page.get_by_label("User name").fill(username)
    phone.page.get_by_label("Password").fill(PASSWORD)
    phone.tap("Sign in")


def unlock(phone: Phone) -> None:
    """Open a locked phone with its PIN."""
    phone.sees("Locked")
    phone.page.keyboard.type(PIN)
    expect(phone.button("Lock")).to_be_visible(timeout=20_000)


def go(phone: Phone, address: str) -> None:
    """Open another screen of the running app."""
    phone.page.evaluate("(address) => { location.hash = address }", address)


def send(phone: Phone) -> None:
    """*Send now*, and wait until nothing is unsent."""
    go(phone, "#/unsent")
    expect(phone.button("Send now")).to_be_enabled(timeout=30_000)
    phone.tap("Send now")
    expect(phone.button("Send now")).to_be_enabled(timeout=30_000)
    phone.sees(NOTHING_UNSENT)
    go(phone, "#/")


def look(phone: Phone, name: str) -> None:
    """Keep a picture of the screen in both themes; axe finds nothing serious in either."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    given = phone.page.evaluate("() => document.documentElement.dataset.theme ?? null")
    for theme in ("dark", "light"):
        _paint(phone, theme)
        file = f"{phone.profile.name} {name} {theme}.png".replace(" ", "-").lower()
        phone.page.screenshot(path=SCREENSHOTS / file)
        found = [each for each in _axe(phone) if each["impact"] in GRAVE]
        assert found == [], f"{name}, {theme}: {json.dumps(found, indent=1)}"
    _paint(phone, given)


def _paint(phone: Phone, theme: str | None) -> None:
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
