"""The ledger as an onlooker sees it: read from the file with nothing of the server's code, entry by entry.

Holds invariants 1 (every byte that got a verdict is kept) and 10 (chain and digests add up), each for what the
last step touched (requirements R1, R4, R12).
"""

import copy
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.simulation.records import RecordsShadow
from tests.simulation.violation import hold

MODULUS = 1 << 256


@dataclass(slots=True)
class StreamShadow:
    """One stream. last: record → (seq, version, left) of its newest entry. texts: record → hash of its text."""

    epoch: int = 1
    seq: int = 0
    head: str | None = None
    total: int = 0
    last: dict[str, tuple[int, int, bool]] = field(default_factory=dict)
    shares: dict[str, int] = field(default_factory=dict)
    digests: list[tuple[str, str]] = field(default_factory=list)

    def holds(self, cursor: dict[str, Any]) -> bool:
        """Whether the entry that a cursor names is in the ledger."""
        seq, head = cursor["seq"], cursor["head"]
        return head is None if seq == 0 else seq <= self.seq and bool(self.digests[seq - 1][0] == head)


class LedgerShadow:
    """All streams of the one tenant, as far as they have been read."""

    def __init__(self, path: Path, tenant: str) -> None:
        self.path, self.tenant = path, tenant
        self.kept: dict[str, str] = {}
        self.erased: set[str] = set()
        self.streams: dict[str, StreamShadow] = {}
        self.records = RecordsShadow()
        self.rowid = 0
        self.connect()

    def image(self) -> "LedgerShadow":
        """What was known at this moment, for when the database is set back to it."""
        other = copy.copy(self)
        del other.connection
        other.streams, other.records = copy.deepcopy((self.streams, self.records))
        other.kept = dict(self.kept)
        return other

    def go_back(self, image: "LedgerShadow") -> None:
        """The database was set back to the moment of an image. What was kept since is owed: `kept` still has it."""
        self.streams, self.records, self.rowid = image.streams, image.records, image.rowid
        self.connect()

    def connect(self) -> None:
        """Open the file that is there now."""
        self.connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)

    def advance(self) -> set[str]:
        """Read what was added. Returns the records that it is about."""
        rows = self.connection.execute(
            "SELECT rowid, stream, seq, epoch, prev, hash, change_hash, record_id, version, kind, received_at,"
            " digest FROM entry WHERE rowid > ? ORDER BY rowid",
            (self.rowid,),
        ).fetchall()
        touched: dict[str, set[str]] = {}
        for row in rows:
            self.rowid = row[0]
            self._entry(row)
            self.records.enter(self.connection, self.rowid, row[1], row[7], row[9], row[6])
            touched.setdefault(row[1], set()).add(row[7])
        for stream, records in touched.items():
            self._digest(stream, records)
        found = {record for records in touched.values() for record in records}
        for record in found:
            self.records.read(self.connection, record)
        return found

    def _entry(self, row: tuple[object, ...]) -> None:
        _, stream, seq, epoch, prev, own, change_hash, record, version, kind, received_at, digest = row
        shadow = self.streams.setdefault(str(stream), StreamShadow())
        place = f"{stream} {seq}"
        hold(10, seq == shadow.seq + 1, f"{place} follows {shadow.seq}")
        hold(10, prev == shadow.head, f"{place} does not name the entry before it")
        array = [
            self.tenant, stream, epoch, seq, prev, change_hash, record, version, kind, received_at, digest
        ]  # fmt: skip
        text = "lantern-entry-v1\n" + json.dumps(array, separators=(",", ":"), ensure_ascii=False)
        hold(10, hashlib.sha256(text.encode()).hexdigest() == own, f"{place} has another hash")
        before = shadow.last.get(str(record), (0, 0, True))[1]
        hold(10, version == before + 1, f"{place}: version {version} follows {before}")
        shadow.seq, shadow.head, shadow.epoch = int(str(seq)), str(own), int(str(epoch))
        shadow.last[str(record)] = (shadow.seq, int(str(version)), kind == "leave")
        shadow.digests.append((str(own), str(digest)))

    def _digest(self, name: str, records: set[str]) -> None:
        """The digest after the newest entry, from the texts that a reader would be sent."""
        shadow = self.streams[name]
        for record in sorted(records):
            text, left, version = self.connection.execute(
                "SELECT text, left, version FROM placement WHERE stream = ? AND record_id = ?", (name, record)
            ).fetchone()
            hold(10, bool(left) is shadow.last[record][2], f"{name} {record}: placement and ledger differ")
            shadow.total -= shadow.shares.pop(record, 0)
            if not left:
                array = [record, version, hashlib.sha256(text.encode()).hexdigest()]
                said = json.dumps(array, separators=(",", ":"))
                share = int(hashlib.sha256(said.encode()).hexdigest(), 16)
                shadow.shares[record] = share
                shadow.total += share
        hold(10, f"{shadow.total % MODULUS:064x}" == shadow.digests[-1][1], f"{name}: digest of {shadow.seq}")
        counter = self.connection.execute(
            "SELECT last_seq, head, digest, count FROM stream WHERE name = ?", (name,)
        ).fetchone()
        mine = (shadow.seq, shadow.head, shadow.digests[-1][1], len(shadow.shares))
        hold(10, counter == mine, f"{name}: counter row {counter[:2]} is not at {shadow.seq}")

    def epoch(self, stream: str) -> int:
        """The epoch of a stream's counter row; entries keep the one in which they were written."""
        row = self.connection.execute("SELECT epoch FROM stream WHERE name = ?", (stream,)).fetchone()
        return int(row[0]) if row else 1

    def keep(self, text: str, verdict: str) -> None:
        """A verdict other than `retry` was given for these bytes: they must be there, now and for ever."""
        own = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        hold(1, self.holds(own), f"a change answered {verdict} is not stored: {own[:12]}")
        self.kept.setdefault(own, verdict)

    def holds(self, change_hash: str) -> bool:
        """Whether bytes of this hash are stored, and are those bytes."""
        for table in ("change", "apart_change"):
            row = self.connection.execute(
                f"SELECT text FROM {table} WHERE tenant_id = ? AND hash = ?",  # noqa: S608  two names of our own
                (self.tenant, change_hash),
            ).fetchone()
            if row is not None:
                # Of what was erased only the hash stays.
                return (
                    change_hash in self.erased
                    or hashlib.sha256(row[0]).hexdigest() == change_hash
                    or self._went_with_a_name(change_hash)
                )
        return False

    def _went_with_a_name(self, change_hash: str) -> bool:
        """Whether it was about a mark, which is made of names and destroyed with them (DESIGN section 4)."""
        found = self.connection.execute(
            "SELECT 1 FROM change JOIN erasure USING (tenant_id, hash)"
            " WHERE hash = ? AND type = 'mark' AND reason = 'derived'",
            (change_hash,),
        )
        return found.fetchone() is not None
