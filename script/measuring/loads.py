"""The loads W1 to W3 and W5 on a running server. Each reads every acknowledged record back."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from script.measuring.serving import Served
from script.measuring.wire import Wire
from script.measuring.workload import STREAM, TYPE, entry
from server.accounts.signatures import is_signed
from server.database import reading
from server.exchange.models import Stream
from sync.messages import receipt_bytes
from tests.factories.devices import Device, Envelope
from tests.factories.records import NOTE

BATCH = 100

_LAST_CHANGE = re.compile(rb'"last_change":"([^"]+)"')
"""Each record of the storm is new: its one change is its last. Looking for each id in each text took minutes."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """One push of a whole load: seconds by the clock, processor seconds of the server, bodies sent."""

    seconds: float
    processor_seconds: float
    bodies: list[bytes]


class Wrong(Exception):
    """The server did not keep what it acknowledged; the words say what."""


def push_new(served: Served, records: int) -> Pushed:
    """W1: one client pushes new records in batches of 100; afterwards another phone finds every one."""
    phone, wire = served.device()
    phone.pull()
    bodies = [_body(phone, batch) for batch in _batches(phone, records)]
    before, begin = served.processor_seconds(), time.perf_counter()
    answers = [_push(wire, phone, body) for body in bodies]
    seconds, processor = time.perf_counter() - begin, served.processor_seconds() - before
    acknowledged = _acknowledged(phone, answers)
    reader, _ = served.device()
    _pull_all(reader)
    _expect_all(reader, acknowledged)
    return Pushed(seconds, processor, bodies)


@dataclass(frozen=True, slots=True)
class Storm:
    """What W2 gave. push_seconds: of each client. absent: acknowledged and not there; skipped: summed over clients."""

    seconds: float
    push_seconds: list[float]
    errors: int
    absent: int
    skipped: int


def storm(served: Served, clients: int, each: int) -> Storm:
    """W2: clients at once, each pushes its new records in one batch, then pulls everything new."""
    phones = [served.device(number) for number in range(clients)]
    bodies = []
    for number, (phone, _) in enumerate(phones):
        phone.pull()
        bodies.append(_body(phone, [_new(phone, number * each + at) for at in range(each)]))
    took, gathered = [0.0] * clients, [b""] * clients
    answers: list[dict[str, Any]] = [{}] * clients
    gate = threading.Barrier(clients + 1)

    def run(number: int) -> None:
        phone, wire = phones[number]
        gate.wait()
        begin = time.perf_counter()
        answers[number] = _push(wire, phone, bodies[number])
        took[number] = time.perf_counter() - begin
        gathered[number] = b"".join(_pages(wire, phone))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    gate.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    verdicts = [verdict for answer in answers for verdict in answer.get("verdicts", ())]
    acknowledged = {verdict["change"] for verdict in verdicts if verdict["verdict"] == "accepted"}
    seen = []
    for number, (phone, wire) in enumerate(phones):
        text = gathered[number] + b"".join(_pages(wire, phone))
        seen.append(acknowledged & {each.decode() for each in _LAST_CHANGE.findall(text)})
    there = set().union(*seen)
    return Storm(
        seconds, took, clients * each - len(acknowledged), len(acknowledged - there),
        sum(len(there - mine) for mine in seen),
    )  # fmt: skip


def first_sync(served: Served) -> tuple[float, int, int]:
    """W3: a plain client pulls everything, packed. Returns seconds, bytes on the wire, records."""
    phone, wire = served.device()
    begin = time.perf_counter()
    sent = records = 0
    for answer in _answers(wire, phone, packed=True):
        sent += answer.on_the_wire
        records += answer.data.count(b'{"record":')
    return time.perf_counter() - begin, sent, records


def delta(served: Served, rounds: int) -> tuple[list[float], float]:
    """W4: one record comes, a client at the previous cursor asks. Returns milliseconds of each pull, and the
    server's processor milliseconds for each.
    """
    writer, _ = served.device()
    reader, wire = served.device()
    reader.cursors = _cursors_now()
    list(_answers(wire, reader, packed=True))
    times, processor = [], 0.0
    for number in range(rounds):
        _, verdict = writer.save("sighting", NOTE | {"words": f"Round {number}"})
        if verdict["verdict"] != "accepted":
            raise Wrong(f"{verdict['verdict']}: {verdict['problems']}")
        before, begin = served.processor_seconds(), time.perf_counter()
        answers = list(_answers(wire, reader, packed=True))
        times.append((time.perf_counter() - begin) * 1_000)
        processor += served.processor_seconds() - before
        if sum(answer.data.count(b'{"record":') for answer in answers) != 1:
            raise Wrong("a pull of one change brought another number of records")
    return times, processor / rounds * 1_000


def _cursors_now() -> dict[str, dict[str, Any]]:
    """The cursor of a phone that has everything; it need not pull a million records to be there."""
    with reading() as session:
        return {
            row.name: {"epoch": row.epoch, "seq": row.last_seq, "head": row.head}
            for row in session.scalars(select(Stream))
        }


def clash(served: Served, records: int) -> tuple[float, float]:
    """W5: two clients edit the same records offline, both push. Returns seconds, processor seconds.

    The second is told by its verdict, the first by its next pull, which shows both values.
    """
    pairs = [served.device(number) for number in range(2)]
    first = pairs[0][0]
    made = [first.fields(TYPE, entry(number), stream=STREAM) for number in range(records)]
    for start in range(0, records, BATCH):
        first.push(*(first.envelope(each) for each in _chained(first, made[start : start + BATCH])))
    for phone, _ in pairs:
        _pull_all(phone)
    bodies = [
        _edits(phone, [each["record"] for each in made], f"Word {at}") for at, (phone, _) in enumerate(pairs)
    ]
    answers: list[list[Any]] = [[], []]

    def run(at: int) -> None:
        phone, wire = pairs[at]
        answers[at] = [_push(wire, phone, body) for body in bodies[at]]

    before = served.processor_seconds()
    seconds = _together([lambda: run(0), lambda: run(1)])
    processor = served.processor_seconds() - before
    verdicts = [verdict["verdict"] for each in answers for answer in each for verdict in answer["verdicts"]]
    if verdicts.count("conflicted") != records or verdicts.count("accepted") != records:
        raise Wrong(f"of {records} clashes {verdicts.count('conflicted')} were told at once")
    for phone, _ in pairs:
        _pull_all(phone)
        for each in made:
            values = {
                value["value"]
                for found in phone.row(each["record"], STREAM)["clashes"]
                for value in found["values"]
            }
            if values != {"Word 0", "Word 1"}:
                raise Wrong(f"a clash shows {len(values)} values")
    return seconds, processor


def _together(work: Sequence[Callable[[], None]]) -> float:
    threads = [threading.Thread(target=each) for each in work]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def _chained(phone: Device, changes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Changes that were numbered before they were signed, each with the hash of the one before."""
    for each in changes:
        yield each | {"prev": phone.prev}


