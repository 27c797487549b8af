"""Changes that no honest device would make: broken ones, and lies that follow the protocol (issue "Bad input")."""

import json
from random import Random
from typing import Any

from server.accounts.signatures import sign
from sync.messages import text_hash
from tests.simulation import saves
from tests.simulation.determinism import uuid4_from, uuid7_from
from tests.simulation.device import Device, Plan
from tests.simulation.network import Unreachable
from tests.simulation.syncing import Garbled, NotSignedIn, call
from tests.simulation.world import World

NOTE = {"kind": "note", "words": "Quiet", "happened_at": "2026-11-22T02:00:00+00:00"}


def poison(world: World, device: Device, chance: Random) -> None:
    """A device with a fault saves what breaks a rule; it gets a verdict of its own and stops nothing (R19)."""
    stream = saves.readable(world, device, chance, "op")
    if stream is None or "poison" not in world.faults:
        return
    broken: dict[str, Any] = chance.choice(
        (
            {"set": {**NOTE, "kind": "unheard_of"}}, {"set": {"words": "No kind"}}, {"op": "erase"},
            {"type": "unheard_of"}, {"schema": 2}, {"stream": "op/elsewhere"}, {"tenant": "another"},
            {"seen": [9, 9, "0" * 64]}, {"after": uuid7_from(chance, world.clock.now)},
            {"op": "set"}, {"base": str(uuid4_from(chance))}, {"prev": "0" * 64},
        )
    )  # fmt: skip
    change = {
        **device.header(chance, stream), "type": "sighting", "record": str(uuid4_from(chance)), "op": "create",
        "base": None, "after": None, "set": NOTE, **broken,
    }  # fmt: skip
    saves.run_save(world, device, device.save(lambda: change, Plan(chance)), chance)


def lie(world: World, device: Device, chance: Random) -> None:
    """A hostile client pushes what it likes: other people's bytes, forks, records that it cannot see.

    Between signing in and enrolling there is a session and no key yet, so nothing to lie with.
    """
    if not device.token or not device.disk.install or "lie" not in world.faults:
        return
    changes = [
        _LIES[chance.randrange(len(_LIES))](world, device, chance) for _ in range(chance.randint(1, 4))
    ]
    body = {"install": device.disk.install, "changes": changes, "views": []}
    try:
        call(device, Plan(chance), "POST", "/api/push", body)
    except (Unreachable, NotSignedIn, Garbled):
        world.log("  not heard")


def _signed(device: Device, change: dict[str, Any]) -> list[str]:
    text = json.dumps(change, separators=(",", ":"), ensure_ascii=False)
    return [text, sign(b"lantern-change-v1\n" + text.encode(), device.key())]


def _fork(world: World, device: Device, chance: Random) -> Any:
    """A number of the chain used again with other bytes (R5)."""
    return _signed(
        device,
        {
            "dseq": max(1, device.disk.dseq), "prev": text_hash(str(chance.random())),
            **device.header(chance, "op/harbour"), "type": "sighting", "record": str(uuid4_from(chance)),
            "op": "create", "base": None, "after": None, "set": NOTE,
        },
    )  # fmt: skip


def _others_bytes(world: World, device: Device, chance: Random) -> Any:
    """Somebody else's signed change under this session."""
    others = [each for other in world.devices if other is not device for each in other.disk.changes.values()]
    if not others:
        return ["", ""]
    chosen = chance.choice(others)
    return [chosen.text, chosen.signature]


def _unseen_record(world: World, device: Device, chance: Random) -> Any:
    """A change of any record at all, settling clashes that its author cannot see."""
    known = sorted(world.witness.ledger.records.records)
    if not known:
        return ["{}", ""]
    shadow = world.witness.ledger.records.records[chance.choice(known)]
    own = {
        "dseq": 1_000_000 + chance.randrange(1_000), "prev": None, **device.header(chance, shadow.home),
        "type": shadow.text.get("type", "sighting"), "record": shadow.id, "op": "set",
        "base": shadow.text.get("last_change"), "after": None, "set": {"voided": {"reason": "Not mine"}},
    }  # fmt: skip
    own["resolves"] = [[each["id"], "voided"] for each in shadow.force[:3]]
    return _signed(device, own)


def _loop(world: World, device: Device, chance: Random) -> Any:
    """A change that waits for itself."""
    change = {
        "dseq": 2_000_000 + chance.randrange(1_000), "prev": None, **device.header(chance, "op/harbour"),
        "type": "sighting", "record": str(uuid4_from(chance)), "op": "create", "base": None, "set": NOTE,
    }  # fmt: skip
    return _signed(device, {**change, "after": change["id"]})


def _rubbish(world: World, device: Device, chance: Random) -> Any:
    """Not a change at all."""
    return chance.choice((None, 7, [], ["x"], ["{", "y"], ["[1.5]", ""], ['{"id":1,"id":2}', "z"], {"a": []}))


_LIES = (_fork, _others_bytes, _unseen_record, _loop, _rubbish)
