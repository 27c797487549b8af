"""Operation Harbour as `script/demo` tells it, and what is in it: a screen can be opened by its address."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.demonstration.cast import PASSWORD
from tests.journeys.hands import NOTHING_UNSENT, PIN, sign_in
from tests.journeys.phone import Phone
from tests.journeys.service import Service


@dataclass(frozen=True, slots=True)
class Placed:
    """A record as a stream's readers have it."""

    id: str
    type: str
    stream: str
    fields: dict[str, Any]
    clashing: tuple[str, ...]


TELLING_SECONDS_MAX = 600
"""A quarter of a minute on a quiet machine; others may work on this one."""

ROWS = 'SELECT stream, text FROM placement WHERE NOT "left" ORDER BY stream, seq'

Wanted = Callable[[Placed], bool]


class Harbour:
    """The records of a database in which the operation was told."""

    def __init__(self, database: Path) -> None:
        """Read every record that is placed somewhere."""
        self.database = database
        self._all = list(_read(database))

    def one(self, record_type: str, stream: str, wanted: Wanted = lambda _: True) -> Placed:
        """The first record of a type in a stream that is as wanted. Raises LookupError when there is none."""
        for placed in self._all:
            if placed.type == record_type and placed.stream == stream and wanted(placed):
                return placed
        raise LookupError(f"no {record_type} in {stream} is as wanted")


def tell_harbour(folder: Path) -> Harbour:
    """Tell the whole operation into a database in `folder`; about fifteen seconds."""
    service = Service(folder)
    service.lantern("demonstration", seconds_max=TELLING_SECONDS_MAX)
    return Harbour(service.database)


def begin_in_harbour(phone: Phone, person: str) -> None:
    """Sign in as one of the demonstration's people, choose a PIN, and wait for the first whole copy."""
    phone.start()
    sign_in(phone, person, password=PASSWORD)
    phone.sees("Choose a PIN")
    phone.page.keyboard.type(PIN)
    phone.sees("Once more")
    phone.page.keyboard.type(PIN)
    phone.sees(NOTHING_UNSENT, seconds=60)


def _read(database: Path) -> Iterator[Placed]:
    with closing(sqlite3.connect(database)) as connection:
        for stream, text in connection.execute(ROWS):
            yield _placed(stream, json.loads(text))


def _placed(stream: str, said: dict[str, Any]) -> Placed:
    clashing = tuple(clash["field"] for clash in said["clashes"])
    return Placed(said["record"], said["type"], stream, said["fields"], clashing)
