"""What somebody does who has only a keyboard: Tab until the name is heard, then Enter, Space or an arrow."""

import re

from tests.journeys.phone import Phone

STEPS_MAX = 80
"""Steps of Tab to the furthest key of a page; more is a trap or a page that nobody can use."""

FOCUSED = """() => {
  const each = document.activeElement;
  if (each === null || each === document.body) return '';
  const group = each.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
  const words = each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? each.textContent;
  return `${each.matches('[type=radio], [type=checkbox]') ? group + ': ' : ''}${words}`.replace(/\\s+/g, ' ').trim();
}"""

COUNT_POINTERS = """() => {
  window.pointers = 0;
  addEventListener('pointerdown', () => { window.pointers += 1; }, true);
}"""


def put_the_mouse_away(phone: Phone) -> None:
    """From now on every touch of a pointer is counted."""
    phone.page.evaluate(COUNT_POINTERS)


def pointers(phone: Phone) -> int:
    """How often a pointer was used since."""
    count: int = phone.page.evaluate("() => window.pointers")
    return count


def reach(phone: Phone, name: str) -> None:
    """Tab until what has the focus is called like this, from its beginning; fails where Tab does not lead there."""
    wanted = re.compile(name)
    heard: list[str] = []
    for _ in range(STEPS_MAX):
        phone.page.keyboard.press("Tab")
        heard.append(phone.page.evaluate(FOCUSED))
        if wanted.match(heard[-1]):
            return
    raise AssertionError(f"Tab does not lead to {name!r}: {heard}")


def press(phone: Phone, name: str) -> None:
    """Reach a key or link and press it."""
    reach(phone, name)
    phone.page.keyboard.press("Enter")


def fill(phone: Phone, name: str, words: str) -> None:
    """Reach a field and type."""
    reach(phone, name)
    phone.page.keyboard.type(words)


def pick(phone: Phone, group: str, choice: str) -> None:
    """Reach a group of choices, go through it (radios by arrow, boxes by Tab), and take the one called so."""
    reach(phone, f"{group}.*: ")
    wanted = re.compile(f"{group}.*: .*{choice}")
    kind = phone.page.evaluate("() => document.activeElement.type")
    for _ in range(STEPS_MAX):
        if wanted.match(phone.page.evaluate(FOCUSED)):
            if not phone.page.evaluate("() => document.activeElement.checked"):
                phone.page.keyboard.press("Space")
            return
        phone.page.keyboard.press("ArrowDown" if kind == "radio" else "Tab")
    raise AssertionError(f"{group!r} has no {choice!r}")
