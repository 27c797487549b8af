"""A new release of the app and of the server, in any order (PROTOCOL section 22): only in seeds of their own theme.

Some phones have the new app from the beginning and are ahead of the server; others never get it and are behind it.
"""

from random import Random
from typing import Any
from unittest.mock import patch

from server.exchange import rerendering, upgrading
from server.exchange.rerendering import Rerendering
from tests.factories.next_release import NEXT_SCHEMA, upgrade_server
from tests.factories.records import NOTE
from tests.simulation import ending, folding, saves
from tests.simulation.determinism import uuid4_from
from tests.simulation.device import Device
from tests.simulation.world import World

LAMPS = ("red", "green", "white")
HEIGHT_MAX = 300
WRITTEN_TO = 2
RECORDS_AT_ONCE = 3
"""Looked at in one go of the worker's while texts are rendered again, so that much happens between two of them."""


def update_app(world: World, device: Device, chance: Random) -> None:
    """The new app comes with its next start."""
    device.kill()
    device.schema = NEXT_SCHEMA


def save_newer(world: World, device: Device, chance: Random) -> None:
    """What only the new app can say: a field, a choice or a type that the old one does not know."""
    stream = saves.readable(world, device, chance, "op")
    if stream is None or device.schema < NEXT_SCHEMA:
        return
    if chance.random() < 0.2:
        high = {"high": chance.choice(("02:10", "14:35"))}
        saves.save(world, device, chance, stream, "tide_table", str(uuid4_from(chance)), high, op="create")
    else:
        _save_sighting(world, device, chance, stream, _newer(chance))


def save_early(world: World, device: Device, chance: Random) -> None:
    """An app between two releases names a field that this schema has not; it is kept, merged by `decide`."""
    stream = saves.readable(world, device, chance, "op")
    if stream is not None:
        _save_sighting(world, device, chance, stream, _newer(chance, ("lamps", "height")))


def release(world: World, device: Device, chance: Random) -> None:
    """The server becomes one of the next release; the worker renders old texts again, a part at a time."""
    if world.upgraded:
        return
    world.upgraded = world.witness.is_released = True
    catalogue = upgrade_server(world.stack)
    for module in (folding, ending):
        world.stack.enter_context(patch.object(module, "CATALOGUE", catalogue))
    for bound in ("BATCH", "PART_MAX"):
        world.stack.enter_context(patch.object(rerendering, bound, RECORDS_AT_ONCE))


def render_again(world: World, device: Device, chance: Random) -> None:
    """The worker's next part of the texts that an older server wrote. It begins anew after each restart."""
    with world.backend.context():
        if world.rerendering is None or chance.random() < 0.1:
            world.rerendering = Rerendering()
        world.rerendering.go_on(world.clock.now)


def finish(world: World) -> None:
    """Before a run ends the server has its release, and the worker has done what follows from it."""
    if world.theme.own:
        release(world, world.devices[0], world.chance)
        with world.backend.context():
            upgrading.judge_what_was_newer()
        while not world.witness.is_rendered():
            render_again(world, world.devices[0], world.chance)


def _newer(chance: Random, names: tuple[str, ...] = ("lamps", "height", "kind")) -> dict[str, Any]:
    values = {
        "lamps": {"add": [chance.choice(LAMPS)], "remove": [chance.choice(LAMPS)] * (chance.random() < 0.3)},
        "height": chance.randint(0, HEIGHT_MAX),
        "kind": "drawing",
    }
    return {name: values[name] for name in chance.sample(names, chance.randint(1, 2))}


def _save_sighting(world: World, device: Device, chance: Random, stream: str, values: dict[str, Any]) -> None:
    """Now and then a new one, else one of the first few that the device holds: people meet in the same ones."""
    rows = device.disk.rows.get(stream, {})
    held = [record for record, text in rows.items() if '"type":"sighting"' in text][:WRITTEN_TO]
    if not held or chance.random() < 0.1:
        new = str(uuid4_from(chance))
        saves.save(world, device, chance, stream, "sighting", new, NOTE | values, op="create")
    else:
        saves.save(world, device, chance, stream, "sighting", chance.choice(held), values)
