"""A person's phone with Firefox on it: the same thumb, another engine, the same dead battery."""

import contextlib
import re
import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Playwright

from script.measuring.firefox import switched_on
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.relay import Relay

REPORT_VIOLATIONS = """addEventListener('securitypolicyviolation', (each) => {
  if (each.sourceFile.includes('eval')) return;
  console.error(`Content Security Policy: ${each.violatedDirective} ${each.blockedURI} ${each.sourceFile}`);
})"""
"""What comes from an `eval` is the driver's own (the style for a picture): the app can evaluate nothing."""


class FirefoxPhone(Phone):
    """A phone as any other: its browser is Firefox, a process group of ours, and Playwright is attached to it.

    Playwright starts a BiDi browser itself and reads its address from what it prints. What it starts here
    prints the address of the relay and lasts as long as our Firefox does.
    """

    no_errors = re.compile("^The page’s settings blocked ")
    """Firefox's own words about its policy, the driver's styles among them; the page itself reports what is ours."""

    def __init__(self, playwright: Playwright, program: Path, profile: Path, proxy: Proxy) -> None:
        """Prepare a phone whose profile is the folder `profile`; nothing is started yet."""
        super().__init__(playwright, str(program), profile, proxy)
        self._relay: Relay | None = None

    def _open(self) -> BrowserContext:
        running = switched_on(Path(self._program), self.profile)
        self._process = running.process
        self._relay = Relay(running.port)
        stand_in = self._stand_in(self._relay.port)
        context = self._playwright.firefox.launch_persistent_context(
            stand_in.parent / "nothing",
            channel="moz-firefox",
            executable_path=stand_in,
            viewport=self._size,
        )
        context.add_init_script(REPORT_VIOLATIONS)
        return context

    def _stand_in(self, port: int) -> Path:
        folder = self.profile.with_name(f"{self.profile.name}-stand-in")
        folder.mkdir(exist_ok=True)
        script = folder / "firefox"
        script.write_text(
            "#!/bin/sh\n"
            f'echo "WebDriver BiDi listening on ws://127.0.0.1:{port}" >&2\n'
            f"exec tail --pid={self.group} -f /dev/null\n"
        )
        script.chmod(0o755)
        return script

    def _put_away(self) -> None:
        if self._context is not None:
            with contextlib.suppress(Error):
                self._context.close()
        if self._relay is not None:
            self._relay.close()
        self._relay = None
        super()._put_away()

    def forget(self) -> None:
        """Throw the profile away."""
        super().forget()
        shutil.rmtree(self.profile.with_name(f"{self.profile.name}-stand-in"), ignore_errors=True)
