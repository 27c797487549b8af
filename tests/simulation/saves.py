"""Saving: what a person enters on a device, from the fields that its screen shows."""

import json
from random import Random
from typing import Any

from sync.horizon import home_of
from sync.records.catalogue import CATALOGUE
from tests.simulation import casework, matter
from tests.simulation.determinism import uuid4_from
from tests.simulation.device import Device, Plan, Steps
from tests.simulation.world import World

TYPES = {
    "op": ("sighting", "person", "patrol", "warning", "vehicle", "premises_visit"),
    "care": ("person_supported", "engagement"),
    "sup": ("reporter",),
}
"""What is logged, by the home stream; `casework` makes the rest."""

TRIES = 4
"""Attempts at finding values that break no rule."""


def readable(world: World, device: Device, chance: Random, kind: str) -> str | None:
    """A stream of this kind that the device believes it may write to."""
    found = sorted(each["stream"] for each in device.disk.grants if each["stream"].partition("/")[0] == kind)
    return chance.choice(found) if found and device.disk.install else None


def save_new(world: World, device: Device, chance: Random) -> None:
    """A new record in a stream in which the person may create."""
    stream = readable(world, device, chance, chance.choice(("op", "op", "care", "sup")))
    if stream is None:
        return
    record_type = CATALOGUE[chance.choice(TYPES[stream.partition("/")[0]])]
    given = {"reference": f"{record_type.reference_letter}-{chance.randrange(10_000):04d}"}
    values = matter.create(record_type, device.role, chance, given if chance.random() < 0.5 else {})
    if values is not None:
        save(world, device, chance, stream, record_type.name, str(uuid4_from(chance)), values, op="create")


def save_edit(world: World, device: Device, chance: Random) -> None:
    """A change of a record that the device shows, or made itself without reading."""
    chosen = held(device, chance)
    if chosen is None:
        return
    stream, record, type_name = chosen
    values: dict[str, Any] = {}
    for _ in range(TRIES):
        values = values or matter.some(CATALOGUE[type_name], device.role, chance, 3)
    if values:
        save(world, device, chance, stream, type_name, record, values)


def save_case(world: World, device: Device, chance: Random) -> None:
    """One step of a case: a person supported, an agreement, a referral with its basis, the agency's answer."""
    made = casework.step(world, device, chance)
    if made is not None:
        save(world, device, chance, made.stream, made.type, made.record, made.values, op=made.op)


def void(world: World, device: Device, chance: Random) -> None:
    """Undo an entry, or take the undoing back (R14)."""
    chosen = held(device, chance)
    if chosen is None:
        return
    stream, record, type_name = chosen
    if "voided" not in CATALOGUE[type_name].by_name or device.role not in CATALOGUE[type_name].writers:
        return
    reason = None if chance.random() < 0.3 else {"reason": matter.text(chance, 200)}
    save(world, device, chance, stream, type_name, record, {"voided": reason})


def resolve(world: World, device: Device, chance: Random) -> None:
    """Settle clashes that the screen shows, naming every value seen."""
    clashing = [
        (stream, record, text)
        for stream, rows in sorted(device.disk.rows.items())
        for record, text in rows.items()
        if '"clashes":[]' not in text
    ]
    if not clashing:
        return
    stream, record, text = chance.choice(clashing)
    row = json.loads(text)
    declared = CATALOGUE[row["type"]]
    values: dict[str, Any] = {}
    named = []
    for clash in row["clashes"]:
        field = declared.by_name.get(clash["field"].partition("/")[0])
        if field is not None and device.role in (field.writers or declared.writers):
            values[clash["field"]] = chance.choice(clash["values"])["value"]
            named += [[each["change"], clash["field"]] for each in clash["values"]]
    if values:
        save(world, device, chance, stream, row["type"], record, values, resolves=named)


