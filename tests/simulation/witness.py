"""Who watches: after every step the invariants are held against what that step touched (FINDINGS section 8)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.backend import Answer
from tests.simulation.device import Device
from tests.simulation.folding import hold_merge
from tests.simulation.ledger import LedgerShadow
from tests.simulation.network import Request
from tests.simulation.oracle import Oracle
from tests.simulation.storage import Durable
from tests.simulation.violation import hold

PLACING = ("referral", "referral_basis", "agreement", "person_supported")
"""Types whose change may let a referral enter an agency's stream or leave it."""


@dataclass
class Watched:
    """What is known of one device from outside. saved: id → hash of what its user saw as saved.

    copies: images of its disk that exist elsewhere. damaged: streams whose rows a fault altered. held: stream →
    the cursor at which its rows were last held against the ledger.
    """

    device: Device
    saved: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    copies: list[Durable] = field(default_factory=list)
    cursors: dict[str, tuple[int, int]] = field(default_factory=dict)
    damaged: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    held: dict[str, tuple[int, int]] = field(default_factory=dict)


class Witness:
    """Every invariant, and the state that it takes to hold them step by step.

    sealed: a sealed copy as JSON → the text in it. is_released: the server is of the next release by now.
    """

    def __init__(self, path: Path, tenant: str) -> None:
        self.ledger = LedgerShadow(path, tenant)
        self.oracle = Oracle(self.ledger.records)
        self.watched: dict[int, Watched] = {}
        self.sealed: dict[str, str] = {}
        self.has_gone_back = False
        self.is_released = False
        self.retries_ok: Callable[[], bool] = lambda: False

    def meet(self, device: Device) -> None:
        """Begin to watch a device."""
        self.watched[device.number] = Watched(device)

    def saw_saved(self, device: Device, change: str) -> None:
        """The user has read "On this phone" for this change."""
        self.watched[device.number].saved[change] = device.disk.changes[change].hash

    def look(self, request: Request, answer: Answer) -> None:
        """An answer leaves the server: hold what it says against what is stored and who may read it."""
        hold(13, answer.status != 500 or answer.broken, f"{request.path} failed without a fault")
        self.advance()
        if request.path == "/api/pull" and answer.status == 200:
            self.oracle.pulled(self.watched[request.who].device.person, answer.body)
            return
        self.oracle.answered(answer.body)
        if request.path == "/api/push" and answer.status == 200:
            self._pushed(request, answer)
            self._sealed(request, answer)

    def _pushed(self, request: Request, answer: Answer) -> None:
        """Each change has its own verdict, and what has one is stored (R19: a bad one stops no other)."""
        verdicts = answer.json["verdicts"]
        envelopes = json.loads(request.body or b"{}")["changes"]
        hold(1, len(verdicts) == len(envelopes), "not one verdict for each change")
        for envelope, verdict in zip(envelopes, verdicts, strict=True):
            if verdict["verdict"] == "retry":
                hold(13, answer.broken, "a change was to be sent again without a reason")
                continue
            text = envelope[0] if _is_envelope(envelope) else json.dumps(envelope)
            self.ledger.keep(text, verdict["verdict"])

    def _sealed(self, request: Request, answer: Answer) -> None:
        """Whatever a carrier got a stored receipt for is there (PROTOCOL section 17)."""
        things = json.loads(request.body or b"{}").get("sealed", [])
        for thing, line in zip(things, answer.json["sealed"], strict=True):
            text = self.sealed.get(json.dumps(thing))  # None for one that was altered on its way.
            if text is not None and line["receipt"] is not None:
                self.ledger.keep(text, "stored")

    def advance(self) -> None:
        """Read what the ledger has more, and hold what it touched: merge, placements, chain."""
        touched = [self.ledger.records.records[record] for record in sorted(self.ledger.advance())]
        for shadow in touched:
            hold_merge(shadow, is_rendered=self.is_rendered())
        if any(shadow.text.get("type") in PLACING for shadow in touched):
            self.oracle.placements()

    def is_rendered(self) -> bool:
        """Whether no text is left that an older server wrote."""
        if not self.is_released:
            return True
        found = self.ledger.connection.execute("SELECT 1 FROM audit WHERE act = 'texts_rendered'").fetchone()
        return found is not None

    def after(self, device: Device) -> None:
        """Hold the invariants of one device after its step."""
        self.advance()
        watched = self.watched[device.number]
        self._nothing_lost(watched)
        self._cursors(watched)
        for name in list(device.disk.cursors):
            self._rows(watched, name)

    def _nothing_lost(self, watched: Watched) -> None:
        """Invariants 2 and 14: what was shown as saved is on the device or at the server, and what was not sent
        is counted with its age (R5, R13, R17, R18, R20).
        """
        disk = watched.device.disk
        place = f"device {watched.device.number}"
        for change, own in watched.saved.items():
            held = disk.changes.get(change)
            if held is None:
                elsewhere = any(change in copy.changes for copy in watched.copies)
                # What was erased, and whose row was then lost with the database, is nowhere and is not missed.
                gone = own in self.ledger.erased
                hold(2, elsewhere or gone or self.ledger.holds(own), f"{place} lost {change}")
                continue
            hold(2, held.hash == own, f"{place}: {change} was altered")
            hold(
                14,
                held.state == "unsent" or own in self.ledger.kept,
                f"{place} calls {change} sent, which is not",
            )
        for name, text in watched.drafts.items():
            hold(2, name in disk.drafts, f"{place} lost the draft {text}")
        waiting = [each for each in disk.changes.values() if each.state == "unsent"]
        oldest = watched.device.oldest_unsent()
        hold(14, (oldest is None) is (not waiting), f"{place} does not say that something waits")

    def _cursors(self, watched: Watched) -> None:
        """Invariant 3: a cursor never goes back within an epoch (R2, R3)."""
        now = {name: (each["epoch"], each["seq"]) for name, each in watched.device.disk.cursors.items()}
        for name, (epoch, seq) in now.items():
            before = watched.cursors.get(name)
            if before is not None and before[0] == epoch:
                hold(3, seq >= before[1], f"device {watched.device.number}: {name} went back to {seq}")
        watched.cursors = now

    def _rows(self, watched: Watched, name: str) -> None:
        """Invariants 4 and 6: the ledger's last word at or before the cursor is what the device holds; what has left
        is gone (R3, R6, R8, R9, R16).
        """
        disk = watched.device.disk
        cursor, shadow = disk.cursors[name], self.ledger.streams.get(name)
        rows, place = disk.rows.get(name, {}), f"device {watched.device.number}: {name}"
        at = (cursor["epoch"], cursor["seq"])
        if name in disk.beside or watched.held.get(name) == at:
            return
        if name in watched.damaged:
            if disk.shown.get(name) == watched.damaged[name]:
                return
            del watched.damaged[name]
        if shadow is None or self.ledger.epoch(name) != cursor["epoch"]:
            known = shadow is not None or self.has_gone_back or not rows
            hold(4, known, f"{place} has rows, and there are none")
            return
        if self.has_gone_back and not shadow.holds(cursor):
            return  # An answer of the lost time was taken in after the restore: the next pull will be told so.
        for record, (seq, version, left) in shadow.last.items():
            if seq > cursor["seq"]:
                continue
            if left:
                hold(6, record not in rows, f"{place} still has {record} at {seq}")
            else:
                hold(4, record in rows, f"{place} at {cursor['seq']} lacks {record} of {seq}")
                said = json.loads(rows[record])["version"]
                hold(4, said == version, f"{place} {record} has version {said}, not {version}")
        strange = rows.keys() - shadow.last.keys()
        hold(4, not strange, f"{place} has rows that the ledger never had")
        watched.held[name] = at

    def went_back(self, ledger: LedgerShadow) -> None:
        """The database was set back: rows and cursors of the lost time are known to be wrong until told otherwise."""
        self.ledger.go_back(ledger)
        self.has_gone_back = True
        self.oracle.records = self.ledger.records
        for watched in self.watched.values():
            disk = watched.device.disk
            watched.damaged = {name: disk.shown.get(name) for name in disk.cursors}
            watched.held.clear()

    def whole(self, device: Device) -> None:
        """Everything about one device again, with the bytes (invariants 2, 4 and 7)."""
        watched = self.watched[device.number]
        watched.held.clear()
        watched.damaged.clear()
        self.after(device)
        for each in device.disk.changes.values():
            own = hashlib.sha256(each.text.encode()).hexdigest()
            hold(2, own == each.hash, f"device {device.number}: {each.id} was altered")


def _is_envelope(envelope: object) -> bool:
    return (
        isinstance(envelope, list) and len(envelope) == 2 and all(isinstance(each, str) for each in envelope)
    )