def _edits(phone: Device, records: list[str], word: str) -> list[bytes]:
    changes = []
    for record in records:
        base = phone.row(record, STREAM)["last_change"]
        changes.append(phone.change(TYPE, {"direction": word}, record=record, stream=STREAM, base=base))
    return [_body(phone, changes[start : start + BATCH]) for start in range(0, len(changes), BATCH)]


def _new(phone: Device, number: int) -> Envelope:
    cursor = phone.cursors.get(STREAM)
    seen = None if cursor is None else [cursor[key] for key in ("epoch", "seq", "head")]
    return phone.change(TYPE, entry(number), stream=STREAM, seen=seen)


def _batches(phone: Device, records: int) -> Iterator[list[Envelope]]:
    for start in range(0, records, BATCH):
        yield [_new(phone, number) for number in range(start, min(start + BATCH, records))]


def _body(phone: Device, changes: list[Envelope]) -> bytes:
    return json.dumps({"install": phone.phone.install, "changes": changes, "views": []}).encode()


def _push(wire: Wire, phone: Device, body: bytes) -> dict[str, Any]:
    answer = wire.post("/api/push", data=body, headers=phone.phone.headers)
    if answer.status_code != 200:
        raise Wrong(f"a push was answered {answer.status_code}")
    told: dict[str, Any] = answer.get_json()
    return told


def _acknowledged(phone: Device, answers: list[dict[str, Any]]) -> set[str]:
    """The changes that were accepted, each under a receipt whose signature counts."""
    key = phone.enrolment["receipt_key"]["public_key"]
    accepted = set()
    for verdict in (verdict for answer in answers for verdict in answer["verdicts"]):
        array, signature = verdict["receipt"]
        if verdict["verdict"] != "accepted" or not is_signed(receipt_bytes(array), signature, key):
            raise Wrong(f"{verdict['verdict']}: {verdict['problems']}")
        accepted.add(verdict["change"])
    return accepted


def _pull_all(phone: Device) -> None:
    """Pull to the end, compute the digest from the rows and compare it with the server's."""
    phone.pull()
    for stream, complete in phone.completes.items():
        if phone.digest(stream) != (complete["digest"], complete["count"]):
            raise Wrong(f"the digest of {stream} is another one")


def _expect_all(phone: Device, acknowledged: set[str]) -> None:
    there = {json.loads(text)["last_change"] for (stream, _), text in phone.rows.items() if stream == STREAM}
    if not acknowledged <= there:
        raise Wrong(f"{len(acknowledged - there)} acknowledged changes are absent")


def _pages(wire: Wire, phone: Device) -> Iterator[bytes]:
    for answer in _answers(wire, phone, packed=True):
        yield answer.data


def _answers(wire: Wire, phone: Device, *, packed: bool) -> Iterator[Any]:
    """Pull page by page and keep nothing but the cursors."""
    headers = phone.phone.headers | ({"Accept-Encoding": "gzip"} if packed else {})
    more = True
    while more:
        body = {"install": phone.phone.install, "cursors": phone.cursors, "verdicts": phone.verdict_cursor}
        answer = wire.post("/api/pull", json=body, headers=headers)
        if answer.status_code != 200:
            raise Wrong(f"a pull was answered {answer.status_code}")
        more = _take_cursors(phone, answer.data)
        yield answer


def _take_cursors(phone: Device, data: bytes) -> bool:
    more = False
    for line in data.splitlines():
        if line.startswith(b'{"line":"cursor"'):
            value = json.loads(line)
            phone.cursors[value["stream"]] = {key: value[key] for key in ("epoch", "seq", "head")}
        elif line.startswith(b'{"line":"end"'):
            value = json.loads(line)
            more, phone.verdict_cursor = value["more"], value["verdicts"]
    return more
