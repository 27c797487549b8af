"""Browsers killed by their pid at random moments in bad weather: nothing that the screen called kept is lost."""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from script.tooling.browser import chromium
from tests.journeys.chaos import Storm
from tests.journeys.hands import keep_last_sight
from tests.journeys.kills import Profile, references_on
from tests.journeys.phone import Phone
from tests.journeys.service import PASSWORD, Service
from tests.server.test_strangers_client import Stranger

KILLS = int(os.environ.get("LANTERN_KILLS", "4"))
"""`script/soak kills 200` sets it."""
SEED = int(os.environ.get("LANTERN_SEED", str(random.randrange(2**31))))
KILLS_OF_ONE = 25
"""A profile is brought to rest after so many, and another begins."""

NewProfile = Callable[[int], Profile]


@pytest.fixture
def new_profile(playwright: Playwright, service: Service, tmp_path: Path) -> Iterator[NewProfile]:
    """Phones in a storm of their own."""
    made: list[Profile] = []

    def new(number: int) -> Profile:
        storm = Storm(service.port, f"{SEED}/{number}")
        phone = Phone(playwright, str(chromium()), tmp_path / f"profile{number}", storm)
        colleague = Stranger(f"http://127.0.0.1:{service.port}")
        colleague.enrol("kestrel", PASSWORD)
        chance = random.Random(f"{SEED}/{number}")
        made.append(Profile(phone, storm, ("wren", "finch")[number % 2], colleague, chance))
        return made[-1]

    yield new
    for profile in made:
        keep_last_sight(profile.phone)
        profile.phone.stop()
        profile.storm.close()


def test_nothing_that_was_on_this_phone_is_lost_by_a_kill(
    new_profile: NewProfile, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every entry that the screen called kept is in the ledger once, no cursor was ahead, all came to rest."""
    begin = time.monotonic()
    said: list[str] = []
    met: Counter[str] = Counter()
    left, number = KILLS, 0
    while left:
        profile = new_profile(number)
        profile.enrol()
        for _ in range(min(left, KILLS_OF_ONE)):
            profile.live_and_die()
        rounds = profile.come_to_rest()
        profile.phone.stop()
        profile.phone.forget()  # After a failure it stays, for whoever looks into it.
        left -= profile.kills
        number += 1
        said.extend(profile.said)
        met.update(profile.storm.met)
        with capsys.disabled():
            sys.stdout.write(
                f"\n{KILLS - left} kills, {time.monotonic() - begin:.0f} s, {len(said)} entries read from the "
                f"screen, in sync after {rounds}, weather {dict(met)}, seed {SEED}"
            )
            sys.stdout.flush()

    assert len(said) == len(set(said))
    assert set() == set(said) - references_on(service)
    assert said
