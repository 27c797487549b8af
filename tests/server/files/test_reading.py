"""A file is given to those who read the record that names it; all others learn nothing. It goes with its words."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.audit.models import AuditRow
from server.database import reading
from server.erasure.service import Wanted, Why, erase
from server.files.models import FilePart, StoredFile
from tests.factories.devices import Device, device
from tests.factories.files import attach, begin, download, photograph, send, standing, upload, value_of
from tests.server.people import Partnership

DATA = photograph()
WHY = Why("asked", "CASE-1")


def count(model: Any) -> int:
    """Rows of a table."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_reader_of_the_record_gets_the_very_bytes(wren: Device, heron: Device) -> None:
    """As something to keep, never as a page; and that it was given is written down, by ids alone."""
    record, change = attach(wren, DATA)
    upload(wren, change, DATA)

    answer = download(heron, record, DATA)

    assert DATA == answer.get_data()
    assert ("application/octet-stream", str(len(DATA))) == (answer.mimetype, answer.headers["Content-Length"])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ("no-store", "nosniff") == (
        answer.headers["Cache-Control"],
        answer.headers["X-Content-Type-Options"],
    )
    with reading() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.act == "file_read")).one()
        assert heron.phone.person == row.person_id
        assert {"stream": "op/harbour", "record": record, "file": row.subject["file"]} == row.subject


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-", 0, len(DATA)),
        ("bytes=262143-262144", 262_143, 262_145),
        ("bytes=600001-", 600_001, len(DATA)),
        ("bytes=-5", len(DATA) - 5, len(DATA)),
        ("bytes=699999-9999999", 699_999, len(DATA)),
    ],
)
def test_a_cut_download_goes_on(wren: Device, heron: Device, asked: str, first: int, end: int) -> None:
    """One range, across parts; the tag is the hash, so that what comes later is of the same bytes."""
    record, change = attach(wren, DATA)
    upload(wren, change, DATA)

    answer = download(heron, record, DATA, Range=asked)

    assert (206, DATA[first:end]) == (answer.status_code, answer.get_data())
    assert f"bytes {first}-{end - 1}/{len(DATA)}" == answer.headers["Content-Range"]
    assert (str(end - first), f'"{value_of(DATA)["sha256"]}"') == (
        answer.headers["Content-Length"],
        answer.headers["ETag"],
    )


def test_a_range_behind_the_end_is_refused_and_several_get_the_whole(wren: Device, heron: Device) -> None:
    """416 tells how long it is; what is not understood is as if nothing was asked."""
    record, change = attach(wren, DATA)
    upload(wren, change, DATA)

    behind = download(heron, record, DATA, Range=f"bytes={len(DATA)}-")
    several = download(heron, record, DATA, Range="bytes=0-1,5-6")

    assert (416, f"bytes */{len(DATA)}") == (behind.status_code, behind.headers["Content-Range"])
    assert (200, DATA) == (several.status_code, several.get_data())


def test_nobody_else_learns_that_it_exists(
    client: FlaskClient, wren: Device, partnership: Partnership
) -> None:
    """A member of another operation, another tenant, another record, a hash that nobody has: one answer."""
    record, change = attach(wren, DATA)
    other, _ = wren.save("sighting", {"kind": "nothing_seen", "happened_at": "2026-11-22T02:00:00+00:00"})
    upload(wren, change, DATA)
    partnership.add("stilt", "support_worker")
    stilt = device(client, "stilt")
    abroad = Partnership("Elsewhere")
    abroad.add("dunlin")
    dunlin = device(client, "dunlin")

    answers = [
        download(stilt, record, DATA),
        download(dunlin, record, DATA),
        download(wren, other, DATA),
        download(wren, record, photograph(seed=2)),
        download(wren, record, DATA, stream="care/harbour"),
    ]

    assert [(404, "not_found")] * 5 == [(each.status_code, each.get_json()["code"]) for each in answers]


def test_what_has_not_arrived_whole_is_not_given(wren: Device, heron: Device) -> None:
    """Not a byte of it, until it was proved."""
    record, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]
    send(wren, address, 0, DATA[:-1])

    early = download(heron, record, DATA).status_code
    send(wren, address, len(DATA) - 1, DATA[-1:])

    assert (404, 200) == (early, download(heron, record, DATA).status_code)


def test_an_erasure_takes_the_file_along(wren: Device, heron: Device) -> None:
    """The bytes are destroyed with the words, whole or on their way, and cannot be sent again."""
    record, change = attach(wren, DATA)
    _, unfinished = attach(wren, photograph(seed=2))
    upload(wren, change, DATA)
    address = begin(wren, unfinished, photograph(seed=2)).headers["Location"]
    send(wren, address, 0, DATA[:9])

    erase(wren.phone.tenant, Wanted([change, unfinished]), WHY)

    assert (0, 0) == (count(StoredFile), count(FilePart))
    assert (404, 404) == (download(heron, record, DATA).status_code, standing(wren, address).status_code)
    assert 404 == begin(wren, change, DATA).status_code
    assert 404 == begin(wren, unfinished, photograph(seed=2)).status_code


def test_what_is_said_again_keeps_its_file(wren: Device, heron: Device) -> None:
    """Whoever erases words and restates the photograph loses the words alone."""
    record, change = attach(wren, DATA, **{"files/k1/shows": "Sorrel at the door"})
    upload(wren, change, DATA)

    erase(
        wren.phone.tenant,
        Wanted([change], record=record, restate={"files/k1/file": value_of(DATA)}),
        WHY,
    )

    assert DATA == download(heron, record, DATA).get_data()
