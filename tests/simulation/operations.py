"""What may happen in a run: each operation by its name, with how often it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.simulation import carrying, hostility, mishaps, office, releases, saves
from tests.simulation.device import Device, Plan, Steps
from tests.simulation.syncing import sign_out
from tests.simulation.syncing import sync as sync_round
from tests.simulation.world import World

Act = Callable[[World, Device, Random], None]


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of a run's script. index: its place, which its chance follows from."""

    index: int
    kind: str
    device: int

    def chance(self, seed: int) -> Random:
        """The chance of this operation alone: leaving others out changes nothing in it."""
        return Random(f"{seed}/{self.index}")


def sync(world: World, device: Device, chance: Random) -> None:
    """Begin a sync, or go on with the one under way, and perhaps leave it half done."""
    if device.syncing is None:
        device.syncing = sync_round(device, Plan(chance, world.faults, world.options.faults / 100))
    steps = chance.randint(1, 8) if chance.random() < 0.3 else 1_000
    drive(world, device, device.syncing, steps)


def drive(world: World, device: Device, steps: Steps, most: int) -> None:
    """Let a sync do up to so many steps, each of them watched."""
    for _ in range(most):
        step = next(steps, None)
        if step is None:
            device.syncing = None
            return
        world.log(f"  {step}")
        world.witness.after(device)


def logout(world: World, device: Device, chance: Random) -> None:
    """The person signs out; drafts and unsent entries stay (R20)."""
    if device.syncing is None:
        device.syncing = sign_out(device, Plan(chance, world.faults, world.options.faults / 100))
        drive(world, device, device.syncing, 1_000)


def kill(world: World, device: Device, chance: Random) -> None:
    """The browser ends without a word."""
    device.kill()


OPERATIONS: Mapping[str, tuple[Act, float]] = {
    "save_new": (saves.save_new, 8),
    "save_edit": (saves.save_edit, 36),
    "save_case": (saves.save_case, 22),
    "void": (saves.void, 3),
    "resolve": (saves.resolve, 6),
    "decide_late": (saves.decide_late, 3),
    "link": (saves.link, 2),
    "draft": (saves.draft, 3),
    "other_tab": (saves.other_tab, 3),
    "sync": (sync, 16),
    "kill": (kill, 3),
    "logout": (logout, 1),
    "skew": (mishaps.skew, 1),
    "damage": (mishaps.damage, 1),
    "wipe": (mishaps.wipe, 0.3),
    "copy": (mishaps.copy_profile, 0.5),
    "swap": (mishaps.swap_profile, 0.7),
    "restart": (mishaps.restart, 0.7),
    "deliver": (mishaps.deliver, 3),
    "leave": (office.leave, 1),
    "join": (office.join, 2),
    "revoke": (office.revoke, 0.5),
    "worker": (office.worker, 1),
    "night": (office.night, 0.3),
    "backup": (office.backup, 0.5),
    "restore": (office.restore, 0.2),
    "erase": (office.erase, 0.5),
    "rotate": (office.rotate, 0.5),
    "retire": (office.retire, 0.4),
    "carry": (carrying.carry, 2),
    "upgrade": (office.upgrade, 0.2),
    "poison": (hostility.poison, 2),
    "lie": (hostility.lie, 1),
}
"""Name → what it does, and its weight."""

OWN: Mapping[str, Act] = {
    "update_app": releases.update_app,
    "save_newer": releases.save_newer,
    "save_early": releases.save_early,
    "release": releases.release,
    "render_again": releases.render_again,
}
"""What happens in seeds of the theme alone that gives it a weight."""

ALL: Mapping[str, Act] = {**{kind: act for kind, (act, _) in OPERATIONS.items()}, **OWN}
