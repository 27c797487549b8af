"""Races of many writers and readers over one stream, through the real push and pull, and faults to plant in them.

Between taking a number and the commit a writer sleeps for a random while, which is where other systems lose
writes: Hasura #8632, kafka-connect-jdbc #172. The sleeps are an event hook of the tests; the server knows
nothing of them.
"""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from server.database import reading, writing
from server.evidence.walk import verify
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.locked import StreamInHand
from server.exchange.models import Stream
from sync.messages import StreamEntry
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import Partnership

STREAM = "op/harbour"
WRITERS = 8
READERS = 4
SHARED = 3
SLEEP_SECONDS_MAX = 0.02
SLEEPS_OF_TEN = 4
"""How many of ten transactions sleep at each of the two points."""

IN_LEDGER = ("accepted", "merged", "conflicted")


@dataclass(slots=True)
class Outcome:
    """What came of a race.

    made: records of acknowledged creates; edited: acknowledged change → the shared record it is about.
    skipped: records that some reader never got; phantoms: records that no writer was told of; lost: edits that are
    in no history; unmatched: readers whose own digest is not the server's; findings: codes of `lantern verify`.
    """

    seconds: float
    made: set[str]
    edited: dict[str, str]
    pages: int
    skipped: set[str]
    phantoms: set[str]
    lost: set[str]
    unmatched: int
    findings: tuple[str, ...]

    @property
    def faults(self) -> dict[str, int]:
        """What is wrong, by kind; empty when nothing is."""
        counts = {
            "skipped by a reader": len(self.skipped),
            "never acknowledged": len(self.phantoms),
            "lost edits": len(self.lost),
            "digests that differ": self.unmatched,
            "findings of verify": len(self.findings),
        }
        return {kind: count for kind, count in counts.items() if count}

    def __str__(self) -> str:
        return (
            f"{self.seconds:.0f} s: {len(self.made)} records made and {len(self.edited)} edits acknowledged, "
            f"{self.pages} pages read, {self.faults or 'no fault'}"
        )


@dataclass(slots=True)
class Race:
    """Eight phones that write and four that read, over the same stream and records.

    shared: the records that all writers edit.
    """

    app: Flask
    partnership: Partnership
    writers: list[Device] = field(default_factory=list)
    readers: list[Device] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    edited: dict[str, str] = field(default_factory=dict)
    pages: int = 0

    def prepare(self) -> None:
        """Enrol everybody and make the shared records."""
        for number in range(WRITERS + READERS):
            self.partnership.add(f"racer{number}")
            found = device(self.app.test_client(), f"racer{number}")
            (self.writers if number < WRITERS else self.readers).append(found)
        self.shared = [self.writers[0].save("sighting", NOTE)[0] for _ in range(SHARED)]
        self.made = set(self.shared)

    def run(self, seconds: float) -> Outcome:
        """Race for so long, let everybody finish, and compare. May be called again."""
        begin = time.monotonic()
        over = threading.Event()
        writing_threads = [partial(self._write, each, begin + seconds) for each in self.writers]
        reading_threads = [partial(self._read, each, over) for each in self.readers]
        with sleeping():
            _at_once(writing_threads, reading_threads, over)
        for reader in self.readers:
            reader.pull()
        return self._compared(time.monotonic() - begin)

    def _write(self, phone: Device, until: float) -> None:
        _sleeper.chance = random.Random(phone.phone.install)
        while time.monotonic() < until:
            count = _sleeper.chance.randint(1, 3)
            changes = [phone.fields("sighting", NOTE) for _ in range(count)]
            record = _sleeper.chance.choice(self.shared)
            edit = phone.fields("sighting", {"words": f"edit {phone.dseq}"}, record=record)
            verdicts = phone.push(*(phone.envelope(each) for each in [*changes, edit]))
            for change, verdict in zip([*changes, edit], verdicts, strict=True):
                assert verdict["verdict"] in (*IN_LEDGER, "retry"), verdict
                if verdict["verdict"] == "retry":
                    continue
                if change is edit:
                    self.edited[change["id"]] = record
                else:
                    self.made.add(change["record"])

    def _read(self, phone: Device, over: threading.Event) -> None:
        chance = random.Random(phone.phone.install)
        while not over.is_set():
            phone.pull()
            self.pages += 1
            time.sleep(chance.uniform(0, 0.01))

    def _compared(self, seconds: float) -> Outcome:
        seen = [{record for stream, record in reader.rows if stream == STREAM} for reader in self.readers]
        newcomer = device(self.app.test_client(), "racer0")
        newcomer.pull()
        stored = {record for stream, record in newcomer.rows if stream == STREAM}
        told = {
            entry["change"]
            for record in self.shared
            for entry in json.loads(newcomer.rows[STREAM, record])["history"]
        }
        with reading() as session:
            findings = tuple(each.code for each in verify(session, self.partnership.tenant))
        return Outcome(
            seconds=seconds, made=set(self.made), edited=dict(self.edited), pages=self.pages,
            skipped={record for each in seen for record in self.made - each} | (self.made - stored),
            phantoms=stored - self.made,
            lost=set(self.edited) - told,
            unmatched=sum(not _is_matching(reader) for reader in self.readers),
            findings=findings,
        )  # fmt: skip


