"""A model device: a durable image, a chain, and actions that are lists of atomic steps.

Each action is a generator. Whoever drives it may stop between any two steps, let others act, go on, or kill the
device: then the generator is closed and only the durable image is left (`storage.Durable`).
"""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from server.accounts.signatures import sign
from sync.changes import base64url
from sync.messages import text_hash
from sync.overlay import overlay
from sync.records.catalogue import CATALOGUE, SCHEMA
from tests.simulation.determinism import Clock, uuid7_from
from tests.simulation.network import WIRE_FAULTS, Network
from tests.simulation.storage import Durable, Pending

Steps = Generator[str, None, None]
"""Yields the name of each step just done."""

Make = Callable[[], dict[str, Any] | None]
"""A change without its place in the chain; None when there is nothing to say any more."""

PASSWORD = "harbour-lights-2026"
SESSION = "0b8f0d0e-0000-4000-8000-000000000001"
KEYS_KEPT = 64
DAYS_MAX = 84_000
"""Of a device's clock since 1970: the year 2199."""


class NoRoom(Exception):
    """The disk took no more: the transaction did not happen."""


@dataclass
class Plan:
    """What goes wrong while an action runs. faults: those of this run's swarm, each request by the rate."""

    chance: Random
    faults: tuple[str, ...] = ()
    rate: float = 0.0

    def fault(self) -> str | None:
        """The fault of the next request."""
        wire = [each for each in self.faults if each in WIRE_FAULTS]
        return self.chance.choice(wire) if wire and self.chance.random() < self.rate else None

    def write(self) -> None:
        """Begin a transaction on the device's disk. Raises NoRoom."""
        if "quota" in self.faults and self.chance.random() < self.rate / 20:
            raise NoRoom


@dataclass
class Device:
    """A browser profile in one person's hands.

    disk: what survives. The rest is memory: token, the actions under way, (epoch, number) of what was sent again.
    skew: its clock minus the true one. ended: the server said that its install was ended. desk: it keeps old records
    too (PROTOCOL section 20). schema: of its app.
    """

    number: int
    username: str
    role: str
    person: str
    tenant: str
    clock: Clock
    network: Network
    batch: int = 200
    disk: Durable = field(default_factory=Durable)
    skew: float = 0.0
    token: str = ""
    token_until: float = 0.0
    ended: bool = False
    desk: bool = False
    schema: int = SCHEMA
    sent_again: set[tuple[int, int]] = field(default_factory=set)
    saving: list[Steps] = field(default_factory=list)
    syncing: Steps | None = None

    def kill(self) -> None:
        """The process ends: memory and every action under way are gone."""
        for each in self.saving:
            each.close()
        if self.syncing is not None:
            self.syncing.close()
        self.saving, self.syncing, self.token = [], None, ""
        self.sent_again = set()

    def time(self) -> float:
        """Seconds of the device's own clock."""
        return self.clock.now.timestamp() + self.skew

    def key(self) -> ec.EllipticCurvePrivateKey:
        """The signing key of the install."""
        return private_key(self.disk.key)

    def save(self, make: Make, plan: Plan, draft: str | None = None) -> Steps:
        """Make one change: read the chain, sign, then compare and set in one transaction (DESIGN section 5)."""
        while True:
            dseq, prev, install = self.disk.dseq, self.disk.prev, self.disk.install
            fields = make()
            yield "chain read"
            # Between two installs, the ended one put aside and the next without a key, no vault is open to save in.
            if fields is None or not install or install != self.disk.install:
                return
            pending = self._signed({"dseq": dseq + 1, "prev": prev, **fields})
            yield "signed"
            if (self.disk.dseq, self.disk.prev, self.disk.install) != (dseq, prev, install):
                continue  # Another tab was faster.
            try:
                plan.write()
            except NoRoom:
                yield "not saved: no room"
                return
            self.disk.changes[pending.id] = pending
            self.disk.dseq, self.disk.prev = pending.dseq, pending.hash
            if draft is not None:
                self.disk.drafts.pop(draft, None)
            yield f"saved {pending.id}"
            return

    def _signed(self, value: dict[str, Any]) -> Pending:
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        signature = sign(b"lantern-change-v1\n" + text.encode(), self.key())
        return Pending(
            value["id"], text, signature, text_hash(text), self.disk.install, value["dseq"], value["type"],
            value["record"], value["stream"], value, self.clock.now.timestamp(),
        )  # fmt: skip

    def mode(self, stream: str) -> str | None:
        """What the device believes it may do in a stream."""
        return next((str(each["mode"]) for each in self.disk.grants if each["stream"] == stream), None)

    def shown(self, stream: str, record: str) -> dict[str, Any]:
        """The fields of a record as its screen shows them: own changes laid over what the server said."""
        text = self.disk.row(stream, record)
        row = json.loads(text) if text else {"fields": {}}
        mine = [each.value for each in self.disk.overlaid(record)]
        types = [row["type"]] if "type" in row else [each["type"] for each in mine]
        declared = CATALOGUE.get(types[0]) if types else None
        return overlay(declared, row["fields"], mine) if declared is not None else {}

    def oldest_unsent(self) -> float | None:
        """When the oldest entry that has not been sent was saved; None when everything was."""
        return min((each.saved_at for each in self.disk.unsent()), default=None)

    def header(self, chance: Random, stream: str) -> dict[str, Any]:
        """What every change of this device carries."""
        cursor = self.disk.cursors.get(stream)
        return {
            "id": uuid7_from(chance, self.clock.now),
            "tenant": self.tenant,
            "stream": stream,
            "install": self.disk.install,
            "author": self.disk.person,
            "resolves": [],
            "seen": [cursor["epoch"], cursor["seq"], cursor["head"]] if cursor else None,
            "at": {
                "wall": wall_text(self.time()), "monotonic": int(self.clock.now.timestamp()), "session": SESSION
            },
            "schema": self.schema,
            "app": "simulated",
            "salt": base64url(chance.randbytes(16)),
            "reason": None,
        }  # fmt: skip


@lru_cache(maxsize=KEYS_KEPT)
def private_key(value: int) -> ec.EllipticCurvePrivateKey:
    """The signing key with this private number: making it takes longer than signing with it."""
    return ec.derive_private_key(value, ec.SECP256R1())


def wall_text(at: float) -> str:
    """A device's time as a change carries it, from 1970 to 2199."""
    days, seconds = divmod(int(at), 86_400)
    day = date(1970, 1, 1) + timedelta(days=max(0, min(days, DAYS_MAX)))
    return f"{day.isoformat()}T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}+00:00"
