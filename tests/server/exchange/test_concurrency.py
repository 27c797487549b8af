"""Many phones at once: nothing that was acknowledged is lost, and the ledger has no gap."""

import json
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.database import reading
from server.evidence.walk import verify
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import Partnership

WRITERS = 6
ROUNDS = 12


def at_once(work: list[Callable[[], Any]]) -> None:
    """Do all of these in threads of their own; the first failure is raised here."""
    failures: list[BaseException] = []

    def run(each: Callable[[], Any]) -> None:
        try:
            each()
        except BaseException as failure:  # noqa: BLE001  it is raised again below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.fixture
def writers(app: Flask, partnership: Partnership) -> list[Device]:
    """Six officers, each with a phone."""
    found = []
    for number in range(WRITERS):
        partnership.add(f"writer{number}")
        found.append(device(app.test_client(), f"writer{number}"))
    return found


def test_every_acknowledged_edit_of_six_writers_is_in_the_state_or_in_a_clash(
    writers: list[Device], partnership: Partnership
) -> None:
    """Each writer's newest word on each shared record is in force or shown as clashing."""
    records = [writers[0].save("sighting", NOTE)[0] for _ in range(3)]
    base = writers[0].last
    last: dict[tuple[int, str], str] = {}

    def write(number: int) -> None:
        for turn in range(ROUNDS):
            record = records[turn % len(records)]
            words = f"writer {number} turn {turn}"
            _, verdict = writers[number].save("sighting", {"words": words}, record=record, base=base)
            assert verdict["verdict"] in ("accepted", "merged", "conflicted"), verdict
            last[number, record] = words

    at_once([partial(write, number) for number in range(WRITERS)])

    reader = writers[0]
    reader.pull()
    for (_, record), words in last.items():
        row = reader.row(record)
        shown = {value["value"] for clash in row["clashes"] for value in clash["values"]}
        assert words in shown | {row["fields"]["words"]}
    assert WRITERS * ROUNDS + 3 == sum(len(reader.row(record)["history"]) for record in records)
    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))


def test_all_phones_end_with_one_digest(writers: list[Device]) -> None:
    """Pulling while others push misses nothing."""

    def live(phone: Device) -> None:
        for turn in range(ROUNDS):
            phone.save("sighting", NOTE | {"words": f"turn {turn}"})
            phone.pull()

    at_once([partial(live, phone) for phone in writers])
    for phone in writers:
        phone.pull()

    assert 1 == len({phone.digest("op/harbour") for phone in writers})
    assert (writers[0].completes["op/harbour"]["digest"], WRITERS * ROUNDS) == writers[0].digest("op/harbour")


def test_one_push_sent_twice_at_once_is_stored_once(app: Flask, writers: list[Device]) -> None:
    """Two tabs, or a repeated request while the first is still at work."""
    phone = writers[0]
    changes = [phone.change("sighting", NOTE | {"words": str(turn)}) for turn in range(10)]
    body = {"install": phone.phone.install, "changes": changes, "views": []}
    answers: list[list[dict[str, Any]]] = []

    def send(client: FlaskClient) -> None:
        answer = client.post("/api/push", data=json.dumps(body), headers=phone.phone.headers)
        answers.append(answer.get_json()["verdicts"])

    at_once([partial(send, app.test_client()) for _ in range(4)])
    phone.pull()

    assert 10 == len([each for answer in answers for each in answer if each["verdict"] == "accepted"])
    assert 30 == len([each for answer in answers for each in answer if each["verdict"] == "known"])
    assert 10 == phone.completes["op/harbour"]["count"]
