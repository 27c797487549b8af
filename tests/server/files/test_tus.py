"""A file comes in over tus 1.0, for a change that names it and for nobody else; on both databases."""

import base64
import hashlib
import uuid
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.accounts.models import Install
from server.accounts.signatures import is_signed
from server.clock import now
from server.database import in_transaction, reading
from server.files import uploads
from server.files.models import FilePart
from server.files.uploads import EXPIRES_AFTER, file_id, forget_unfinished
from sync.files import file_receipt_bytes
from tests.factories.devices import Device, device
from tests.factories.files import (
    BYTES,
    TUS,
    VEHICLE,
    attach,
    begin,
    metadata,
    photograph,
    receipt,
    send,
    standing,
    upload,
    value_of,
)
from tests.server.people import Partnership

DATA = photograph()


def stored_bytes() -> int:
    """How many bytes of files this database holds."""
    with reading() as session:
        return session.scalar(select(func.coalesce(func.sum(func.length(FilePart.data)), 0))) or 0


def test_the_server_says_what_it_can(client: FlaskClient) -> None:
    """OPTIONS names version, extensions, the largest file and the checksums; without anybody signed in."""
    answer = client.options("/api/files")

    assert 204 == answer.status_code
    assert ("1.0.0", "25000000") == (answer.headers["Tus-Version"], answer.headers["Tus-Max-Size"])
    assert "creation,expiration,termination,checksum" == answer.headers["Tus-Extension"]
    assert "sha256,sha1" == answer.headers["Tus-Checksum-Algorithm"]


def test_a_file_that_arrived_whole_has_a_receipt(wren: Device) -> None:
    """Signed by the receipt key over tenant, change, hash, size and time."""
    _, change = attach(wren, DATA)

    address = upload(wren, change, DATA)
    array, signature = receipt(wren, address).get_json()["receipt"]

    key = wren.enrolment["receipt_key"]
    said = value_of(DATA)
    assert [key["kid"], wren.phone.tenant, change, said["sha256"], said["bytes"]] == array[:5]
    assert is_signed(file_receipt_bytes(array), signature, key["public_key"])
    assert f"/api/files/{file_id(wren.phone.tenant, change, said['sha256'])}" == address


def test_an_upload_goes_on_where_it_was_cut(wren: Device) -> None:
    """HEAD tells the offset; the last bytes bring the receipt, and none comes before them."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]

    first = send(wren, address, 0, DATA[:300_000])
    halfway = standing(wren, address)
    early = receipt(wren, address)
    last = send(wren, address, 300_000, DATA[300_000:])

    assert ("300000", "300000") == (first.headers["Upload-Offset"], halfway.headers["Upload-Offset"])
    assert (str(len(DATA)), "no-store") == (
        halfway.headers["Upload-Length"],
        halfway.headers["Cache-Control"],
    )
    assert "Upload-Expires" in halfway.headers
    assert (404, 204, 200) == (early.status_code, last.status_code, receipt(wren, address).status_code)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.integers(1, 599_999), max_size=8), lost=st.sets(st.integers(0, 8)), seed=st.integers()
)
def test_wherever_the_line_is_cut_the_file_arrives_as_it_was(
    wren: Device, cuts: list[int], lost: set[int], seed: int
) -> None:
    """Any cuts, any lost answers, any piece sent again at the wrong place: the bytes are those that were signed."""
    data = photograph(600_000, seed)
    _, change = attach(wren, data)
    address = begin(wren, change, data).headers["Location"]
    ends = [*sorted(set(cuts)), len(data)]

    start = 0
    for number, end in enumerate(ends):
        assert 204 == send(wren, address, start, data[start:end]).status_code
        if number in lost and end < len(data):
            # Its answer was lost: the phone sends from where it thought that it was, and is put right.
            assert 409 == send(wren, address, start, data[start:end]).status_code
            begun = begin(wren, change, data)
            assert (201, str(end)) == (begun.status_code, begun.headers["Upload-Offset"])
        start = end

    with reading() as session:
        parts = session.scalars(
            select(FilePart.data)
            .where(FilePart.file_id == address.rsplit("/", 1)[1])
            .order_by(FilePart.start)
        )
        assert hashlib.sha256(data).hexdigest() == hashlib.sha256(b"".join(parts)).hexdigest()
    assert 200 == receipt(wren, address).status_code


def test_other_bytes_than_the_signed_ones_are_not_kept(wren: Device) -> None:
    """The whole is held against the hash in the change; the upload is gone and may be begun anew."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]

    wrong = send(wren, address, 0, DATA[:-1] + bytes([DATA[-1] ^ 1]))

    assert (422, "file_mismatch") == (wrong.status_code, wrong.get_json()["code"])
    assert (404, 404, 0) == (
        standing(wren, address).status_code,
        receipt(wren, address).status_code,
        stored_bytes(),
    )
    assert address == upload(wren, change, DATA)


