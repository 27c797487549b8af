"""A phone whose clock is wrong: it logs and sends as ever, is told so, and the server says when things came."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, send, unlock
from tests.journeys.moved_clock import with_clock_at
from tests.journeys.officer import say_hello
from tests.journeys.service import Service


@pytest.mark.parametrize(("year", "words"), [(1970, "years slow"), (2036, "years fast")])
def test_what_a_wrong_clock_wrote_is_sent_and_the_phone_says_that_it_is_wrong(
    year: int, words: str, new_phone: NewPhone, service: Service, app_folder: Path, tmp_path: Path
) -> None:
    """Kept, sent, in force with its own time and a flag; Today and More say how far off, after a restart too."""
    service.stop()
    service.environment["LANTERN_APP_FOLDER"] = str(with_clock_at(year, app_folder, tmp_path / "app"))
    service.start()
    phone = new_phone("wren")
    begin(phone, "wren")
    say_hello(phone, "Tide Lane")
    send(phone)

    off = re.compile(f"^This phone’s clock is .* {words}$")
    phone.sees(off)
    look(phone, f"today in {year}")
    go(phone, "#/more")
    phone.sees(off)
    look(phone, f"more in {year}")
    phone.proxy.cut()
    go(phone, "#/")
    phone.page.reload()
    unlock(phone)
    phone.sees(off)

    created, flags = met_on_the_server(service.database)
    assert created["at"].startswith(f"{year}-06-0")
    assert "clock_error" in flags
    arrived = datetime.fromisoformat(created["received_at"])
    assert abs(datetime.now(UTC) - arrived).total_seconds() < 600
    assert "Nothing is broken." in service.lantern("verify")


def met_on_the_server(database: Path) -> tuple[dict[str, Any], set[str]]:
    """Of the one engagement: who made it when by which clock, and the codes of its flags."""
    with closing(sqlite3.connect(database)) as connection:
        texts = connection.execute("SELECT text FROM placement").fetchall()
    met = next(record for (text,) in texts if (record := json.loads(text))["type"] == "engagement")
    return met["created"], {flag["code"] for flag in met["flags"]}
