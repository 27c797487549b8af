"""A server that was put back: it finds out, begins a new epoch and gets everything back (PROTOCOL section 21)."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts import people
from server.accounts.signatures import is_signed, sign
from server.audit.models import AuditRow
from server.clock import now
from server.database import reading, writing
from server.evidence.walk import verify
from server.exchange.epochs import raise_epoch
from server.exchange.models import StoredChange, Stream
from server.exchange.restoration import Restoration
from sync.messages import cursor_bytes, dropped_bytes, receipt_bytes
from tests.factories.devices import Device, device
from tests.factories.rescues import push_alone
from tests.server.people import Partnership
from tests.server.snapshots import put_back, take

NOTE = {"kind": "note", "happened_at": "2026-11-22T02:14:05+00:00"}


def write(phone: Device, count: int, first: int = 1) -> None:
    """As many notes as are wanted, acknowledged one by one."""
    for number in range(first, first + count):
        _, verdict = phone.save("sighting", NOTE | {"words": f"number {number}"})
        assert verdict["receipt"] is not None


def settle(*phones: Device) -> None:
    """Three rounds of every phone: push what is asked for, pull."""
    for _ in range(3):
        for phone in phones:
            phone.pull()
            if phone.lacking:
                phone.push_again()


def restorations() -> list[Restoration]:
    """Every epoch that began."""
    with reading() as session:
        return list(session.scalars(select(Restoration).order_by(Restoration.epoch)))


def test_everything_acknowledged_comes_back_to_a_restored_server(
    wren: Device, heron: Device, partnership: Partnership
) -> None:
    """Twenty changes of two phones are lost with the disk; both push them again and end with equal digests."""
    write(wren, 3)
    before = take()
    write(wren, 12, first=4)
    write(heron, 8)
    wren.pull()
    heron.pull()
    acknowledged = {json.loads(text)["id"] for phone in (wren, heron) for text, _ in phone.written.values()}
    put_back(before)

    settle(wren, heron)

    with reading() as session:
        stored = set(session.scalars(select(StoredChange.id)))
        assert [] == list(verify(session, partnership.tenant))
    assert acknowledged <= stored
    assert wren.digest("op/harbour") == heron.digest("op/harbour") == _said(wren, "op/harbour")
    assert {"grants", "rewound"} == {line["line"] for line in wren.others}


def test_one_loss_raises_the_epoch_once(wren: Device, heron: Device) -> None:
    """Two phones show what was lost, again and again: one new epoch of every stream, one audit row, no more."""
    before = take()
    write(wren, 2)
    heron.pull()
    put_back(before)

    settle(wren, heron)
    write(wren, 1, first=3)
    settle(wren, heron)

    assert [(2, "receipt", wren.phone.install)] == [
        (row.epoch, row.why, row.shown_by) for row in restorations()
    ]
    with reading() as session:
        assert {2} == set(session.scalars(select(Stream.epoch)))
        assert 1 == len(session.scalars(select(AuditRow).where(AuditRow.act == "epoch_raised")).all())


def test_a_quiet_stream_is_whole_though_its_newest_entry_is_of_an_earlier_epoch(wren: Device) -> None:
    """Its signed cursor says the new epoch, its entry the old one: no loss, and no witness that was never issued."""
    write(wren, 2)
    before = take()
    write(wren, 1, first=3)
    put_back(before)
    wren.pull()
    settle(wren)
    wren.lacking = []

    for _ in range(3):
        wren.pull()
    seen = wren.completes["op/harbour"]
    record, _ = wren.save(
        "sighting", NOTE | {"words": "four"}, seen=[seen["epoch"], seen["seq"], seen["head"]]
    )
    wren.pull()

    assert [2] == [row.epoch for row in restorations()]
    assert [] == wren.row(record)["flags"]


def test_a_raise_without_anything_new_is_not_taken_for_a_loss(wren: Device, partnership: Partnership) -> None:
    """The operator restored a backup that lacked nothing."""
    write(wren, 2)
    with writing() as session:
        raise_epoch(session, partnership.tenant, "command", now())

    for _ in range(3):
        wren.pull()
    seen = wren.completes["op/harbour"]
    record, _ = wren.save(
        "sighting", NOTE | {"words": "three"}, seen=[seen["epoch"], seen["seq"], seen["head"]]
    )
    wren.pull()

    assert [2] == [row.epoch for row in restorations()]
    assert [] == wren.row(record)["flags"]


def test_a_reader_alone_shows_the_loss_by_its_cursor(wren: Device, heron: Device) -> None:
    """The writer's phone is switched off; whoever only pulled makes the server notice before the next push."""
    before = take()
    write(wren, 2)
    heron.pull()
    put_back(before)

    heron.pull()

    assert ["cursor"] == [row.why for row in restorations()]