def test_a_machine_that_stops_before_the_proof_makes_it_later(wren: Device) -> None:
    """All bytes are here and nothing was proved: asking for the receipt proves it."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]
    with reading() as session:
        install = session.get_one(Install, (wren.phone.tenant, wren.phone.install))

    uploads.append(install, address.rsplit("/", 1)[1], 0, DATA, now())

    assert 200 == receipt(wren, address).status_code


def test_only_a_change_that_names_it_opens_the_way(
    wren: Device, heron: Device, partnership: Partnership
) -> None:
    """The same answer for no change, another's change, another hash, another size, and a refused change."""
    _, change = attach(wren, DATA)
    _, verdict = wren.save("sighting", VEHICLE | {"kind": "elsewhere", "files/k1/file": value_of(DATA)})
    other = photograph(seed=2)

    answers = [
        begin(wren, str(uuid.uuid4()), DATA),
        begin(heron, change, DATA),
        begin(wren, change, other),
        begin(wren, change, DATA, **{"Upload-Length": "5"}),
        begin(wren, verdict["change"], DATA),
    ]

    assert "refused" == verdict["verdict"]
    assert [(404, "not_found")] * 5 == [(each.status_code, each.get_json()["code"]) for each in answers]


def test_an_upload_is_nobody_elses(wren: Device, heron: Device) -> None:
    """Whoever knows its address neither sees, feeds, ends nor proves it."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]

    answers = [
        standing(heron, address),
        send(heron, address, 0, b"x"),
        heron.phone.client.delete(address, headers=heron.phone.headers | TUS),
        receipt(heron, address),
    ]

    assert [404] * 4 == [each.status_code for each in answers]
    assert "0" == standing(wren, address).headers["Upload-Offset"]


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412, "tus_version_wrong"),
        ({"Upload-Length": "0"}, 400, "tus_header_wrong"),
        ({"Upload-Length": "-5"}, 400, "tus_header_wrong"),
        ({"Upload-Length": "9" * 40}, 400, "tus_header_wrong"),
        ({"Upload-Length": "200000000"}, 413, "file_too_large"),
        ({"Upload-Metadata": "change !!!"}, 400, "tus_header_wrong"),
        ({"Upload-Metadata": ""}, 400, "tus_header_wrong"),
        ({"Upload-Metadata": metadata(change="x", sha256="a" * 64)}, 400, "tus_header_wrong"),
        (
            {"Upload-Metadata": metadata(change=str(uuid.uuid4()), sha256="../../etc")},
            400,
            "tus_header_wrong",
        ),
    ],
)
def test_a_beginning_that_is_no_tus_is_refused(
    wren: Device, headers: dict[str, str], status: int, code: str
) -> None:
    """Each with its code; nothing is kept."""
    _, change = attach(wren, DATA)

    answer = begin(wren, change, DATA, **headers)

    assert (status, code) == (answer.status_code, answer.get_json()["code"])


def test_pieces_that_do_not_fit_are_refused(wren: Device) -> None:
    """Wrong type, wrong place, more than was announced, a damaged piece with its checksum: nothing of them is kept."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]
    checksum = "sha256 " + base64.b64encode(hashlib.sha256(b"good").digest()).decode()

    answers = [
        send(wren, address, 0, b"good", **{"Content-Type": "application/json"}),
        send(wren, address, 7, b"good"),
        send(wren, address, 0, DATA + b"more"),
        send(wren, address, 0, b"goud", **{"Upload-Checksum": checksum}),
        send(wren, address, 0, b"good", **{"Upload-Checksum": "md5 AAAA"}),
        send(wren, address, 0, DATA * 2, **{"Upload-Checksum": checksum}),
    ]
    good = send(wren, address, 0, b"good", **{"Upload-Checksum": checksum})

    assert [415, 409, 413, 460, 400, 413] == [each.status_code for each in answers]
    assert (204, "4", 4) == (good.status_code, good.headers["Upload-Offset"], stored_bytes())


