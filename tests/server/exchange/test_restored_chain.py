"""What a server that was put back asks a phone for: the changes of its chain that it lost (PROTOCOL section 21)."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from server.exchange.lacking import holes
from tests.factories.devices import Device, device
from tests.server.exchange.test_restored import NOTE, write
from tests.server.people import Partnership
from tests.server.snapshots import put_back, take


def copied(phone: Device) -> Device:
    """Somebody else with this phone's key, as far as its chain has come."""
    return replace(phone, written={}, receipts=[], completes={}, lacking=[])


def test_nothing_is_asked_for_that_was_kept_apart_or_is_here(wren: Device, client: FlaskClient) -> None:
    """After a restoration too: only what is lacking, in ranges."""
    write(wren, 2)
    before = take()
    write(wren, 3, first=3)
    put_back(before)
    wren.pull()
    assert [[3, 5]] == wren.lacking

    wren.push(wren.written[4])
    wren.pull()

    assert [[3, 3], [5, 5]] == wren.lacking


def test_bytes_altered_on_their_way_do_not_stand_for_the_change_that_was_lost(wren: Device) -> None:
    """A flipped byte was kept apart, the true change was accepted and then lost with the disk: it is asked for."""
    write(wren, 2)
    text, signature = wren.change("sighting", NOTE | {"words": "number 3"})
    wren.push([text.replace("number 3", "number 7"), signature])
    before = take()
    wren.push([text, signature])
    wren.pull()
    put_back(before)

    wren.pull()
    asked = wren.lacking
    (verdict,) = wren.push_again()

    assert ([[3, 3]], "accepted") == (asked, verdict["verdict"])


def test_what_a_phone_signed_and_was_kept_apart_is_not_asked_for(wren: Device) -> None:
    """A change of its own that breaks the protocol was acknowledged before the loss, and is still there."""
    write(wren, 2)
    wren.save("sighting", NOTE, tenant="0b8f0d0e-0000-4000-8000-000000000009")
    before = take()
    write(wren, 1, first=4)
    put_back(before)

    wren.pull()

    assert [[4, 4]] == wren.lacking


def test_a_number_that_somebody_used_again_does_not_stand_for_the_change_that_was_lost(wren: Device) -> None:
    """The phone's own text is named by the change after it, and its words come back; then nothing more is asked."""
    write(wren, 2)
    before, thief = take(), copied(wren)
    write(wren, 2, first=3)
    put_back(before)
    thief.save("sighting", NOTE | {"words": "forged"})
    wren.pull()
    asked_first = wren.lacking
    wren.push_again()

    wren.pull()
    asked_then = wren.lacking
    (verdict,) = wren.push_again()
    wren.pull()

    assert ([[4, 4]], [[3, 3]], []) == (asked_first, asked_then, wren.lacking)
    assert ("late", "dseq_repeated") == (verdict["verdict"], verdict["problems"][0]["code"])


def test_a_last_number_that_somebody_used_again_is_asked_for_by_its_receipt(wren: Device) -> None:
    """No change names it as the one before; the receipt that the phone shows does."""
    write(wren, 2)
    before, thief = take(), copied(wren)
    write(wren, 1, first=3)
    put_back(before)
    thief.save("sighting", NOTE | {"words": "forged"})

    wren.pull()
    asked = wren.lacking
    (verdict,) = wren.push_again()
    wren.pull()

    assert ([[3, 3]], "late", []) == (asked, verdict["verdict"], wren.lacking)


@pytest.mark.parametrize(
    ("numbers", "upto", "expected"),
    [
        ([], 0, []),
        ([], 3, [(1, 3)]),
        ([1, 2, 3], 3, []),
        ([2], 4, [(1, 1), (3, 4)]),
        ([9], 4, [(1, 4)]),
        ([1, 4, 9], 6, [(2, 3), (5, 6)]),
    ],
)
def test_holes_are_what_is_missing_up_to_a_number(
    numbers: list[int], upto: int, expected: list[tuple[int, int]]
) -> None:
    """Numbers beyond it are no matter."""
    assert expected == holes(numbers, upto)


def test_another_persons_numbers_are_not_told(
    wren: Device, partnership: Partnership, client: FlaskClient
) -> None:
    """An install is asked for its own chain alone."""
    write(wren, 2)
    before = take()
    write(wren, 2, first=3)
    put_back(before)
    wren.pull()
    partnership.add("finch")
    finch = device(client, "finch")

    finch.pull()

    assert [] == finch.lacking
