"""Who watches: after every step the invariants are held against what that step touched (FINDINGS section 8)."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.backend import Answer
from tests.simulation.determinism import Clock
from tests.simulation.device import Device
from tests.simulation.ledger import LedgerShadow
from tests.simulation.network import Answered, Request
from tests.simulation.violation import hold


@dataclass
class Watched:
    """What is known of one device from outside. saved: id → hash of what its user saw as saved."""

    device: Device
    saved: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    cursors: dict[str, tuple[int, int]] = field(default_factory=dict)


class Witness(Answered):
    """Every invariant, and the state that it takes to hold them step by step."""

    def __init__(self, path: Path, tenant: str, clock: Clock) -> None:
        self.ledger = LedgerShadow(path, tenant)
        self.clock = clock
        self.watched: dict[int, Watched] = {}

    def meet(self, device: Device) -> None:
        """Begin to watch a device."""
        self.watched[device.number] = Watched(device)

    def saw_saved(self, device: Device, change: str) -> None:
        """The user has read "On this phone" for this change."""
        self.watched[device.number].saved[change] = device.disk.changes[change].hash

    def look(self, request: Request, answer: Answer) -> None:
        """An answer leaves the server: hold what it says against what is stored."""
        if answer.status == 500 and not answer.broken:
            hold(13, False, f"{request.path} failed without a fault")
        if request.path == "/api/push" and answer.status == 200:
            verdicts = answer.json["verdicts"]
            envelopes = json.loads(request.body or b"{}")["changes"]
            hold(1, len(verdicts) == len(envelopes), "not one verdict for each change")
            for envelope, verdict in zip(envelopes, verdicts, strict=True):
                if verdict["verdict"] != "retry":
                    text = envelope[0] if _is_envelope(envelope) else json.dumps(envelope)
                    self.ledger.keep(text, verdict["verdict"])

    def after(self, device: Device | None) -> None:
        """Hold the invariants against what the last step touched."""
        self.ledger.advance()
        if device is not None:
            watched = self.watched[device.number]
            self._nothing_lost(watched)
            self._cursors(watched)
            self._rows(watched)

    def _nothing_lost(self, watched: Watched) -> None:
        """Invariant 2: what was shown as saved is on the device, with its bytes, or the server has it (R13, R19)."""
        disk = watched.device.disk
        for change, own in watched.saved.items():
            held = disk.changes.get(change)
            if held is None:
                hold(2, self.ledger.holds(own), f"device {watched.device.number} lost {change}")
            else:
                hold(2, hashlib.sha256(held.text.encode()).hexdigest() == own, f"{change} was altered")

    def _cursors(self, watched: Watched) -> None:
        """Invariant 3: a cursor never goes back within an epoch (R2, R3)."""
        now = {name: (each["epoch"], each["seq"]) for name, each in watched.device.disk.cursors.items()}
        for name, (epoch, seq) in now.items():
            before = watched.cursors.get(name)
            if before is not None and before[0] == epoch:
                hold(3, seq >= before[1], f"device {watched.device.number}: {name} went back to {seq}")
        watched.cursors = now

    def _rows(self, watched: Watched) -> None:
        """Invariant 4: the ledger's last word at or before the cursor is what the device holds (R3, R8, R9)."""
        disk = watched.device.disk
        for name, cursor in disk.cursors.items():
            shadow = self.ledger.streams.get(name)
            rows = disk.rows.get(name, {})
            if shadow is None:
                hold(4, not rows, f"device {watched.device.number}: rows of {name}, which has none")
                continue
            if shadow.epoch != cursor["epoch"] or name in disk.beside:
                continue
            for record, (seq, version, left) in shadow.last.items():
                if seq > cursor["seq"]:
                    continue
                place = f"device {watched.device.number}: {name} {record} at {cursor['seq']}"
                hold(4, (record in rows) is not left, f"{place} is {'there' if left else 'missing'}")
                if not left:
                    said = json.loads(rows[record])["version"]
                    hold(4, said == version, f"{place} has version {said}, not {version}")


def _is_envelope(envelope: object) -> bool:
    return (
        isinstance(envelope, list) and len(envelope) == 2 and all(isinstance(each, str) for each in envelope)
    )