def test_an_upload_can_be_given_up_until_it_is_evidence(wren: Device) -> None:
    """DELETE takes an unfinished one away; a whole one only an erasure does."""
    _, change = attach(wren, DATA)
    address = begin(wren, change, DATA).headers["Location"]
    send(wren, address, 0, DATA[:5])

    ended = wren.phone.client.delete(address, headers=wren.phone.headers | TUS)
    gone = standing(wren, address)
    upload(wren, change, DATA)
    kept = wren.phone.client.delete(address, headers=wren.phone.headers | TUS)

    assert (204, 404, 403) == (ended.status_code, gone.status_code, kept.status_code)
    assert len(DATA) == stored_bytes()


def test_what_was_begun_and_left_is_forgotten_and_what_is_whole_is_not(wren: Device) -> None:
    """After 14 days without a byte; the phone begins again."""
    _, left = attach(wren, DATA)
    _, whole = attach(wren, photograph(seed=2))
    address = begin(wren, left, DATA).headers["Location"]
    send(wren, address, 0, DATA[:5])
    upload(wren, whole, photograph(seed=2))

    early = in_transaction(lambda session: forget_unfinished(session, now() + EXPIRES_AFTER / 2))
    late = in_transaction(
        lambda session: forget_unfinished(session, now() + EXPIRES_AFTER + timedelta(hours=1))
    )

    assert (0, 1) == (early, late)
    assert (404, len(DATA)) == (standing(wren, address).status_code, stored_bytes())


def test_one_phone_has_a_share(wren: Device, heron: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it begins in a day is bounded; others are not shut out."""
    monkeypatch.setattr(uploads, "SHARE_BYTES", len(DATA) + 1)
    _, first = attach(wren, DATA)
    _, second = attach(wren, photograph(seed=2))
    _, others = attach(heron, DATA)
    upload(wren, first, DATA)

    refused = begin(wren, second, photograph(seed=2))

    assert (429, "file_share_used") == (refused.status_code, refused.get_json()["code"])
    assert "Retry-After" in refused.headers
    assert upload(heron, others, DATA)


def test_an_ended_phone_still_delivers_by_its_key_alone(
    client: FlaskClient, partnership: Partnership
) -> None:
    """Its session is worth nothing, its key is: the file arrives and is proved. Another's key is not."""
    partnership.add("plover")
    plover = device(client, "plover")
    _, change = attach(plover, DATA)
    client.delete(f"/api/installs/{plover.phone.install}", headers=plover.phone.headers)
    ended = begin(plover, change, DATA)

    named = metadata(change=change, sha256=value_of(DATA)["sha256"])
    headers = {"Upload-Length": str(len(DATA)), "Upload-Metadata": named}
    begun = alone(plover, "POST", "/api/files", b"", headers)
    address = begun.headers["Location"]
    sent = alone(plover, "PATCH", address, DATA, {"Upload-Offset": "0"} | BYTES)
    proved = alone(plover, "GET", f"{address}/receipt", b"", {})
    altered = alone(plover, "PATCH", address, DATA, {"Upload-Offset": "0"}, signed=b"other bytes")

    assert (401, "install_revoked") == (ended.status_code, ended.get_json()["code"])
    assert (201, 204, 200, 401) == tuple(each.status_code for each in (begun, sent, proved, altered))


def alone(
    phone: Device,
    method: str,
    address: str,
    body: bytes,
    headers: dict[str, str],
    signed: bytes | None = None,
) -> TestResponse:
    """A call by the key alone. signed: the bytes that were signed instead of the body."""
    nonce = phone.phone.client.get("/api/nonce").get_json()["nonce"]
    digest = hashlib.sha256(body if signed is None else signed).hexdigest()
    signature = phone.phone.sign(["lantern-request-v1", method, address, digest, nonce])
    key = f"Lantern-Key {phone.phone.tenant}.{phone.phone.install}.{nonce}.{signature}"
    return phone.phone.client.open(
        address, method=method, data=body, headers=headers | TUS | {"Authorization": key}
    )
