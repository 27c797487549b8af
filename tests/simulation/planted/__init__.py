"""Bugs planted on purpose, to prove that the simulator would see them (FINDINGS section 8, "Prove the harness").

Each is a patch that stands while a block runs; nothing of it is in the code that is deployed. Those that only real
concurrency shows (`races`) are for the race test on PostgreSQL: SQLite has one writer at a time and hides them.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.simulation.planted import devices, merging, serving

Plant = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Planted:
    """One bug. plant: its patch, where the simulation can see it. race: the case of
    `tests/server/exchange/test_races.py` that plants it, where only real concurrency shows it. theme: of the seeds
    that are rich in what it needs, None for all.
    """

    name: str
    words: str
    plant: Plant | None = None
    race: str | None = None
    theme: str | None = None


PLANTED = (
    Planted("sequence", "numbers from a sequence instead of the counter row", race="number_by_sequence"),
    Planted("cursor_first", "the cursor is written before its page", devices.cursor_first),
    Planted("delete_on_ack", "every answer empties the outbox", devices.delete_on_ack),
    Planted("dseq_only_key", "`dseq` is the only key of a change", serving.dseq_only_key, theme="copies"),
    Planted("missing_leave", "no `leave` when the ground ends", serving.missing_leave, theme="cases"),
    Planted("last_writer_on_risk", "the last word on risk counts", merging.last_writer_on_risk),
    Planted("adopted_digest", "the server's digest is adopted", devices.adopted_digest),
    Planted("no_base_check", "every change saw everything", merging.no_base_check),
    Planted("early_verdict", "the verdict before the commit", serving.early_verdict, theme="disks"),
    Planted("kept_savepoint", "work to be done again is not undone", serving.kept_savepoint),
    Planted("cached_grant", "grants are read once", serving.cached_grant),
    Planted("previous_only", "only the change before can clash", merging.previous_only),
    Planted("unlocked_head", "the head is read without its lock", race="read_head_before_lock"),
    Planted("leave_once", "a `leave` is sent once", serving.leave_once, theme="old"),
    Planted("lock_last", "records are read before the lock", race="lock_last"),
)
