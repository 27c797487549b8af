"""Phones that are killed again and again in bad weather, and what must be true of them afterwards.

A round: switch on, unlock without a signal, read every stored row back and compare; then write notes in a storm until
the battery dies at a random moment. What the screen called *On this phone* before that must be there for ever.
"""

import random
import re
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field

from playwright.sync_api import Error, expect

from tests.factories.records import NOTE
from tests.journeys.chaos import Storm
from tests.journeys.hands import begin, digests, go, sign_in, sign_in_to_send, unlock, write
from tests.journeys.phone import Phone
from tests.journeys.service import Service
from tests.server.test_strangers_client import Stranger

SHARE = 30
"""Requests of a hundred that meet something."""
NOTES = 20
"""Of the colleague, before each life."""
LIFE_SECONDS_MAX = 4
"""A battery lasts so long at most after the signal came back."""
ROUNDS_MAX = 3
SAID = re.compile(r"^On this phone \d\d:\d\d: Note (\S+)")
"""The words after a save, with the reference of what was saved."""


@dataclass(slots=True)
class Profile:
    """One phone through all its deaths. said: references that the screen called *On this phone*.

    colleague: writes notes while the phone is off, so that there is something to fetch.
    """

    phone: Phone
    storm: Storm
    username: str
    colleague: Stranger
    chance: random.Random
    said: set[str] = field(default_factory=set)
    kills: int = 0
    written: int = 0

    def enrol(self) -> None:
        """Sign in for the first time and fetch everything, in fair weather."""
        begin(self.phone, self.username)

    def live_and_die(self) -> None:
        """One round, from switching on to the kill."""
        self.storm.cut()
        if not self.phone.is_on:
            self.phone.start()
            unlock(self.phone)
            assert_copy_is_whole(self.phone)
        self.colleague.push(*(self.colleague.change("sighting", "op/harbour", NOTE) for _ in range(NOTES)))
        self.storm.share = SHARE
        self.storm.restore()
        empty = threading.Event()
        battery = threading.Timer(self.chance.uniform(0, LIFE_SECONDS_MAX), self._die, [empty])
        battery.start()
        try:
            if self.kills:
                # Chromium writes cookies down after half a minute: a kill takes the session along.
                go(self.phone, "#/sign-in")
                sign_in(self.phone, self.username)
            while True:
                self._write()
        except (Error, AssertionError):
            # Whatever was under way has died with the browser; anything else is told.
            if not empty.is_set():
                raise
        finally:
            battery.join()
            self.phone.kill()
            self.kills += 1
            self._keep_files()

    def _die(self, empty: threading.Event) -> None:
        empty.set()
        self.phone.pull_battery()

    def _keep_files(self) -> None:
        """Copy the database's files as the kill left them: at the next start the browser mends or drops what it finds.

        They lie beside the profile for whoever looks into a failure.
        """
        kept = self.phone.profile.with_name(f"{self.phone.profile.name}_killed")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.phone.profile / "Default" / "IndexedDB", kept)

    def come_to_rest(self) -> int:
        """In fair weather: in sync within three rounds. Returns how many it took."""
        self.storm.cut()
        self.storm.share = 0
        self.phone.start()
        unlock(self.phone)
        assert_copy_is_whole(self.phone)
        self.storm.restore()
        sign_in_to_send(self.phone, self.username)
        for rounds in range(1, ROUNDS_MAX + 1):
            if self._is_in_sync():
                return rounds
            go(self.phone, "#/unsent")
            self.phone.tap("Send now")
            expect(self.phone.button("Send now")).to_be_enabled(timeout=30_000)
        raise AssertionError(f"{self.username} is not in sync after {ROUNDS_MAX} rounds")

    def _is_in_sync(self) -> bool:
        strip = self.phone.page.get_by_role("banner").first.inner_text()
        if not strip.lstrip("✓! \n").startswith("Nothing unsent"):
            return False
        digests(self.phone)
        return True

    def _write(self) -> None:
        phone = self.phone
        go(phone, "#/")
        phone.tap("Write…")
        phone.tap("Note")
        self.written += 1
        write(phone, "In words", f"{self.username} entry {self.written}")
        phone.tap("Save")
        shown = phone.page.get_by_role("complementary", name="Just saved").get_by_role("status")
        before = set(self.said)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            found = SAID.match(shown.inner_text())
            if found is not None and found[1] not in before:
                self.said.add(found[1])
                return
            phone.page.wait_for_timeout(10)
        raise AssertionError("the note was not saved")


def assert_copy_is_whole(phone: Phone) -> None:
    """Every stored row reads back to what the server said at the cursor: no cursor is ahead of its rows."""
    digests(phone)
    go(phone, "#/")


def references_on(service: Service) -> set[str]:
    """References of all notes in the server's ledger, read from the stored bytes."""
    with closing(sqlite3.connect(service.database)) as connection:
        rows = connection.execute(
            "SELECT json_extract(text, '$.set.reference') FROM change WHERE type = 'sighting'"
        )
        return {reference for (reference,) in rows}
