"""One run's world: the partnership, its people with their devices, the server, and who watches them all."""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from server.accounts.models import Account
from server.accounts.people import add_membership, add_tenant
from server.database import writing
from server.exchange.rerendering import Rerendering
from server.registering import register_account, register_agency, register_operation
from sync.fields import Role
from tests.factories.next_release import NEXT_SCHEMA
from tests.simulation.backend import Backend
from tests.simulation.determinism import Clock
from tests.simulation.device import PASSWORD, Device
from tests.simulation.ledger import LedgerShadow
from tests.simulation.network import Network
from tests.simulation.oracle import Person
from tests.simulation.themes import theme_of
from tests.simulation.witness import Witness

OPERATIONS = ("harbour", "quay")

CAST: tuple[tuple[str, Role, bool], ...] = (
    ("wren", "officer", True),
    ("tern", "officer", False),
    ("heron", "supervisor", False),
    ("rook", "officer", True),
    ("linnet", "support_worker", False),
    ("crake", "council_officer", False),
    ("dunlin", "support_worker", False),
    ("merlin", "supervisor", False),
)
"""Name, role, named for welfare. Whose hands a device is in is said by the theme."""


@dataclass(frozen=True, slots=True)
class Options:
    """How large a run is. faults: per cent of the requests that something happens to. theme: None for the seed's."""

    devices: int = 8
    operations: int = 200
    faults: int = 25
    theme: str | None = None

    def words(self) -> str:
        """As the command line takes them."""
        size = f"--devices {self.devices} --operations {self.operations} --faults {self.faults}"
        return size if self.theme is None else f"{size} --theme {self.theme}"


@dataclass(frozen=True, slots=True)
class Image:
    """A backup of the database, and what was known from outside when it was made. rotated: how often keys were."""

    copy: Path
    ledger: LedgerShadow
    people: dict[str, Person]
    rotated: int


@dataclass
class World:
    """Everything that a run holds in hand. agencies: their ids. records: id → what devices may act on."""

    seed: int
    options: Options
    clock: Clock
    chance: Random
    backend: Backend
    tenant: str = ""
    agencies: list[str] = field(default_factory=list)
    people: dict[str, Account] = field(default_factory=dict)
    devices: list[Device] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    faults: tuple[str, ...] = ()
    upgraded: bool = False
    restored: bool = False
    rotated: int = 0
    image: "Image | None" = None
    rerendering: Rerendering | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        with self.backend.context():
            self._make_partnership()
        self.theme = theme_of(self.seed, self.options.theme)
        self.witness = Witness(self.backend.path, self.tenant)
        for name, role, welfare in CAST:
            account = self.people[name]
            self.witness.oracle.people[account.person_id] = Person(role, account.agency_id)
            if role != "support_worker":
                at = self.clock.now
                self.witness.oracle.joined(account.person_id, OPERATIONS[0], at, welfare=welfare)
        self.network = Network(self.backend, [], [], self.witness)
        for number in range(self.options.devices):
            self._add_device(number)

    def log(self, words: str) -> None:
        """One line of the trace."""
        self.trace.append(words)

    def trace_hash(self) -> str:
        """What two runs of one seed have in common: every line of their traces, and every ledger's head."""
        heads = [
            f"{name} {each.seq} {each.head}" for name, each in sorted(self.witness.ledger.streams.items())
        ]
        return hashlib.sha256("\n".join([*self.trace, *heads]).encode()).hexdigest()

    def _make_partnership(self) -> None:
        at = self.clock.now
        with writing() as session:
            self.tenant = add_tenant(session, "Fairhaven", at).id
            for name in OPERATIONS:
                register_operation(session, self.tenant, name, f"Operation {name.title()}", at)
            for title in ("Harbour Light", "Open Door"):
                self.agencies.append(register_agency(session, self.tenant, title, "police", at).id)
        for number, (name, role, welfare) in enumerate(CAST):
            with writing() as session:
                agency = self.agencies[number // 6 % 2] if role == "support_worker" else None
                account = register_account(
                    session, self.tenant, username=name, name=name.title(), role=role, password=PASSWORD,
                    agency=agency, at=at,
                )  # fmt: skip
                if role != "support_worker":
                    add_membership(session, account, OPERATIONS[0], welfare=welfare, at=at)
                self.people[name] = account

    def _add_device(self, number: int) -> None:
        name, role, _ = CAST[self.theme.cast[number % len(CAST)]]
        device = Device(
            number, name, role, self.people[name].person_id, self.tenant, self.clock, self.network,
            batch=self.chance.choice((2, 7, 200)), desk=role == "supervisor",
        )  # fmt: skip
        if self.theme.ahead and number % self.theme.ahead == 0:
            device.schema = NEXT_SCHEMA
        self.devices.append(device)
        self.witness.meet(device)
