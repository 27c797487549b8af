"""The end of a run: nothing goes wrong any more, and everything is held from the first entry on."""

import itertools
import json
from random import Random
from typing import Any

from server.database import reading
from server.evidence.walk import verify
from sync.changes import read_change
from sync.fields import RecordType
from sync.horizon import OLD
from sync.merge import apply, clashing_keys, entry_of, new_state
from sync.policies import field_of, policy_of
from sync.records.catalogue import CATALOGUE
from sync.view import fields_of
from tests.simulation.checkpoints import NOT_GROWN
from tests.simulation.device import Device, Plan
from tests.simulation.network import Request, Unreachable
from tests.simulation.records import RecordShadow, Value
from tests.simulation.syncing import NotSignedIn, call, sync
from tests.simulation.violation import hold
from tests.simulation.world import World

ROUNDS_MAX = 3
"""Rounds in which every device must be in sync once nothing goes wrong any more (invariant 13)."""

REPLAYED_MAX = 25
PERMUTED_MAX = 25
ORDERS_MAX = 40
"""How much of what is costly is tried at the end of each run, chosen by its chance."""


def sync_whole(world: World, device: Device) -> None:
    """One round without a fault."""
    chance = Random(f"{world.seed}/quiet/{device.number}/{len(world.trace)}")
    for step in sync(device, Plan(chance)):
        world.log(f"  {step}")
    world.witness.after(device)


def settle(world: World) -> None:
    """Invariants 7 and 13: everybody is in sync in three rounds and holds what its readers hold (R17, R18)."""
    world.network.deliver(Random(f"{world.seed}/end"))
    for device in world.devices:
        device.kill()
        device.skew = 0.0
    for number in range(ROUNDS_MAX):
        world.log(f"quiet round {number + 1}")
        for device in world.devices:
            world.clock.advance(1)
            sync_whole(world, device)
    for device in world.devices:
        _hold_in_sync(world, device)


def _hold_in_sync(world: World, device: Device) -> None:
    place, disk = f"device {device.number}", device.disk
    waiting = disk.unsent()
    hold(13, not waiting, f"{place} still has {len(waiting)} to send")
    for each in disk.changes.values():
        row = world.witness.ledger.connection.execute(
            "SELECT verdict FROM change WHERE hash = ?", (each.hash,)
        ).fetchone()
        if row is not None and each.install == disk.install and each.verdict is not None:
            said = each.verdict["verdict"]
            hold(7, row[0] == said, f"{place} was told {said} of {each.id}, which is {row[0]}")
    reads = {name for name in world.witness.ledger.streams if world.witness.oracle.reads(device.person, name)}
    if not device.desk:
        reads = {name for name in reads if not name.startswith(OLD)}
    hold(7, reads <= disk.cursors.keys(), f"{place} never got {sorted(reads - disk.cursors.keys())}")
    held = {name for name, rows in disk.rows.items() if rows}
    hold(6, held <= reads, f"{place} still holds rows of {sorted(held - reads)}")
    for stream, cursor in disk.cursors.items():
        shadow = world.witness.ledger.streams.get(stream)
        last = shadow.seq if shadow else 0
        hold(13, cursor["seq"] == last, f"{place}: {stream} at {cursor['seq']} of {last}")
        hold(
            7,
            shadow is None or shadow.holds(cursor),
            f"{place}: {stream} stands at an entry that is not there",
        )
        hold(13, stream in disk.shown and stream not in disk.beside, f"{place}: {stream} is not complete")
    laid = [
        each.id for each in disk.changes.values()
        if each.overlay and each.install == disk.install and (each.verdict or {}).get("verdict") != "held"
    ]  # fmt: skip
    hold(7, not laid, f"{place} still lays {laid[:3]} over what the server says")
    world.witness.whole(device)


def from_genesis(world: World) -> None:
    """Invariants 1, 8, 10 and 12, from the first entry and over everything that was ever sent."""
    _hold_replay(world)
    with world.backend.context(), reading() as session:
        found = [f"{each.code} {each.place}" for each in verify(session, world.tenant)]
    hold(10, not found, "; ".join(found[:5]))
    for device in world.devices:
        grown = world.restored or NOT_GROWN not in device.disk.alarms
        hold(10, grown, f"device {device.number}: {NOT_GROWN}")
    ledger = world.witness.ledger
    held = {
        each.hash
        for device in world.devices
        for each in device.disk.changes.values()
        if each.install == device.disk.install
    }
    for own, verdict in ledger.kept.items():
        # After a restore only devices can bring back what was kept since (R4).
        owed = not world.restored or own in held
        hold(1, ledger.holds(own) or not owed, f"{own[:12]}, answered {verdict}, is gone")
    chance = Random(f"{world.seed}/orders")
    whole = [each for each in ledger.records.records.values() if not each.erased]
    small = [each for each in whole if 2 <= len(each.force) <= 5]
    for shadow in chance.sample(small, min(len(small), PERMUTED_MAX)):
        hold_orders(shadow, chance)


