"""Each record as its changes tell it, gathered from the file: which are in force, in which order, with which words."""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from sync.horizon import OLD
from tests.simulation.matter import MARKER

Value = dict[str, Any]


@dataclass(slots=True)
class RecordShadow:
    """One record. force: changes in force, in the order in which they came into force. waiting: late ones by id.

    text: as the home stream's readers are sent it. places: streams beside the home → rowid of the newest `enter`.
    erased: words of it were destroyed. arrived: change → when the server took it.
    """

    id: str
    home: str
    force: list[Value] = field(default_factory=list)
    waiting: dict[str, Value] = field(default_factory=dict)
    text: Value = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    erased: bool = False
    arrived: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Value:
        """The fields that its readers at home are shown."""
        found: Value = self.text.get("fields", {})
        return found


@dataclass(slots=True)
class Told:
    """Where a marker was said. rowid: of the newest entry that brought it into the ledger."""

    record: str
    rowid: int


class RecordsShadow:
    """All records, kept up to date entry by entry."""

    def __init__(self) -> None:
        self.records: dict[str, RecordShadow] = {}
        self.markers: dict[str, Told] = {}
        self.gone: set[str] = set()

    def enter(
        self, connection: sqlite3.Connection, rowid: int, stream: str, record: str, kind: str, own: str | None
    ) -> None:
        """Take note of one entry. own: hash of the change behind it."""
        shadow = self.records.setdefault(record, RecordShadow(record, stream))
        if kind == "enter":
            shadow.places[stream] = rowid
        elif kind == "leave":
            shadow.places.pop(stream, None)
        elif kind == "change" and own is not None and stream == shadow.home:
            self._change(connection, shadow, rowid, own)

    def read(self, connection: sqlite3.Connection, record: str) -> RecordShadow:
        """Read the text at home anew."""
        shadow = self.records[record]
        row = connection.execute(
            "SELECT text FROM placement WHERE stream IN (?, ?) AND record_id = ? AND NOT left",
            (shadow.home, OLD + shadow.home, record),
        ).fetchone()
        shadow.text = json.loads(row[0]) if row and row[0] else {}
        return shadow

    def erase(self, connection: sqlite3.Connection, record: str, change: str) -> None:
        """Words were destroyed: what nobody else has said must not be sent any more."""
        shadow = self.records[record]
        shadow.erased = True
        said = [each for each in (*shadow.force, *shadow.waiting.values()) if each["id"] == change]
        for marker in MARKER.findall(json.dumps(said)):
            found = connection.execute("SELECT 1 FROM change WHERE instr(CAST(text AS TEXT), ?)", (marker,))
            if found.fetchone() is None:
                self.gone.add(marker)

    def of_type(self, name: str) -> list[RecordShadow]:
        """All records of a type."""
        return [each for each in self.records.values() if each.text.get("type") == name]

    def _change(self, connection: sqlite3.Connection, shadow: RecordShadow, rowid: int, own: str) -> None:
        row = connection.execute(
            "SELECT text, verdict, received_at FROM change WHERE hash = ?", (own,)
        ).fetchone()
        if row is None:
            return  # Invariant 10 finds it from genesis.
        value: Value = json.loads(row[0])
        _forget_unseen(connection, shadow, value, row[2])
        for marker in MARKER.findall(row[0].decode()):
            told = self.markers.setdefault(marker, Told(shadow.id, rowid))
            if told.record == shadow.id:
                told.rowid = rowid
            self.gone.discard(marker)  # Somebody has said it again.
        if row[1] == "late":
            shadow.waiting[value["id"]] = value
            return
        shadow.force.append(value)
        if value["type"] == "decision" and value["set"].get("kind") in ("apply", "reject"):
            self._decide(shadow, value["set"])

    def _decide(self, decision: RecordShadow, said: Value) -> None:
        about = self.records.get(said["about"])
        if about is None or about.home != decision.home:
            return
        late = about.waiting.pop(said["about_change"], None)
        if late is not None and said["kind"] == "apply":
            about.force.append(late)


def _forget_unseen(
    connection: sqlite3.Connection, shadow: RecordShadow, value: Value, received_at: str
) -> None:
    """Of somebody who may only write: forget a base, and what it settles, that came after the last reading."""
    grants = connection.execute(
        'SELECT mode, begins, ends FROM "grant" WHERE person_id = ? AND stream = ? ORDER BY version',
        (value["author"], value["stream"]),
    ).fetchall()
    at = shadow.arrived[value["id"]] = received_at.replace("T", " ").removesuffix("Z")
    stands = {mode for mode, begins, ends in grants if begins[:23] <= at and (ends is None or at < ends[:23])}
    if stands != {"create"}:
        return
    last = max(
        (ends[:23] for mode, _, ends in grants if mode == "read" and ends and ends[:23] <= at), default=""
    )
    seen = {change for change, arrived in shadow.arrived.items() if arrived <= last}
    value["base"] = value["base"] if value["base"] in seen else None
    value["resolves"] = [pair for pair in value["resolves"] if pair[0] in seen]