def decide_late(world: World, device: Device, chance: Random) -> None:
    """A supervisor applies or rejects what came late (R7)."""
    waiting = [
        (stream, record, late["change"])
        for stream, rows in sorted(device.disk.rows.items())
        for record, text in rows.items()
        if '"late":[]' not in text
        for late in json.loads(text)["late"]
    ]
    if device.role != "supervisor" or not waiting:
        return
    stream, record, change = chance.choice(waiting)
    kind = chance.choice(("apply", "apply", "reject"))
    values = {"about": record, "about_change": change, "kind": kind, "reasons": matter.text(chance, 200)}
    save(world, device, chance, stream, "decision", str(uuid4_from(chance)), values, op="create")


def link(world: World, device: Device, chance: Random) -> None:
    """Say that two records are, or are not, of one person."""
    for stream, rows in sorted(device.disk.rows.items()):
        people = [record for record, text in rows.items() if '"type":"person_supported"' in text]
        if stream.startswith("care/") and len(people) > 1:
            one, other = chance.sample(people, 2)
            state = chance.choice(("linked", "linked", "apart"))
            values = {
                f"links/{other}/other": other, f"links/{other}/state": state,
                f"links/{other}/reason": matter.text(chance, 200),
            }  # fmt: skip
            save(world, device, chance, stream, "person_supported", one, values)
            return


def draft(world: World, device: Device, chance: Random) -> None:
    """Words of a form that is not finished; it survives everything but its own saving (R20, R25)."""
    name = f"draft {chance.randrange(3)}"
    device.disk.drafts[name] = {"words": matter.text(chance, 200)}
    world.witness.watched[device.number].drafts[name] = name


def other_tab(world: World, device: Device, chance: Random) -> None:
    """A save that was left half done goes on, as in a second tab (R20)."""
    for steps in list(device.saving):
        _go_on(world, device, steps, 1_000)


def held(device: Device, chance: Random) -> tuple[str, str, str] | None:
    """Stream, record and type of something that the device can change."""
    names = [name for names in TYPES.values() for name in names]
    markers = {f'"type":"{name}"': name for name in (*names, "referral")}
    rows = [
        (stream, record, markers[text[49:80].partition(",")[0]])
        for stream, held in sorted(device.disk.rows.items())
        for record, text in held.items()
        if text[49:80].partition(",")[0] in markers
    ]
    own = [
        (each.stream, each.record, each.type)
        for each in device.disk.changes.values()
        if each.value["op"] == "create" and each.type in names
    ]
    if own and (not rows or chance.random() < 0.2):
        return chance.choice(own)
    # The oldest are the most wanted: people meet in the same few records.
    return rows[min(chance.randrange(len(rows)) for _ in range(3))] if rows else None


def save(
    world: World, device: Device, chance: Random, stream: str, type_name: str, record: str,
    values: dict[str, Any], *, op: str = "set", resolves: list[list[str]] | None = None,
) -> None:  # fmt: skip
    """Save one change, on the newest state that the device has at the moment of signing.

    stream: where its row is; of an old record a change names the home.
    """
    stream = home_of(stream)

    def make() -> dict[str, Any]:
        text = device.disk.row(stream, record)
        pending = [each for each in device.disk.overlaid(record) if each.state == "unsent"]
        return {
            **device.header(chance, stream), "type": type_name, "record": record, "op": op,
            "base": json.loads(text)["last_change"] if text else None,
            "after": pending[-1].id if pending and pending[-1].install == device.disk.install else None,
            "set": values, "resolves": resolves or [],
        }  # fmt: skip

    run_save(world, device, device.save(make, Plan(chance, world.faults, world.options.faults / 100)), chance)


def run_save(world: World, device: Device, steps: Steps, chance: Random) -> None:
    """Drive a save to its end, or leave it between two steps."""
    if not device.disk.install:
        return
    device.saving.append(steps)
    _go_on(world, device, steps, chance.randint(0, 2) if chance.random() < 0.1 else 1_000)


def _go_on(world: World, device: Device, steps: Steps, most: int) -> None:
    for _ in range(most):
        step = next(steps, None)
        if step is None:
            device.saving.remove(steps)
            return
        if step.startswith("saved "):
            world.witness.saw_saved(device, step.removeprefix("saved "))
        world.log(f"  {step}")
