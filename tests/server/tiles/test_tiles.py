"""The map file of an operation: who may read it, in which parts, and what is refused as none."""

import hashlib

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts import people
from server.clock import now
from server.database import reading, writing
from server.demonstration.map import fairhaven
from server.tiles.models import TilePart
from server.tiles.rules import HEADER_BYTES, TileFileError, check_tile_file
from server.tiles.service import PART_BYTES, install_tiles, remove_tiles
from tests.server.people import Partnership, Phone, enrolled_phone

PATH = "/api/operations/harbour/tiles"


def file_of(parts: int) -> bytes:
    """A map file that takes so many parts: a real one, with bytes behind it that no tile uses."""
    return fairhaven().ljust((parts - 1) * PART_BYTES + 1000, b"\x07")


@pytest.fixture
def content(partnership: Partnership) -> bytes:
    """The operation has a map file of three parts."""
    content = file_of(3)
    with writing() as session:
        install_tiles(session, partnership.tenant, "harbour", content, now())
    return content


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Phone:
    """The phone of a member."""
    partnership.add("wren")
    return enrolled_phone(client, "wren")


def test_a_member_reads_the_whole_file(client: FlaskClient, content: bytes, wren: Phone) -> None:
    """Every byte, its length before it, its hash as the tag."""
    answer = client.get(PATH, headers=wren.headers)

    assert (200, content) == (answer.status_code, answer.data)
    assert answer.headers["Content-Type"] == "application/vnd.pmtiles"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'


def test_size_and_tag_are_told_without_the_file(client: FlaskClient, content: bytes, wren: Phone) -> None:
    """What a phone shows before anybody decides to fetch it."""
    answer = client.head(PATH, headers=wren.headers)

    assert (200, b"", len(content)) == (answer.status_code, answer.data, answer.content_length)
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 100),
        (f"bytes={PART_BYTES - 5}-{PART_BYTES + 4}", PART_BYTES - 5, PART_BYTES + 5),
        (f"bytes={PART_BYTES * 2}-", PART_BYTES * 2, PART_BYTES * 2 + 1000),
        ("bytes=-7", PART_BYTES * 2 + 993, PART_BYTES * 2 + 1000),
        ("bytes=524280-99999999", 524_280, PART_BYTES * 2 + 1000),
    ],
)
def test_a_range_is_answered_with_these_bytes(
    client: FlaskClient, content: bytes, wren: Phone, asked: str, first: int, last: int
) -> None:
    """Across parts, open at the end, counted from the end, and beyond it."""
    answer = client.get(PATH, headers={**wren.headers, "Range": asked})

    assert (206, content[first:last]) == (answer.status_code, answer.data)
    assert answer.headers["Content-Range"] == f"bytes {first}-{last - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-", "bytes=a-b"])
def test_a_range_that_is_not_understood_is_the_whole_file(
    client: FlaskClient, content: bytes, wren: Phone, asked: str
) -> None:
    """As RFC 9110 wants it."""
    answer = client.get(PATH, headers={**wren.headers, "Range": asked})

    assert (200, len(content)) == (answer.status_code, len(answer.data))


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(
    client: FlaskClient, content: bytes, wren: Phone, asked: str
) -> None:
    """With the size, so that the phone can ask again."""
    answer = client.get(PATH, headers={**wren.headers, "Range": asked})

    assert (416, "range_wrong") == (answer.status_code, answer.get_json()["code"])
    assert answer.headers["Content-Range"] == f"bytes */{len(content)}"


def test_a_file_that_was_replaced_is_not_continued(
    client: FlaskClient, content: bytes, wren: Phone, partnership: Partnership
) -> None:
    """The tag of the old one is refused, and of the old parts none is left."""
    tag = client.head(PATH, headers=wren.headers).headers["ETag"]
    newer = file_of(1)
    with writing() as session:
        install_tiles(session, partnership.tenant, "harbour", newer, now())

    answer = client.get(PATH, headers={**wren.headers, "Range": "bytes=100-200", "If-Match": tag})

    assert (412, "tiles_replaced") == (answer.status_code, answer.get_json()["code"])
    assert client.get(PATH, headers=wren.headers).data == newer != content
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(TilePart)) == 1


@pytest.mark.parametrize("who", ["linnet", "rook", "stranger", "ended"])
def test_nobody_but_members_learns_that_there_is_a_map(
    client: FlaskClient, content: bytes, partnership: Partnership, who: str
) -> None:
    """A support worker, a records officer, somebody of another partnership, and one whose membership has ended."""
    assert content
    if who == "stranger":
        Partnership("Elsewhere").add(who)
    elif who == "ended":
        account = partnership.add(who)
        with writing() as session:
            people.end_membership(session, account, "harbour", now())
    else:
        partnership.add(who, "support_worker" if who == "linnet" else "records_officer")
    phone = enrolled_phone(client, who)

    answers = [client.get(path, headers=phone.headers) for path in (PATH, PATH.replace("harbour", "none"))]

    # The stranger's own operation of the same name has no map.
    assert [(404, "not_found")] * 2 == [(each.status_code, each.get_json()["code"]) for each in answers]


def test_without_a_map_file_there_is_nothing(
    client: FlaskClient, content: bytes, wren: Phone, partnership: Partnership
) -> None:
    """Taken away, it is gone for everybody."""
    assert content
    with writing() as session:
        gone = [remove_tiles(session, partnership.tenant, "harbour") for _ in range(2)]

    assert [True, False] == gone
    assert client.get(PATH, headers=wren.headers).status_code == 404


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (b"", "no PMTiles"),
        (b"PMTiles\x02" + bytes(200), "no PMTiles"),
        (fairhaven()[:HEADER_BYTES], "end of this file"),
        (fairhaven()[:99] + b"\x02" + fairhaven()[100:], "pictures"),
        (fairhaven()[:98] + b"\x03" + fairhaven()[99:], "packed"),
    ],
)
def test_a_file_that_is_no_map_is_refused_in_words(fault: bytes, words: str) -> None:
    """Empty, of an older version, cut off, with pictures, packed as browsers cannot unpack."""
    with pytest.raises(TileFileError, match=words):
        check_tile_file(fault)
