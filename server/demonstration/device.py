"""A model phone: it signs, chains and pushes changes as the app does, on the story's own time.

What its owner saw when writing is what it had pulled by then, so that clashes arise as they do in
the street: two phones without signal write about one record and neither has seen the other.
"""

import json
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from server.accounts.models import Account, Install
from server.accounts.signatures import sign
from server.database import reading
from server.exchange.models import Entry, Placement, StoredChange, Stream
from server.exchange.service import Delivery, push
from sync.changes import base64url, paired_id, read_change, signed_bytes, write_change
from sync.records.catalogue import CATALOGUE, SCHEMA

BATCH = 200
APP = "lantern-demonstration"


class StoryError(RuntimeError):
    """The server judged a change of the story otherwise than the story needs."""


@dataclass(frozen=True, slots=True)
class Written:
    """A change that is on the model phone: where it is, and how the story expects it to be judged."""

    change: str
    record: str
    envelope: tuple[str, str]


@dataclass(slots=True)
class Device:
    """One install of one person.

    chance: the story's seeded generator. readable: streams that the person reads; others can only be
    written to. verdicts: change → the server's. clock_error: added to what the device says about time.
    """

    account: Account
    install: Install
    key: ec.EllipticCurvePrivateKey
    chance: random.Random
    readable: frozenset[str] = frozenset()
    clock_error: timedelta = timedelta(0)
    _dseq: int = 0
    _prev: str | None = None
    _waiting: list[Written] = field(default_factory=list)
    _own: dict[str, str] = field(default_factory=dict)
    _counters: dict[str, int] = field(default_factory=dict)
    _seen: dict[str, tuple[int, int, str | None]] = field(default_factory=dict)
    _session: str = field(init=False)
    verdicts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin the session that changes name beside the clock."""
        self._session = self._uuid()

    @property
    def person(self) -> str:
        """Whose phone it is."""
        return self.account.person_id

    @property
    def is_waiting(self) -> bool:
        """Whether something on it has not been delivered yet."""
        return bool(self._waiting)

    def reference(self, letter: str) -> str:
        """The next reference that this phone gives out, `H-7K-0412`."""
        self._counters[letter] = self._counters.get(letter, 0) + 1
        return f"{letter}-{self.install.code}-{self._counters[letter]:04d}"

    def create(
        self,
        record_type: str,
        stream: str,
        values: Mapping[str, Any],
        at: datetime,
        *,
        record: str | None = None,
    ) -> str:
        """Write a new record at `at`; returns its id. A type with references gets one."""
        declared = CATALOGUE[record_type]
        said = {key: value for key, value in values.items() if value is not None}
        if declared.paired:
            first, second = (str(said[name]) for name in declared.paired)
            record = paired_id(self.account.tenant_id, record_type, first, second)
        elif declared.reference_letter and "reference" not in said:
            said = {"reference": self.reference(declared.reference_letter), **said}
        record = record or self._uuid()
        self._write("create", record_type, record, stream, said, at)
        return record

    def change(
        self,
        record_type: str,
        record: str,
        stream: str,
        values: Mapping[str, Any],
        at: datetime,
        *,
        resolves: Sequence[tuple[str, str]] = (),
        reason: str | None = None,
    ) -> str:
        """Write a change of a record; returns the change's id."""
        return self._write("set", record_type, record, stream, values, at, resolves, reason)

    def give_up(self) -> list[tuple[int, Written]]:
        """What lies undelivered on a phone that nobody will unlock again, with its numbers."""
        held, self._waiting = self._waiting, []
        return list(enumerate(held, self._dseq - len(held) + 1))

    def deliver(self, at: datetime) -> None:
        """Push everything that waits, arriving at `at`, then pull. Raises StoryError for what is kept apart."""
        delivery = Delivery(self.install, self.account)
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            answer = push(delivery, [list(each.envelope) for each in batch], at)
            for written, line in zip(batch, answer.verdicts, strict=True):
                self._note(written, line)
        self._own.clear()
        self.pull()

    def pull(self) -> None:
        """Take the cursor of every stream that this person can read to where the server is."""
        with reading() as session:
            rows = session.scalars(select(Stream).where(Stream.tenant_id == self.account.tenant_id))
            self._seen = {row.name: (row.epoch, row.last_seq, row.head) for row in rows}

    def last_change(self, record: str, stream: str) -> str | None:
        """The newest change of a record that this phone's owner can have seen; None when there is none."""
        cursor = self._seen.get(stream)
        if cursor is None or stream not in self.readable:
            return None
        with reading() as session:
            found = session.scalars(
                select(StoredChange.id)
                .join(
                    Entry,
                    (Entry.tenant_id == StoredChange.tenant_id) & (Entry.change_hash == StoredChange.hash),
                )
                .where(
                    Entry.tenant_id == self.account.tenant_id,
                    Entry.stream == stream,
                    Entry.record_id == record,
                    Entry.seq <= cursor[1],
                )
                .order_by(Entry.seq.desc())
                .limit(1)
            )
            return found.first()

    def open_clash(self, record: str, stream: str, field: str) -> list[str]:
        """The changes whose values clash on a field, as this phone's owner reads the record."""
        with reading() as session:
            text = session.get_one(Placement, (self.account.tenant_id, stream, record)).text
        clashes = [each for each in json.loads(text)["clashes"] if each["field"] == field]
        return [value["change"] for each in clashes for value in each["values"]]

    def _note(self, written: Written, line: Mapping[str, Any]) -> None:
        verdict = str(line["verdict"])
        self.verdicts[written.change] = verdict
        if verdict in ("refused", "quarantined", "retry"):
            problems = json.dumps(line.get("problems"))
            raise StoryError(f"{self.account.username}: {verdict} {problems} {written.envelope[0][:400]}")

    def _write(
        self,
        op: str,
        record_type: str,
        record: str,
        stream: str,
        values: Mapping[str, Any],
        at: datetime,
        resolves: Sequence[tuple[str, str]] = (),
        reason: str | None = None,
    ) -> str:
        wall = at + self.clock_error
        change = self._uuid7(wall)
        text = write_change(
            {
                "id": change,
                "tenant": self.account.tenant_id,
                "stream": stream,
                "install": self.install.id,
                "author": self.person,
                "dseq": self._dseq + 1,
                "prev": self._prev,
                "type": record_type,
                "record": record,
                "op": op,
                "base": self.last_change(record, stream),
                "after": self._own.get(record),
                "set": dict(values),
                "resolves": [list(pair) for pair in resolves],
                "seen": self._seen_of(stream),
                "at": {
                    "wall": wall.isoformat(timespec="seconds"),
                    "monotonic": self._dseq * 60_000,
                    "session": self._session,
                },
                "schema": SCHEMA,
                "app": APP,
                "salt": base64url(self.chance.randbytes(16)),
                "reason": reason,
            }
        )
        read = read_change(text, schema=SCHEMA).change
        if read is None:
            raise StoryError(f"not a change: {text[:400]}")
        self._dseq, self._prev, self._own[record] = self._dseq + 1, read.hash, change
        self._waiting.append(Written(change, record, (text, sign(signed_bytes(text), self.key))))
        return change

    def _seen_of(self, stream: str) -> list[Any] | None:
        cursor = self._seen.get(stream)
        return list(cursor) if cursor is not None and stream in self.readable else None

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def _uuid7(self, at: datetime) -> str:
        milliseconds = max(0, int(at.timestamp() * 1000))
        random_part = self.chance.getrandbits(74)
        value = (milliseconds << 80) | (7 << 76) | ((random_part >> 62) << 64) | (2 << 62)
        return str(uuid.UUID(int=value | (random_part & ((1 << 62) - 1))))