def test_the_epoch_is_raised_before_the_push_that_shows_the_loss_is_judged(wren: Device) -> None:
    """Nothing new takes a number that the lost ledger had given out in the same epoch."""
    before = take()
    write(wren, 2)
    wren.pull()
    put_back(before)

    _, verdict = wren.save("sighting", NOTE | {"words": "after the loss"})

    assert 2 == verdict["receipt"][0][6]


def test_a_second_loss_raises_it_again(wren: Device) -> None:
    """The server was put back twice, the second time to before it had noticed the first."""
    before = take()
    write(wren, 2)
    wren.pull()
    put_back(before)
    settle(wren)
    write(wren, 1, first=3)
    wren.pull()
    put_back(before)

    settle(wren)

    assert [3] == [row.epoch for row in restorations()]
    assert [2, 3] == sorted(json.loads(text)["dseq"] for text, _ in wren.written.values())[-2:]
    assert 3 == wren.completes["op/harbour"]["epoch"]
    assert {"number 1", "number 2", "number 3"} <= _words(wren)


def test_a_stream_made_anew_after_the_loss_begins_in_the_new_epoch(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """Its lost twin had used the old one."""
    write(wren, 1)
    before = take()
    write(wren, 1, first=2)
    wren.pull()
    put_back(before)
    wren.pull()

    wren.save("engagement", {"happened_at": NOTE["happened_at"], "reached": "said_no"}, stream="care/harbour")

    with reading() as session:
        assert {2} == set(session.scalars(select(Stream.epoch)))


def test_what_nobody_signed_here_raises_nothing(wren: Device, partnership: Partnership) -> None:
    """Made-up heads, another key, another tenant, a kid unheard of, a cursor that says it is of an epoch ahead."""
    write(wren, 1)
    wren.pull()
    kid, tenant = wren.receipts[0][0][:2]
    stranger = ec.generate_private_key(ec.SECP256R1())
    shown: list[Any] = []
    for name in (kid, "0" * 16):
        for of in (tenant, partnership.agency):
            cursor = [name, of, "op/harbour", 9, 99, "ab" * 32]
            receipt = [name, of, "cd" * 32, "accepted", "2026-11-22T02:14:05.000Z", None, None, None, None]
            shown += [
                [cursor, sign(cursor_bytes(cursor), stranger)],
                [receipt, sign(receipt_bytes(receipt), stranger)],
            ]
    array, signature = wren.receipts[0]
    shown.append([[*array[:2], "cd" * 32, *array[3:]], signature])
    array, signature = wren.completes["op/harbour"]["signed"]
    shown.append([[*array[:3], 9, *array[4:]], signature])

    answers = [_push(wren, [each]).status_code for each in shown] + [_push(wren, shown).status_code]

    assert {200} == set(answers)
    assert [] == restorations()


def test_what_the_ledger_holds_raises_nothing_though_it_is_old(wren: Device) -> None:
    """Every receipt and cursor of a long time, shown at once; refused and quarantined changes have receipts too."""
    write(wren, 3)
    wren.save("sighting", {"kind": "unheard_of"})
    wren.push([wren.written[1][0], wren.written[2][1]])
    wren.pull()

    assert 200 == _push(wren, [*wren.receipts, wren.completes["op/harbour"]["signed"]]).status_code
    assert [] == restorations()


@pytest.mark.parametrize(
    "shown",
    [
        {}, [1], [[]], [["x", "y"]], [[[1, 2], "y"]], [[["k", "t", "s", -1, 1, "h"], "y"]], [[["k"] * 9, 1]],
        [[[None] * 9, ""]], [[["k", "t", "op/x", 1, 1, "h"], "y"]] * 101,
    ],
)  # fmt: skip
def test_statements_of_another_form_are_named(wren: Device, shown: Any) -> None:
    """Push and pull both say where."""
    pushed = _push(wren, shown)
    pulled = wren.phone.client.post(
        "/api/pull",
        json={"install": wren.phone.install, "cursors": {}, "verdicts": 0, "shown": shown},
        headers=wren.phone.headers,
    )

    assert [400, 400] == [pushed.status_code, pulled.status_code]
    assert ["shown", "shown"] == [each.get_json()["problems"][0]["path"] for each in (pushed, pulled)]


def test_a_device_of_version_1_that_shows_nothing_is_served_as_before(
    client: FlaskClient, wren: Device
) -> None:
    """Without statements there is no new epoch, and a rewound stream is still said to be one."""
    before = take()
    write(wren, 1)
    wren.pull()
    put_back(before)

    body = {"install": wren.phone.install, "cursors": wren.cursors, "verdicts": 0}
    answer = wren.phone.client.post("/api/pull", json=body, headers=wren.phone.headers)

    assert "rewound" in {json.loads(line).get("line") for line in answer.get_data(as_text=True).splitlines()}
    assert [] == restorations()


def _push(phone: Device, shown: Any) -> Any:
    return phone.push_raw({"install": phone.phone.install, "changes": [], "shown": shown})


def _said(phone: Device, stream: str) -> tuple[str, int]:
    line = phone.completes[stream]
    return line["digest"], line["count"]


def _words(phone: Device) -> set[str]:
    texts = [json.loads(text) for (stream, _), text in phone.rows.items() if stream == "op/harbour"]
    return {text["fields"].get("words", "") for text in texts}


def test_rows_go_of_a_stream_that_the_restored_server_never_granted(
    wren: Device, partnership: Partnership
) -> None:
    """A membership that was given after the backup is gone with it; its rows leave the phone by a signed line."""
    account = partnership.add("finch")
    before = take()
    with writing() as session:
        people.add_operation(session, partnership.tenant, "quay", "Operation Quay", now())
        people.add_membership(session, account, "quay", welfare=False, at=now())
    finch = device(wren.phone.client, "finch")
    finch.save("sighting", NOTE | {"words": "On the quay"}, stream="op/quay")
    finch.pull()
    held = {stream for stream, _ in finch.rows}
    put_back(before)

    again = device(wren.phone.client, "finch")
    again.cursors, again.rows = finch.cursors, finch.rows
    again.pull()

    assert "op/quay" in held
    assert "op/quay" not in {stream for stream, _ in again.rows}
    assert ["op/quay"] == [line["stream"] for line in again.others if line["line"] == "dropped"]
    assert is_signed_by_server(again, next(line for line in again.others if line["line"] == "dropped"))


def is_signed_by_server(phone: Device, line: dict[str, Any]) -> bool:
    """Whether a `dropped` line holds against the key that this phone pinned."""
    signed = dropped_bytes(
        phone.phone.tenant, phone.phone.install, line["stream"], line["epoch"], line["grant"]
    )
    return is_signed(signed, line["signature"], phone.enrolment["receipt_key"]["public_key"])


def test_a_phone_enrolled_in_the_lost_time_brings_everything(
    partnership: Partnership, wren: Device, heron: Device, client: FlaskClient
) -> None:
    """It enrols again with its proof, is asked for nothing (its receipts show the loss) and pushes what was lost."""
    before = take()
    late = device(client, "wren")
    write(late, 3)
    put_back(before)

    late.phone.sign_in("wren")
    again = late.phone.enrol(code=late.enrolment["code"]).get_json()
    settle(late, heron)

    assert (late.enrolment["code"], late.phone.install) == (again["code"], again["install"])
    assert {"number 1", "number 2", "number 3"} <= _words(heron)
    with reading() as session:
        assert [] == verify(session, partnership.tenant)


def test_what_an_ended_phone_of_the_lost_time_had_not_sent_is_brought(
    partnership: Partnership, heron: Device, client: FlaskClient
) -> None:
    """Known again by its person's newer phone, it delivers by its key alone; a supervisor decides."""
    partnership.add("tern")
    before = take()
    late = device(client, "tern")
    put_back(before)
    left = late.change("sighting", NOTE | {"words": "left on the phone"})

    unknown = push_alone(late, left)
    newer = device(client, "tern")
    said = {key: value for key, value in late.phone.enrolment().items() if key != "install"}
    known = client.put(f"/api/installs/{late.phone.install}", json=said, headers=newer.phone.headers)
    brought = push_alone(late, left)

    assert (401, 204, 200) == (unknown.status_code, known.status_code, brought.status_code)
    assert "late" == brought.get_json()["verdicts"][0]["verdict"]
