"""What one install may take of what all share: room in a record, and changes that wait (PROTOCOL section 13).

A bound on a record as a whole would let whoever fills it shut the others out. So the bound is on the install: what
goes beyond its share is kept apart and alarmed, and everybody else writes on.
"""

from collections import Counter

from sqlalchemy import func, select

from server.exchange.ledger import Ledger
from server.exchange.models import StoredChange
from sync.changes import Change
from sync.exchange import Judgement, quarantined

CHANGES_MAX = 1_000
"""Changes of one install about one record. A patrol of 18 hours with an entry each minute has 1,080 notes of its own,
but they are records; a record that somebody saves a thousand times is no work of hands."""

BYTES_MAX = 2 * 1024 * 1024
"""Bytes of their texts: thirty-two of the longest."""

FREE_ENTRIES = 32
"""A record with fewer entries cannot be beyond either bound, and nothing is counted."""

HELD_MAX = 200
"""Changes of one install that wait for another change or a record: as many as one push holds."""


class Shares:
    """The shares that one push draws on, counted when they are first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin with nothing counted."""
        self._ledger = ledger
        self._before: dict[tuple[str, str], tuple[int, int]] = {}
        self._here: Counter[tuple[str, str]] = Counter()
        self._bytes_here: Counter[tuple[str, str]] = Counter()
        self._held: dict[str, int] = {}

    def beyond(self, change: Change, judgement: Judgement | None) -> Judgement | None:
        """The verdict on a change that goes beyond its install's share; None when there is room."""
        if judgement is not None and judgement.verdict == "held":
            waits = judgement.waits_for != "newer" and self._held_of(change.install) >= HELD_MAX
            return quarantined("too_many_held", "after") if waits else None
        if judgement is not None and judgement.verdict != "late":
            return None
        held = self._ledger.record(change.record)
        if held is None or len(held.state["entries"]) < FREE_ENTRIES:
            return None
        changes, size = self._used_of(change)
        if changes < CHANGES_MAX and size + len(change.text) <= BYTES_MAX:
            return None
        return quarantined("record_share_used", "record")

    def note(self, change: Change, judgement: Judgement | None) -> None:
        """A change has been stored."""
        if judgement is not None and judgement.verdict == "held" and change.install in self._held:
            self._held[change.install] += judgement.waits_for != "newer"
        key = (change.record, change.install)
        self._here[key] += 1
        self._bytes_here[key] += len(change.text)

    def _used_of(self, change: Change) -> tuple[int, int]:
        """How many changes and bytes: those stored before this push, and those of it so far."""
        key = (change.record, change.install)
        if key not in self._before:
            counted = select(func.count(), func.coalesce(func.sum(func.length(StoredChange.text)), 0)).where(
                StoredChange.tenant_id == self._ledger.tenant,
                StoredChange.record_id == change.record,
                StoredChange.install_id == change.install,
            )
            # What this push brought is counted here; most of it is written at its end.
            with self._ledger.session.no_autoflush:
                changes, size = self._ledger.session.execute(counted).one()
            self._before[key] = (int(changes), int(size))
        changes, size = self._before[key]
        return changes + self._here[key], size + self._bytes_here[key]

    def _held_of(self, install: str) -> int:
        if install not in self._held:
            counted = select(func.count()).where(
                StoredChange.tenant_id == self._ledger.tenant,
                StoredChange.install_id == install,
                StoredChange.waits_for.is_not(None),
                StoredChange.waits_for != "newer",
            )
            self._held[install] = self._ledger.session.execute(counted).scalar_one()
        return self._held[install]
