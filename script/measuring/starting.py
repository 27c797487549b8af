"""A cold start of the app as it is measured: a new browser process over a profile that holds everything already."""

from playwright.sync_api import Page, Worker

from script.measuring.hands import WATCH
from script.measuring.shift import FOR_YOU
from script.measuring.slowness import throttled
from tests.journeys.hands import NOTHING_UNSENT, PIN, sign_in
from tests.journeys.phone import Phone

STRETCHED = """() => {
  const decrypt = SubtleCrypto.prototype.decrypt;
  self.pinAccepted = null;
  SubtleCrypto.prototype.decrypt = async function (...values) {
    const plain = await decrypt.apply(this, values);
    self.pinAccepted ??= performance.timeOrigin + performance.now();
    return plain;
  };
}"""
"""The first thing that the worker opens after a PIN is the data key: then the PIN is accepted."""

FIRST_COPY_SECONDS_MAX = 300


def enrol(phone: Phone) -> None:
    """Sign in, choose a PIN, and wait for the first whole copy."""
    phone.start()
    sign_in(phone, "wren")
    for words in ("Choose a PIN", "Once more"):
        phone.sees(words)
        phone.page.keyboard.type(PIN)
    phone.sees(NOTHING_UNSENT, seconds=FIRST_COPY_SECONDS_MAX)
    phone.sees("Child: services not reached", seconds=60)
    phone.page.evaluate("navigator.serviceWorker.ready")


def switch_on(phone: Phone, rate: int) -> Page:
    """Start the browser, with nothing opened yet. rate: how many times slower the page's main thread shall be."""
    phone.switch_on()
    phone.page.add_init_script(f"window.rowsWaited = {FOR_YOU};")
    phone.page.add_init_script(WATCH)
    throttled(phone.page, rate)
    return phone.page


def unlocked(phone: Phone) -> tuple[dict[str, float], Worker]:
    """Open the app, type the PIN, wait for Today. Moments in milliseconds since 1970 by their names, and the worker."""
    page = phone.page
    page.goto(phone.proxy.address, wait_until="commit")
    page.wait_for_function("() => 'locked painted' in noted", polling=50)
    worker = page.workers[0]
    worker.evaluate(STRETCHED)
    page.keyboard.type(PIN)
    page.wait_for_function("() => 'today painted' in noted", timeout=60_000, polling=50)
    noted: dict[str, float] = page.evaluate("() => ({ ...noted, opened: performance.timeOrigin })")
    noted["accepted"] = worker.evaluate("() => self.pinAccepted")
    return noted, worker
