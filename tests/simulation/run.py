"""One run: a script from a seed, played against the world, with everything held at the end from the beginning."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random

from tests.simulation.backend import Backend
from tests.simulation.determinism import Clock, taken_over
from tests.simulation.ending import from_genesis, settle, sync_whole
from tests.simulation.network import WIRE_FAULTS
from tests.simulation.operations import ALL, OPERATIONS, Operation
from tests.simulation.releases import finish
from tests.simulation.themes import theme_of
from tests.simulation.violation import Violation, hold
from tests.simulation.world import Options, World

FAULTS = (
    *WIRE_FAULTS,
    "quota",
    "damage",
    "wipe",
    "copy",
    "leave",
    "revoke",
    "poison",
    "lie",
    "restore",
    "erase",
)
"""Of which each seed has some: a swarm finds what everything at once would hide."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended. trace: its lines; trace_hash: the same for the same seed, on any machine."""

    seed: int
    violation: Violation | None
    trace: tuple[str, ...]
    trace_hash: str


def script_of(seed: int, options: Options) -> list[Operation]:
    """What happens in a run, in order."""
    chance = Random(f"{seed}/script")
    theme = theme_of(seed, options.theme)
    kinds = [*OPERATIONS, *theme.own]
    weights = [
        *(weight * theme.weights.get(kind, 1) for kind, (_, weight) in OPERATIONS.items()), *theme.own.values()
    ]  # fmt: skip
    count = options.devices * options.operations
    return [
        Operation(index, kind, chance.randrange(options.devices))
        for index, kind in enumerate(chance.choices(kinds, weights, k=count))
    ]


def simulate(seed: int, options: Options, *, only: Sequence[int] | None = None) -> Result:
    """Play one seed. only: the indexes of the operations that are left of its script; None for all."""
    script = script_of(seed, options)
    if only is not None:
        script = [script[index] for index in only]
    clock, chance = Clock(), Random(f"{seed}/world")
    with taken_over(clock, Random(f"{seed}/server")), ExitStack() as stack:
        backend = Backend()
        try:
            world = World(seed, options, clock, chance, backend)
            stack.push(world.stack)
            some = chance.sample(FAULTS, chance.randint(0, len(FAULTS)))
            world.faults = tuple(dict.fromkeys((*world.theme.faults, *some * (not world.theme.alone))))
            violation = _play(world, script)
            return Result(seed, violation, tuple(world.trace), world.trace_hash())
        finally:
            backend.remove()


def _play(world: World, script: Sequence[Operation]) -> Violation | None:
    try:
        for each in world.devices:
            sync_whole(world, each)
            hold(13, each.disk.shown, f"device {each.number} could not begin")
        for operation in script:
            _step(world, operation)
        finish(world)
        settle(world)
        from_genesis(world)
    except Violation as violation:
        world.log(str(violation))
        return violation
    return None


def _step(world: World, operation: Operation) -> None:
    chance = operation.chance(world.seed)
    # About half of the syncs find the access token of the one before still valid, as on a phone in use.
    world.clock.advance(chance.choice((1, 2, 10, 45)))
    device = world.devices[operation.device]
    world.log(f"{operation.index} {operation.kind} device {device.number}")
    if chance.random() < 0.02:
        world.clock.advance(900)  # A session's access token is over.
    ALL[operation.kind](world, device, chance)
    world.witness.after(device)
