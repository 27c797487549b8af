"""A person's phone: a Chromium profile on disk that can be killed by its pid and started again."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    ViewportSize,
    expect,
)

from tests.journeys.proxy import Proxy

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
)
"""A browser that speaks to nobody but the page's own server."""

START_SECONDS = 30


class Phone:
    """One browser profile with one person, behind a signal of its own.

    The browser is the real binary in a process group of its own, and Playwright is attached to it:
    so it can be killed as a dead battery kills it. `profile` outlives every start.
    """

    made: ClassVar[list["Phone"]] = []
    """Every phone of this run: at the end of each journey none of them has complained, whoever made it."""

    no_errors = re.compile("^Failed to load resource: ")
    """Chromium's own words for a request without an answer, or with one that says no: journeys cut lines."""

    def __init__(
        self, playwright: Playwright, chromium: str, profile: Path, proxy: Proxy, *, desk: bool = False
    ) -> None:
        """Prepare a phone whose profile is the folder `profile`; nothing is started yet."""
        self._playwright = playwright
        self._program = chromium
        self._profile = profile
        self.proxy = proxy
        self._size: ViewportSize = DESK if desk else PHONE
        self._process: subprocess.Popen[bytes] | None = None
        self.debugging_port = 0
        """Where the browser of the last start can be taken hold of too."""
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None
        self._page: Page | None = None
        self.flags: tuple[str, ...] = ()
        Phone.made.append(self)
        self.violations: list[str] = []
        self.errors: list[str] = []

    @property
    def page(self) -> Page:
        """The open page of the app."""
        assert self._page is not None, "the phone is off"
        return self._page

    @property
    def profile(self) -> Path:
        """The folder in which the browser keeps everything."""
        return self._profile

    @property
    def group(self) -> int:
        """The process group of the browser: all of it."""
        assert self._process is not None, "the phone is off"
        return self._process.pid

    @property
    def is_on(self) -> bool:
        """Whether the browser runs."""
        return self._process is not None

    def start(self, path: str = "/") -> None:
        """Switch the phone on and open the app."""
        self.switch_on()
        self.page.goto(self.proxy.address + path, wait_until="load")

    def switch_on(self) -> None:
        """Start the browser, with nothing opened yet."""
        self._profile.mkdir(parents=True, exist_ok=True)
        context = self._context = self._open()
        context.set_default_timeout(15_000)
        self._watch(context)
        self._page = context.pages[0] if context.pages else context.new_page()
        self._page.set_viewport_size(self._size)

    def _open(self) -> BrowserContext:
        """Start the browser's process and take hold of it."""
        port = self.debugging_port = _free_port()
        (self._profile / "SingletonLock").unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                self._program,
                *FLAGS,
                *self.flags,
                f"--user-data-dir={self._profile}",
                f"--remote-debugging-port={port}",
                f"--window-size={self._size['width']},{self._size['height']}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for_browser(port)
        self._browser = self._playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        return self._browser.contexts[0]

    def _watch(self, context: BrowserContext) -> None:
        """Note what goes wrong in any page: of every tab, and of those that open later."""

        def note(message: ConsoleMessage) -> None:
            text = message.text
            if "Content Security Policy" in text or "TrustedScript" in text or "TrustedHTML" in text:
                self.violations.append(text)
            elif message.type == "error":
                fail(text)

        def fail(text: str) -> None:
            if not self.no_errors.match(text):
                self.errors.append(text)

        context.on("console", note)
        context.on("weberror", lambda error: fail(str(error.error)))

    def pull_battery(self) -> None:
        """SIGKILL to the browser's whole process group, from any thread; `kill` then puts the phone away."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """The battery dies: SIGKILL to the browser's whole process group, no goodbye."""
        assert self._process is not None
        self.pull_battery()
        self._process.wait()
        self._put_away()

    def _put_away(self) -> None:
        self._process = self._browser = self._context = self._page = None

    def stop(self) -> None:
        """Switch off as a person does; safe to call twice."""
        if self._process is None:
            return
        if self._browser is not None:
            self._browser.close()
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()
        self._put_away()

    def forget(self) -> None:
        """Throw the profile away."""
        shutil.rmtree(self._profile, ignore_errors=True)

    # What a thumb does. Every step waits for what a person would see.

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The key with these words on it."""
        return self.page.get_by_role("button", name=name)

    def tap(self, name: str | re.Pattern[str]) -> None:
        """Press the first key with these words."""
        self.button(name).first.click()

    def sees(self, text: str | re.Pattern[str], *, seconds: float = 15) -> None:
        """Wait until these words are on the screen."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=seconds * 1000)

    def sees_nothing_of(self, text: str | re.Pattern[str]) -> None:
        """These words are nowhere on the screen."""
        expect(self.page.get_by_text(text)).to_have_count(0)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for_browser(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=2) as answer:
                json.load(answer)
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("Chromium did not answer on its debugging port")
