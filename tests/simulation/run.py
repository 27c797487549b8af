"""One run: a script from a seed, played against the world, with everything held at the end from the beginning."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random

from server.database import reading
from server.evidence.walk import verify
from tests.simulation.backend import Backend
from tests.simulation.determinism import Clock, taken_over
from tests.simulation.device import Plan
from tests.simulation.network import WIRE_FAULTS
from tests.simulation.operations import OPERATIONS, Operation
from tests.simulation.syncing import sync
from tests.simulation.violation import Violation, hold
from tests.simulation.world import Options, World

ROUNDS_MAX = 3
"""Rounds in which every device must be in sync once nothing goes wrong any more (invariant 13)."""

FAULTS = (*WIRE_FAULTS, "quota", "damage", "wipe", "copy", "leave", "revoke", "poison", "lie")
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
    kinds = list(OPERATIONS)
    weights = [OPERATIONS[kind][1] for kind in kinds]
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
            world.faults = tuple(chance.sample(FAULTS, chance.randint(0, len(FAULTS))))
            violation = _play(world, script)
            return Result(seed, violation, tuple(world.trace), world.trace_hash())
        finally:
            backend.remove()


def _play(world: World, script: Sequence[Operation]) -> Violation | None:
    try:
        for each in world.devices:
            _sync_whole(world, each.number)
            hold(13, each.disk.shown, f"device {each.number} could not begin")
        for operation in script:
            _step(world, operation)
        _settle(world)
        _from_genesis(world)
    except Violation as violation:
        world.log(str(violation))
        return violation
    return None


def _step(world: World, operation: Operation) -> None:
    chance = operation.chance(world.seed)
    world.clock.advance(chance.choice((1, 5, 30, 120)))
    device = world.devices[operation.device]
    world.log(f"{operation.index} {operation.kind} device {device.number}")
    if chance.random() < 0.02:
        world.clock.advance(900)  # A session's access token is over.
    OPERATIONS[operation.kind][0](world, device, chance)
    world.witness.after(device)


def _sync_whole(world: World, number: int) -> None:
    device = world.devices[number]
    chance = Random(f"{world.seed}/quiet/{number}/{len(world.trace)}")
    for step in sync(device, Plan(chance)):
        world.log(f"  {step}")
    world.witness.after(device)


def _settle(world: World) -> None:
    """Invariants 7 and 13: nothing goes wrong any more, and everybody ends with the same (R17, R18)."""
    world.network.deliver(Random(f"{world.seed}/end"))
    for device in world.devices:
        device.kill()
    for number in range(ROUNDS_MAX):
        world.log(f"quiet round {number + 1}")
        for device in world.devices:
            world.clock.advance(1)
            _sync_whole(world, device.number)
    for device in world.devices:
        waiting = [each for each in device.disk.unsent() if each.install == device.disk.install]
        hold(13, not waiting, f"device {device.number} still has {len(waiting)} to send")
        for stream, cursor in device.disk.cursors.items():
            shadow = world.witness.ledger.streams.get(stream)
            last = shadow.seq if shadow else 0
            hold(13, cursor["seq"] == last, f"device {device.number}: {stream} at {cursor['seq']} of {last}")
            hold(13, stream in device.disk.shown, f"device {device.number}: {stream} was never complete")


def _from_genesis(world: World) -> None:
    """Everything again from the first entry (invariants 1 and 10)."""
    with world.backend.context(), reading() as session:
        found = [f"{each.code} {each.place}" for each in verify(session, world.tenant)]
    hold(10, not found, "; ".join(found[:5]))
    world.witness.ledger.begin()
    world.witness.ledger.advance()
    for own, verdict in world.witness.ledger.kept.items():
        hold(1, world.witness.ledger.holds(own), f"{own[:12]}, answered {verdict}, is gone")
