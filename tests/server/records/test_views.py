"""Who opened which record arrives with a push, is proved, and is shown to those in charge alone; on both databases."""

import json
import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.accounts.signatures import sign
from server.audit.models import AuditRow, RecordView, ViewReport
from server.database import reading
from server.exchange import views as keeping
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.factories.rescues import ask_alone
from tests.server.people import Partnership

AT = "2026-11-22T02:14:05+00:00"


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer with a phone."""
    partnership.add("wren")
    return device(client, "wren")


@pytest.fixture
def kestrel(client: FlaskClient, partnership: Partnership) -> Device:
    """A supervisor with a desk."""
    partnership.add("kestrel", "supervisor")
    return device(client, "kestrel")


def report(reader: Device, *opened: list[Any], **more: Any) -> list[str]:
    """What this install says to have opened, signed by its key. more: other keys of the text."""
    said = {"tenant": reader.phone.tenant, "install": reader.phone.install, "author": reader.phone.person}
    text = json.dumps(said | {"opened": list(opened)} | more)
    return [text, sign(b"lantern-views-v1\n" + text.encode(), reader.phone.key)]


def tell(reader: Device, *reports: Any, changes: tuple[Any, ...] = ()) -> dict[str, Any]:
    """Push reports, and changes beside them."""
    answer = reader.push_raw(
        {"install": reader.phone.install, "changes": list(changes), "views": list(reports)}
    )
    assert answer.status_code == 200
    said: dict[str, Any] = answer.get_json()
    return said


def shown(reader: Device, record: str, stream: str = "op/harbour") -> Any:
    """What the history of a record says about who opened it; a status where it says nothing."""
    answer = reader.phone.client.get(
        f"/api/records/{record}/views?stream={stream}", headers=reader.phone.headers
    )
    return answer.get_json()["views"] if answer.status_code == 200 else answer.status_code


def test_a_supervisor_who_only_reads_is_seen_to_have_read(wren: Device, kestrel: Device) -> None:
    """A push without changes carries the report; whoever asks sees person, code and the phone's time."""
    record, _ = wren.save("sighting", NOTE)

    answer = tell(kestrel, report(kestrel, [record, AT]))

    found = shown(kestrel, record)
    assert (["stored"], []) == (answer["views"], answer["verdicts"])
    assert [(kestrel.phone.person, kestrel.enrolment["code"], AT)] == [
        (each["person"], each["install_code"], each["at"]) for each in found
    ]


def test_the_same_report_again_and_the_same_quarter_again_change_nothing(
    wren: Device, kestrel: Device
) -> None:
    """A lost answer costs nothing; the next quarter of an hour is another opening."""
    record, _ = wren.save("sighting", NOTE)
    once = report(wren, [record, AT], [record, "2026-11-22T04:10:00+02:00"])

    answers = [tell(wren, once)["views"], tell(wren, once)["views"]]
    tell(wren, report(wren, [record, "2026-11-22T02:14:59+00:00"], [record, "2026-11-22T02:15:00+00:00"]))

    assert [["stored"], ["stored"]] == answers
    assert ["2026-11-22T02:15:00+00:00", AT] == [each["at"] for each in shown(kestrel, record)]
    with reading() as session:
        assert {once[0].encode()} < set(session.scalars(select(ViewReport.text)))