def _hold_replay(world: World) -> None:
    """Invariant 8: what was pushed is pushed again, and nothing changes (R5, R13)."""
    before = _everything(world)
    chance = Random(f"{world.seed}/replay")
    pushes = world.network.pushes
    for request in chance.sample(pushes, min(len(pushes), REPLAYED_MAX)):
        device = world.devices[request.who]
        body = _body(request, device)
        if body is None:
            continue
        try:
            answer = call(device, Plan(chance), "POST", "/api/push", body)
        except (Unreachable, NotSignedIn):
            continue
        for verdict in answer.json["verdicts"]:
            hold(8, verdict["verdict"] == "known", f"a change pushed again was answered {verdict['verdict']}")
    hold(8, _everything(world) == before, "pushing again what was there has altered something")


def _body(request: Request, device: Device) -> Value | None:
    """The body of a push that was heard and was of the protocol; only the present session may send it again."""
    try:
        body = json.loads(request.body or b"")
    except ValueError:
        return None
    heard = isinstance(body, dict) and body.get("install") == device.disk.install and "changes" in body
    return {"install": body["install"], "changes": body["changes"], "views": []} if heard else None


def _everything(world: World) -> list[Any]:
    connection = world.witness.ledger.connection
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  names of our own
        for table in ("change", "apart_change", "entry", "record", "placement")
    ]
    return (
        counts
        # An empty stream's row is no more than a lock.
        + connection.execute(
            "SELECT name, last_seq, head, digest FROM stream WHERE last_seq > 0 ORDER BY name"
        ).fetchall()
    )


def hold_orders(shadow: RecordShadow, chance: Random) -> None:
    """Invariant 12: for orders that keep `after`, bases and each install's own, the same state (R10)."""
    record_type = CATALOGUE.get(shadow.text.get("type", ""))
    if record_type is None:
        return
    orders = [order for order in itertools.permutations(shadow.force) if _is_possible(order, shadow.force)]
    wanted = None
    for order in chance.sample(orders, min(len(orders), ORDERS_MAX)):
        found = _folded(order, record_type)
        hold(12, wanted is None or found == wanted, f"{shadow.text['type']} {shadow.id}: the order decides")
        wanted = found


def _is_possible(order: tuple[Value, ...], as_it_was: list[Value]) -> bool:
    """Whether it could have come so: nobody saw, or settled, what was not there, and whoever saw others saw all before
    them.

    A base names a place in the order, so that it must have the same changes before it.
    """
    place = {each["id"]: number for number, each in enumerate(order)}
    was = {each["id"]: number for number, each in enumerate(as_it_was)}
    for each in order:
        for named in (each["after"], each["base"], *(change for change, _ in each["resolves"])):
            if named in place and place[named] > place[each["id"]]:
                return False
        if each["base"] in place:
            base = each["base"]
            if {one for one in place if place[one] < place[base]} != {
                one for one in was if was[one] < was[base]
            }:
                return False
        if any(
            other["install"] == each["install"]
            and (other["dseq"] < each["dseq"]) != (place[other["id"]] < place[each["id"]])
            for other in order
            if other is not each
        ):
            return False
    return bool(order[0]["id"] == as_it_was[0]["id"])


def _folded(order: tuple[Value, ...], record_type: RecordType) -> tuple[str, ...]:
    """What must not depend on the order: DESIGN section 5, Merge."""
    state = new_state(order[0]["record"], record_type.name)
    for value in order:
        change = read_change(json.dumps(value), schema=2).change
        if change is not None:
            apply(state, entry_of(change, received_at="", install_code=None), record_type)
    fields = fields_of(state, record_type)
    kept = {
        name: value
        for name, value in fields.items()
        if policy_of(field_of(record_type, name)) in ("set", "withdrawn", "protective")
        and field_of(record_type, name) is not None
    }
    return (json.dumps(kept, sort_keys=True), json.dumps(sorted(clashing_keys(state, record_type))))
