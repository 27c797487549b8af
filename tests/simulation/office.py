"""What operators and the worker process do: memberships, ended installs, nights, upgrades."""

import copy
from datetime import UTC
from random import Random
from unittest.mock import patch

from server.accounts.installs import end_install
from server.accounts.models import Account, Install
from server.accounts.people import add_membership, end_membership
from server.accounts.rotating import ROTATED
from server.accounts.rotating import rotate as make_next_key
from server.database import writing
from server.erasure import service as erasure
from server.exchange import judging, system, upgrading
from server.exchange import service as exchange
from server.exchange.checkpoints import take_due_checkpoints
from server.exchange.expiry import end_what_ran_out
from server.exchange.retiring import retire as move_old
from tests.simulation.device import Device
from tests.simulation.world import OPERATIONS, Image, World

SCHEMA_AFTER = 2
DAY = 25 * 3_600.0
ERASABLE = ("sighting", "person", "vehicle", "engagement", "person_supported", "referral")


def leave(world: World, device: Device, chance: Random) -> None:
    """The person is taken out of an operation (R6, R7)."""
    operation = chance.choice(OPERATIONS)
    if world.witness.oracle.member(device.person, operation) is None or "leave" not in world.faults:
        return
    with world.backend.context(), writing() as session:
        end_membership(session, _account(world, device), operation, world.clock.now)
    world.witness.oracle.left(device.person, operation, world.clock.now)


def join(world: World, device: Device, chance: Random) -> None:
    """The person is put into an operation, or the part in it changes."""
    operation = chance.choice(OPERATIONS)
    if device.role not in ("officer", "council_officer", "supervisor"):
        return
    member = world.witness.oracle.member(device.person, operation)
    if member is not None and "leave" not in world.faults:
        return
    welfare = device.role == "officer" and chance.random() < 0.6
    with world.backend.context(), writing() as session:
        add_membership(session, _account(world, device), operation, welfare=welfare, at=world.clock.now)
    world.witness.oracle.joined(device.person, operation, world.clock.now, welfare=welfare)


def revoke(world: World, device: Device, chance: Random) -> None:
    """The install is ended: a phone was lost, or looked so."""
    if not device.disk.install or "revoke" not in world.faults:
        return
    with world.backend.context(), writing() as session:
        install = session.get(Install, (world.tenant, device.disk.install))
        if install is not None:
            end_install(session, install, None, world.clock.now)


def worker(world: World, device: Device, chance: Random) -> None:
    """The worker process does what is due."""
    with world.backend.context():
        end_what_ran_out()
        upgrading.judge_what_was_newer()
        take_due_checkpoints()
    world.witness.oracle.expired_on = world.clock.now.astimezone(UTC).date().isoformat()


def night(world: World, device: Device, chance: Random) -> None:
    """Hours or days go by: sessions end, agreements run out."""
    world.clock.advance(chance.choice((4, 30, 24 * 16)) * 3_600.0)


def rotate(world: World, device: Device, chance: Random) -> None:
    """A key of the server's is replaced (PROTOCOL section 18)."""
    with world.backend.context(), writing() as session:
        make_next_key(session, world.tenant, chance.choice(ROTATED), world.clock.now)
    world.rotated += 1


def retire(world: World, device: Device, chance: Random) -> None:
    """A day goes by, and what is done leaves phones and stays on desks (PROTOCOL section 20)."""
    world.clock.advance(DAY)
    with world.backend.context():
        move_old(world.clock.now, 1)


def upgrade(world: World, device: Device, chance: Random) -> None:
    """The server learns the schema that newer devices already write."""
    if not world.upgraded:
        world.upgraded = True
        for module in (judging, upgrading, exchange, system):
            world.stack.enter_context(patch.object(module, "SCHEMA", SCHEMA_AFTER))


def backup(world: World, device: Device, chance: Random) -> None:
    """A copy of the database is made."""
    if "restore" in world.faults:
        people = copy.deepcopy(world.witness.oracle.people)
        world.witness.advance()
        world.image = Image(world.backend.backup(), world.witness.ledger.image(), people, world.rotated)


def restore(world: World, device: Device, chance: Random) -> None:
    """The database is lost and the copy takes its place; nobody tells the server or the devices (R4).

    Not where devices lose or double their own storage: together they lose what nobody could bring back. Nor when keys
    were made since: a server without the key that devices have pinned is another one to them.
    """
    if world.image is None or {"wipe", "copy"} & set(world.faults) or world.image.rotated != world.rotated:
        return
    image, world.image = world.image, None
    world.backend.restore(image.copy)
    world.witness.went_back(image.ledger)
    world.witness.oracle.people = image.people
    world.network.pushes.clear()
    world.restored = True


def erase(world: World, device: Device, chance: Random) -> None:
    """A records officer destroys the words of one change."""
    found = [
        (shadow.id, each["id"])
        for shadow in world.witness.ledger.records.records.values()
        if shadow.text.get("type") in ERASABLE
        for each in shadow.force
    ]
    if not found or "erase" not in world.faults:
        return
    record, change = chance.choice(found)
    ledger = world.witness.ledger
    # What was altered on its way stands apart under the same id, and is destroyed with it.
    same = "SELECT hash FROM change WHERE id = ? UNION SELECT hash FROM apart_change WHERE change_id = ?"
    ledger.erased.update(own for (own,) in ledger.connection.execute(same, (change, change)))
    with world.backend.context():
        erasure.erase(world.tenant, erasure.Wanted(changes=[change]), erasure.Why("asked"))
    ledger.records.erase(ledger.connection, record, change)


def _account(world: World, device: Device) -> Account:
    return world.people[device.username]
