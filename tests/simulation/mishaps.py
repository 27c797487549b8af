"""What happens to devices and to the server: clocks, disks, copies, restarts."""

from random import Random

from tests.simulation.device import Device
from tests.simulation.world import World

HOUR, YEAR = 3_600.0, 365 * 86_400.0


def skew(world: World, device: Device, chance: Random) -> None:
    """The device's clock is wrong from now on, or right again (R15)."""
    device.skew = chance.choice((0.0, HOUR, -HOUR, 10 * YEAR, -world.clock.now.timestamp(), -120.0))


def damage(world: World, device: Device, chance: Random) -> None:
    """One stored row is altered, or lost (R16)."""
    held = [(stream, record) for stream, rows in sorted(device.disk.rows.items()) for record in rows]
    if not held or "damage" not in world.faults:
        return
    stream, record = chance.choice(held)
    rows = device.disk.rows[stream]
    if chance.random() < 0.5:
        del rows[record]
    else:
        rows[record] = rows[record][:-1] + " }"
    watched = world.witness.watched[device.number]
    # Until that stream is complete once more its rows are known to be wrong.
    device.disk.shown.pop(stream, None)
    watched.damaged[stream] = None
    watched.held.pop(stream, None)


def wipe(world: World, device: Device, chance: Random) -> None:
    """The browser threw its storage away: what only this device had is lost, and nothing else is (R22)."""
    if "wipe" not in world.faults:
        return
    device.kill()
    watched = world.witness.watched[device.number]
    watched.saved = {change: own for change, own in watched.saved.items() if own in world.witness.ledger.kept}
    watched.drafts, watched.cursors, watched.damaged, watched.held = {}, {}, {}, {}
    watched.copies = []
    device.disk = type(device.disk)()


def copy_profile(world: World, device: Device, chance: Random) -> None:
    """The profile is copied while the browser is closed."""
    watched = world.witness.watched[device.number]
    # One copy at a time: writing over it would lose what only it has.
    if device.disk.install and "copy" in world.faults and not watched.copies:
        device.kill()
        watched.copies = [device.disk.image()]


def swap_profile(world: World, device: Device, chance: Random) -> None:
    """The copy is opened instead, and the other one becomes the copy: numbers are used twice (R5)."""
    watched = world.witness.watched[device.number]
    if not watched.copies:
        return
    device.kill()
    watched.copies, device.disk = [device.disk], watched.copies[0]
    watched.drafts, watched.cursors, watched.held = {}, {}, {}
    watched.damaged = dict.fromkeys(device.disk.rows, None)
    device.disk.shown.clear()


def restart(world: World, device: Device, chance: Random) -> None:
    """The server's workers are replaced."""
    world.backend.start()


def deliver(world: World, device: Device, chance: Random) -> None:
    """What was delayed arrives."""
    world.network.deliver(chance)
