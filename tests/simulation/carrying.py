"""Sealed copies of one device's changes, brought by another that cannot read them (PROTOCOL sections 12 and 17)."""

import hashlib
import json
from random import Random

from server.accounts.signatures import is_signed
from server.demonstration.sealing import sealed_copy
from sync.messages import stored_bytes
from tests.simulation.device import Device, Plan
from tests.simulation.network import Unreachable
from tests.simulation.syncing import Garbled, NotSignedIn, call, json_of
from tests.simulation.violation import hold
from tests.simulation.world import World

COPIES_MAX = 8


def carry(world: World, device: Device, chance: Random) -> None:
    """Two devices meet: one hands over copies of what it could not send, the other delivers them."""
    others = [
        each for each in world.devices if each is not device and each.disk.unsent() and each.disk.pinned
    ]
    if not device.token or not device.disk.install or not others:
        return
    other = chance.choice(others)
    copies = []
    for each in other.disk.unsent()[:COPIES_MAX]:
        envelope = [each.text, each.signature]
        copy = sealed_copy(other.disk.pinned["sealing"], other.tenant, each.install, each.dseq, envelope)
        world.witness.sealed[json.dumps(copy)] = each.text
        copies.append(copy)
    plan = Plan(chance, world.faults, world.options.faults / 100)
    body = {"install": device.disk.install, "changes": [], "views": [], "sealed": copies}
    try:
        answers = json_of(call(device, plan, "POST", "/api/push", body)).get("sealed", [])
    except (Unreachable, NotSignedIn, Garbled):
        world.log("  not heard")
        return
    for copy, line in zip(copies, answers, strict=True):
        if line["receipt"] is not None:
            array, signature = line["receipt"]
            said = [other.tenant, copy["install"], copy["dseq"], _digest(copy["sealed"])]
            key = device.disk.receipt_keys.get(array[0])
            proved = key is None or is_signed(stored_bytes(array), signature, key)
            hold(1, proved, "a stored receipt is not signed")
            if array[1:5] != said:
                world.log("  altered on its way")  # The receipt is for other bytes: the copy is kept.
    world.log(f"  carried {len(copies)} of device {other.number}")


def _digest(sealed: str) -> str:
    return hashlib.sha256(sealed.encode()).hexdigest()
