"""Whether a screen is fit to use: what axe says, room, targets, and every step of the keyboard."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ViewportSize

from tests.journeys.hands import AXE
from tests.journeys.phone import Phone

CHECKS = Path(__file__).with_suffix(".js")

AXE_RUN = """async () => (await axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  // It counts a row half under the tabs as small, though it scrolls; `tooSmall` asks for more.
  rules: { 'target-size': { enabled: false } },
  resultTypes: ['violations'],
})).violations.map(({ id, impact, nodes }) => ({ id, impact, places: nodes.map((node) => node.html) }))"""

TARGET = 48
"""CSS pixels; SCREENS section 0."""

FORMS = ("large", "narrow", "mirrored")
"""What else than a phone held by somebody with good eyes who reads from the left."""

TABS_MAX = 400
"""No screen has so many things to reach: a longer walk goes round in a trap."""


def violations(phone: Phone) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the screen as it is, however small."""
    _bring(phone, "axe", AXE)
    found: list[dict[str, Any]] = phone.page.evaluate(AXE_RUN)
    return [f"axe: {each['id']} ({each['impact']}): {each['places']}" for each in found]


def too_wide(phone: Phone) -> list[str]:
    """What runs over the right edge, makes the page scroll sideways or is cut off."""
    return _ask(phone, "window.fit.tooWide()")


def too_small(phone: Phone) -> list[str]:
    """What a thumb in a glove would miss."""
    return _ask(phone, f"window.fit.tooSmall({TARGET})")


def kept(phone: Phone) -> list[str]:
    """Which controls would leave their words in the browser's own files (docs/threat_model.md)."""
    return _ask(phone, "window.fit.kept()")


LARGE_TEXT = "200%"
"""WCAG 1.4.4."""

REFLOW: ViewportSize = {"width": 320, "height": 256}
"""WCAG 1.4.10: a window of 1280 x 1024 at 400 %."""


def cramped(phone: Phone, form: str) -> list[str]:
    """What is lost in another form: `large` text, `narrow` as at 400 %, `mirrored` with long texts. Put right again."""
    if form == "large":
        phone.page.evaluate("(size) => { document.documentElement.style.fontSize = size }", LARGE_TEXT)
        faults = [*too_wide(phone), *violations(phone)]
        phone.page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    elif form == "narrow":
        size = phone.page.viewport_size
        phone.page.set_viewport_size(REFLOW)
        faults = [*too_wide(phone), *_ask(phone, "window.fit.tooLow()")]
        phone.page.set_viewport_size(size or REFLOW)
    else:
        _ask(phone, "[window.fit.mirror()]")
        faults = too_wide(phone)
        _ask(phone, "[window.fit.unmirror()]")
    return [f"{form}: {fault}" for fault in faults]


def unreachable(phone: Phone) -> list[str]:
    """What Tab does not reach, what it reaches unseen, and what it cannot leave."""
    _bring(phone, "fit", CHECKS)
    phone.page.evaluate("() => { window.walk = window.fit.walk(); }")
    faults: list[str] = []
    for _ in range(TABS_MAX):
        phone.page.keyboard.press("Tab")
        step = phone.page.evaluate("() => window.walk.step()")
        faults.extend(step["faults"])
        if step["over"]:
            break
    return [*faults, *_ask(phone, "window.walk.missed()")]


def _ask(phone: Phone, question: str) -> list[str]:
    _bring(phone, "fit", CHECKS)
    answer: list[str] = phone.page.evaluate(f"() => {question}")
    return answer


def _bring(phone: Phone, name: str, script: Path) -> None:
    """By evaluating, not by a script tag: the page's policy forbids the tag."""
    if not phone.page.evaluate(f"() => '{name}' in window"):
        phone.page.evaluate(script.read_text())
