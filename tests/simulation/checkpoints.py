"""A model device as a witness of the log: the newest checkpoint, and how it grew (PROTOCOL section 23)."""

import base64
from typing import Any

from server.accounts.signatures import is_signed_der
from sync import merkle, notes
from tests.simulation.device import Device

NOT_GROWN = "the log has not grown from what was witnessed"


def witnessed(device: Device) -> int:
    """Size of the log of the checkpoint that is kept, 0 for none."""
    note = device.disk.checkpoint
    return 0 if note is None else notes.read_checkpoint(notes.read_note(note).text).size


def take_checkpoint(device: Device, line: dict[str, Any]) -> None:
    """Keep a newer note of the pinned key's; alarm when it does not extend the one that was kept."""
    note = notes.read_note(line["note"])
    now = notes.read_checkpoint(note.text)
    key = device.disk.pinned["checkpoint"]["public_key"]
    signed = any(is_signed_der(note.text.encode(), each.signature, key) for each in note.signatures)
    if not signed or now.origin != notes.origin(device.tenant):
        return
    before, proof = device.disk.checkpoint, line["consistency"]
    if before is not None:
        old = notes.read_checkpoint(notes.read_note(before).text)
        hashes = [base64.b64decode(each) for each in proof or ()]
        if proof is None or not merkle.is_extension(old.size, now.size, old.root, now.root, hashes):
            device.disk.alarms.append(NOT_GROWN)
    device.disk.checkpoint = line["note"]
