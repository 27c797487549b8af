"""Verdicts that change around a restore: none stays unheard (PROTOCOL section 21)."""

from tests.factories.devices import Device, Envelope
from tests.factories.records import NOTE
from tests.server.exchange.test_restored import settle, write
from tests.server.snapshots import put_back, take


def test_a_verdict_that_changes_after_a_restore_reaches_its_phone(wren: Device) -> None:
    """The numbers of changed verdicts went back with the database; the phone, which stands beyond, misses none."""
    before = take()
    release(wren)
    wren.pull()
    put_back(before)
    settle(wren)

    held = release(wren)
    wren.pull()

    assert wren.verdicts[held]["verdict"] == "accepted"


def test_a_verdict_that_changes_between_the_loss_and_its_discovery_reaches_its_phone(
    wren: Device, heron: Device
) -> None:
    """Nobody has shown the loss yet when a held change is released: its number lies below where the phone stands."""
    write(heron, 1)
    before = take()
    for _ in range(3):
        release(wren)
    write(heron, 1, first=2)
    wren.pull()
    put_back(before)
    held, needed = hold(wren)
    silent = {"install": wren.phone.install, "changes": [needed]}
    assert wren.push_raw(silent).status_code == 200
    heron.pull()

    wren.pull()

    assert wren.verdicts[held]["verdict"] == "accepted"


def test_a_verdict_reaches_a_phone_that_saw_an_epoch_which_was_lost_again(
    wren: Device, heron: Device
) -> None:
    """Put back twice to the same day: the numbers leap as often as epochs began that the phones know of."""
    write(wren, 1)
    before = take()
    for _ in range(2):
        release(wren)
        wren.pull()
        put_back(before)
        settle(wren)

    held = release(wren)
    wren.pull()

    assert wren.verdicts[held]["verdict"] == "accepted"


def hold(phone: Device) -> tuple[str, Envelope]:
    """Push a change before the one that it waits for. Returns its id and the other, not pushed."""
    first = phone.fields("sighting", NOTE | {"words": "Quiet"})
    needed = phone.envelope(first)
    waiting = phone.change("sighting", {"words": "Loud"}, record=first["record"], after=first["id"])
    held = phone.last
    silent = {"install": phone.phone.install, "changes": [waiting]}
    assert phone.push_raw(silent).get_json()["verdicts"][0]["verdict"] == "held"
    return held, needed


def release(phone: Device) -> str:
    """Push a change before the one that it waits for, then that one. Returns the id of the first."""
    held, needed = hold(phone)
    assert phone.push(needed)[0]["verdict"] == "accepted"
    return held
