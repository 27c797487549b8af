"""What may happen in a run: each operation by its name, with how often it does."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from sync.records.catalogue import CATALOGUE
from tests.simulation import matter
from tests.simulation.determinism import uuid4_from
from tests.simulation.device import Device, Plan, Steps
from tests.simulation.world import World


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of a run's script. index: its place, which its chance follows from."""

    index: int
    kind: str
    device: int

    def chance(self, seed: int) -> Random:
        """The chance of this operation alone: leaving others out changes nothing in it."""
        return Random(f"{seed}/{self.index}")


Act = Callable[[World, Device, Random], None]

TYPES = {
    "op": ("sighting", "person", "patrol", "warning", "vehicle", "premises_visit"),
    "care": ("person_supported", "engagement"),
    "sup": ("reporter",),
}


def save_new(world: World, device: Device, chance: Random) -> None:
    """A new record in a stream in which the person may create."""
    if not device.disk.install:
        return
    streams = [each["stream"] for each in device.disk.grants if each["stream"].partition("/")[0] in TYPES]
    if not streams:
        return
    stream = chance.choice(sorted(streams))
    record_type = CATALOGUE[chance.choice(TYPES[stream.partition("/")[0]])]
    values = matter.create(record_type, device.role, chance, {})
    if values is None:
        return
    record = str(uuid4_from(chance))

    def make() -> dict[str, Any]:
        return {
            **device.header(chance, stream), "type": record_type.name, "record": record, "op": "create",
            "base": None, "after": None, "set": values,
        }  # fmt: skip

    run_save(world, device, device.save(make), chance)


def save_edit(world: World, device: Device, chance: Random) -> None:
    """A change of a record that the device holds, or made."""
    import json  # noqa: PLC0415

    held = [(stream, record) for stream, rows in sorted(device.disk.rows.items()) for record in rows]
    if not held:
        return
    stream, record = chance.choice(held)
    row = json.loads(device.disk.rows[stream][record])
    record_type = CATALOGUE[row["type"]]
    values = matter.some(record_type, device.role, chance, 3)
    if not values:
        return

    def make() -> dict[str, Any] | None:
        text = device.disk.rows.get(stream, {}).get(record)
        pending = [each for each in device.disk.overlaid(record) if each.state == "unsent"]
        return {
            **device.header(chance, stream), "type": record_type.name, "record": record, "op": "set",
            "base": json.loads(text)["last_change"] if text else None,
            "after": pending[-1].id if pending else None, "set": values,
        }  # fmt: skip

    run_save(world, device, device.save(make), chance)


def sync(world: World, device: Device, chance: Random) -> None:
    """Begin a sync, or go on with the one under way, and perhaps leave it half done."""
    if device.syncing is None:
        device.syncing = device.sync(Plan(chance, world.faults, world.options.faults / 100))
    steps = chance.randint(1, 8) if chance.random() < 0.3 else 1_000
    for _ in range(steps):
        step = next(device.syncing, None)
        world.log(f"  {step}")
        world.witness.after(device)
        if step is None:
            device.syncing = None
            return


def kill(world: World, device: Device, chance: Random) -> None:
    """The browser ends without a word."""
    device.kill()


def restart(world: World, device: Device, chance: Random) -> None:
    """The server's workers are replaced."""
    world.backend.start()


def deliver(world: World, device: Device, chance: Random) -> None:
    """What was delayed arrives."""
    world.network.deliver(chance)


def run_save(world: World, device: Device, steps: Steps, chance: Random) -> None:
    """Drive a save to its end, or leave it between two steps as a second tab would."""
    most = chance.randint(0, 2) if chance.random() < 0.1 else 1_000
    device.saving.append(steps)
    go_on(world, device, steps, most)


def go_on(world: World, device: Device, steps: Steps, most: int) -> None:
    """Let a save do up to so many steps."""
    for _ in range(most):
        step = next(steps, None)
        if step is None:
            device.saving.remove(steps)
            return
        if step.startswith("saved "):
            world.witness.saw_saved(device, step.removeprefix("saved "))
        world.log(f"  {step}")


def other_tab(world: World, device: Device, chance: Random) -> None:
    """A save that was left half done goes on."""
    for steps in list(device.saving):
        go_on(world, device, steps, 1_000)


OPERATIONS: dict[str, tuple[Act, int]] = {
    "save_new": (save_new, 20),
    "save_edit": (save_edit, 40),
    "sync": (sync, 25),
    "other_tab": (other_tab, 3),
    "kill": (kill, 4),
    "restart": (restart, 1),
    "deliver": (deliver, 3),
}