def _is_matching(reader: Device) -> bool:
    said = reader.completes.get(STREAM)  # None for one that never came to an end: a broken server rewinds it.
    return said is not None and reader.digest(STREAM) == (said["digest"], said["count"])


def _at_once(
    writers: Sequence[Callable[[], None]], readers: Sequence[Callable[[], None]], over: threading.Event
) -> None:
    """Run all in threads of their own; the readers end after the last writer. The first failure is raised here."""
    failures: list[BaseException] = []

    def run(each: Callable[[], None]) -> None:
        try:
            each()
        except BaseException as failure:  # noqa: BLE001  it is raised again below
            failures.append(failure)

    writing_threads = [threading.Thread(target=run, args=(each,)) for each in writers]
    reading_threads = [threading.Thread(target=run, args=(each,)) for each in readers]
    for thread in (*writing_threads, *reading_threads):
        thread.start()
    for thread in writing_threads:
        thread.join()
    over.set()
    for thread in reading_threads:
        thread.join()
    if failures:
        raise failures[0]


class _Sleeper(threading.local):
    """Which threads sleep: those that write have a chance of their own."""

    chance: random.Random | None = None


_sleeper = _Sleeper()


def pause() -> None:
    """Sleep for a random while, now and then, in a thread that writes."""
    chance = _sleeper.chance
    if chance is not None and chance.randint(1, 10) <= SLEEPS_OF_TEN:
        time.sleep(chance.uniform(0, SLEEP_SECONDS_MAX))


@contextmanager
def sleeping() -> Iterator[None]:
    """Every writing transaction may sleep after its numbers were taken: before it writes, and before it commits."""

    def before(session: Session, *_: object) -> None:
        if session.new or session.dirty:
            pause()

    def before_commit(_session: Session) -> None:
        pause()

    event.listen(Session, "before_flush", before)
    event.listen(Session, "before_commit", before_commit)
    try:
        yield
    finally:
        event.remove(Session, "before_flush", before)
        event.remove(Session, "before_commit", before_commit)


# Faults to plant. Each takes pytest's monkeypatch as `patch` and a race that is prepared.


def number_by_sequence(patch: Any, race: Race) -> None:
    """Numbers come from a PostgreSQL sequence, as they do elsewhere, and no counter row is locked."""
    with reading() as session:
        last = session.get_one(Stream, (race.partnership.tenant, STREAM)).last_seq
    with writing() as session:
        session.execute(text(f"CREATE SEQUENCE race_number START {last + 1}"))
    original = Ledger.write

    def write(ledger: Ledger, held: Held, stream: str, kind: str, *more: Any) -> StreamEntry:
        if stream == STREAM:
            with ledger.session.no_autoflush:
                number: int = ledger.session.scalars(text("SELECT nextval('race_number')")).one()
            ledger.streams[stream].last_seq = number - 1
        return original(ledger, held, stream, kind, *more)

    patch.setattr(Ledger, "_lock", _read_without_lock)
    patch.setattr(Ledger, "write", write)


def lock_last(patch: Any, race: Race) -> None:
    """Records are read first and the counter rows locked afterwards."""
    lock, load = Ledger._lock, Ledger.load

    def late(ledger: Ledger, names: Any) -> dict[str, StreamInHand]:
        ledger.records = {}
        load(ledger, race.shared)
        early[ledger.session] = ledger.records
        pause()
        return lock(ledger, names)

    def load_early(ledger: Ledger, ids: Any) -> None:
        wanted = set(ids)
        for record, held in early[ledger.session].items():
            if record in wanted:
                ledger.records.setdefault(record, held)
        load(ledger, wanted)

    early: dict[Session, dict[str, Held | None]] = {}
    patch.setattr(Ledger, "_lock", late)
    patch.setattr(Ledger, "load", load_early)


def read_head_before_lock(patch: Any, race: Race) -> None:
    """Numbers are taken under the lock, but head, digest and count were read before it."""
    lock = Ledger._lock

    def stale(ledger: Ledger, names: Any) -> dict[str, StreamInHand]:
        wanted = sorted(set(names))
        columns = (Stream.name, Stream.head, Stream.digest, Stream.count)
        before = ledger.session.execute(
            select(*columns).where(Stream.tenant_id == ledger.tenant, Stream.name.in_(wanted))
        ).all()
        pause()
        locked = lock(ledger, names)
        for name, head, digest, count in before:
            locked[name].head, locked[name].digest, locked[name].count = head, digest, count
        return locked

    patch.setattr(Ledger, "_lock", stale)


def _read_without_lock(ledger: Ledger, names: Any) -> dict[str, StreamInHand]:
    columns = (Stream.name, Stream.epoch, Stream.last_seq, Stream.head, Stream.digest, Stream.count)
    rows = ledger.session.execute(
        select(*columns).where(Stream.tenant_id == ledger.tenant, Stream.name.in_(sorted(set(names))))
    )
    return {row.name: StreamInHand(*row) for row in rows}
