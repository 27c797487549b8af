"""The same thumb on every engine: looks for words on a key, and presses where they are."""

import json
import time
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

WATCH = (Path(__file__).parent / "watch.js").read_text()
"""Goes into every page before the app: notes when what is waited for is in the document, and painted."""

FIND = """(() => {
  const named = (each) => (each.getAttribute('aria-label') ?? each.textContent).trim();
  const keys = [...document.querySelectorAll(%s)];
  const key = keys.find((each) => !each.disabled && named(each).startsWith(%s));
  if (key === undefined) return null;
  key.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = key.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})()"""


class Driver(Protocol):
    """What is asked of a browser."""

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        ...

    def tap(self, across: float, down: float) -> None:
        """Press and let go at a point."""
        ...

    def type(self, text: str) -> None:
        """Press keys."""
        ...


class ChromiumDriver:
    """A Playwright page as the others are driven."""

    def __init__(self, page: Page) -> None:
        """Drive this page."""
        self._page = page

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self._page.evaluate(expression)

    def tap(self, across: float, down: float) -> None:
        """Press and let go at a point."""
        self._page.mouse.click(across, down)

    def type(self, text: str) -> None:
        """Press keys."""
        self._page.keyboard.type(text)


def wait(driver: Driver, expression: str, seconds: float = 60) -> None:
    """Until an expression is true."""
    deadline = time.monotonic() + seconds
    while not driver.evaluate(f"Boolean({expression})"):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{expression}: {driver.evaluate('document.body.innerText')}")
        time.sleep(0.05)


def press(driver: Driver, words: str, among: str = "button") -> None:
    """Press the first key whose words begin like this, as soon as there is one."""
    find = FIND % (json.dumps(among), json.dumps(words))
    wait(driver, f"{find} !== null")
    driver.tap(*driver.evaluate(find))


def reads(words: str) -> str:
    """An expression: whether these words are on the screen."""
    return f"document.body !== null && document.body.innerText.includes({json.dumps(words)})"


def begin(driver: Driver, username: str, password: str, pin: str) -> None:
    """Sign in, choose a PIN, and wait for the first whole copy."""
    for field, text in (("username", username), ("current-password", password)):
        wait(driver, f"document.querySelector('[autocomplete={field}]') !== null")
        driver.evaluate(f"document.querySelector('[autocomplete={field}]').focus()")
        driver.type(text)
    press(driver, "Sign in")
    for words in ("Choose a PIN", "Once more"):
        wait(driver, reads(words))
        driver.type(pin)
    wait(driver, reads("Nothing unsent"))
    wait(driver, reads("Child: services not reached"))