def test_only_records_of_the_partnership_count(wren: Device, kestrel: Device, client: FlaskClient) -> None:
    """Others are passed over in silence, so that nothing is learned about them."""
    record, _ = wren.save("sighting", NOTE)
    elsewhere = Partnership("Otherhaven")
    elsewhere.add("heron")
    heron = device(client, "heron")
    foreign, _ = heron.save("sighting", NOTE)

    answer = tell(wren, report(wren, [foreign, AT], [str(uuid.uuid4()), AT], [record, AT]))

    assert ["stored"] == answer["views"]
    with reading() as session:
        assert [record] == list(session.scalars(select(RecordView.record_id)))


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("signature", "signature_wrong"),
        ("install", "views_malformed"),
        ("author", "views_malformed"),
        ("tenant", "views_malformed"),
        ("moment", "views_malformed"),
        ("shape", "views_malformed"),
        ("number", "views_malformed"),
        ("surrogate", "views_malformed"),
        ("long", "views_malformed"),
    ],
)
def test_a_bad_report_is_answered_for_good_and_blocks_no_change(
    wren: Device, kestrel: Device, bad: str, code: str
) -> None:
    """Refused, so that it is not sent for ever; the change beside it is accepted, and the alarm names the phone."""
    other = str(uuid.uuid4())
    given = report(wren, [other, AT])
    reports: dict[str, Any] = {
        "signature": [given[0], "A" * 86],
        "install": report(wren, [other, AT], install=other),
        "author": report(wren, [other, AT], author=other),
        "tenant": report(wren, [other, AT], tenant=other),
        "moment": report(wren, [other, "0001-01-01T00:00:00+23:59"]),
        "shape": report(wren, [other]),
        "number": 7,
        "surrogate": ["\ud800", given[1]],
        "long": report(wren, *([other, AT] for _ in range(401))),
    }

    answer = tell(wren, reports[bad], changes=(wren.change("sighting", NOTE),))

    alarms = kestrel.phone.client.get("/api/alarms", headers=kestrel.phone.headers).get_json()["alarms"]
    assert (["refused"], "accepted") == (answer["views"], answer["verdicts"][0]["verdict"])
    assert [(wren.phone.install, code)] == [(each["install"], each["code"]) for each in alarms]


def test_a_flood_of_reports_is_bounded(
    wren: Device, kestrel: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one push, and by the day."""
    monkeypatch.setattr(keeping, "DAILY_MAX", 2)
    record, _ = wren.save("sighting", NOTE)
    reports = [report(wren, [record, f"2026-11-22T0{hour}:00:00+00:00"]) for hour in range(6)]

    answer = tell(wren, *reports)

    assert ["stored", "stored", "refused", "refused", "retry", "retry"] == answer["views"]
    assert 2 == len(shown(kestrel, record))


def test_nobody_else_learns_who_looked(wren: Device, client: FlaskClient, partnership: Partnership) -> None:
    """Not the author, not a colleague; a records officer by the role, a supervisor where they read. It is audited."""
    record, _ = wren.save("sighting", NOTE)
    tell(wren, report(wren, [record, AT]))
    partnership.add("rook", "records_officer")
    rook = device(client, "rook")
    elsewhere = Partnership("Otherhaven")
    elsewhere.add("owl", "supervisor")
    owl = device(client, "owl")

    answers = [
        shown(wren, record),
        shown(owl, record),
        len(shown(rook, record)),
        shown(rook, record, "care/harbour"),
    ]

    assert [403, 404, 1, 404] == answers
    with reading() as session:
        asked = session.scalars(select(AuditRow).where(AuditRow.act == "views_read")).all()
    assert [(rook.phone.person, {"stream": "op/harbour", "record": record})] == [
        (each.person_id, each.subject) for each in asked
    ]


def test_a_report_that_the_protocol_does_not_know_whole_is_still_read(wren: Device, kestrel: Device) -> None:
    """Keys of a newer app are passed over; a device that sends no views gets none back."""
    record, _ = wren.save("sighting", NOTE)

    answer = tell(wren, report(wren, [record, AT], screen="record"))

    assert (["stored"], []) == (answer["views"], tell(wren)["views"])
    assert 1 == len(shown(kestrel, record))


def test_an_ended_phone_tells_by_its_key_alone_what_was_opened_before(wren: Device, kestrel: Device) -> None:
    """Its testimony is kept like any other."""
    record, _ = wren.save("sighting", NOTE)
    kestrel.phone.client.delete(f"/api/installs/{wren.phone.install}", headers=wren.phone.headers)
    body = {"install": wren.phone.install, "changes": [], "views": [report(wren, [record, AT])], "sealed": []}

    answer = ask_alone(wren, json.dumps(body).encode())

    assert ["stored"] == answer.get_json()["views"]
    assert [wren.phone.person] == [each["person"] for each in shown(kestrel, record)]
