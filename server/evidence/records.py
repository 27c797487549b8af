"""Checking one record: its changes as signed, its state as they add up, its texts as the state says.

No database here: cases come in, findings go out, in as many processes as there are processors.
"""

import copy
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from server.accounts.signatures import is_signed
from server.clock import local_date
from server.evidence.cases import ChangeCase, EntryCase, PlaceCase, RecordCase
from server.evidence.findings import Finding
from sync.changes import OPERATIONS, signed_bytes
from sync.checks import missing_for_final
from sync.fields import RecordType
from sync.horizon import home_of
from sync.merge import RecordState
from sync.messages import record_text, text_hash
from sync.records.catalogue import CATALOGUE
from sync.refold import refold
from sync.view import HOME, Reader, fields_of

IN_LEDGER = frozenset({"accepted", "merged", "conflicted", "late"})

ARRIVED_SO = frozenset({"hole_in_dseq", "wrong_prev"})
"""Flags by which the server noted a broken chain when a change arrived."""

Checked = tuple[list[Finding], list[str]]
"""Findings, and the ids of changes whose chain was broken when they arrived."""


def check_records(cases: Sequence[RecordCase]) -> Checked:
    """Everything that is wrong with these records."""
    findings: list[Finding] = []
    flagged: list[str] = []
    for case in cases:
        found, excused = _Checking(case).check()
        findings += found
        flagged += excused
    return findings, flagged


class _Checking:
    """One record under examination."""

    def __init__(self, case: RecordCase) -> None:
        self.case = case
        self.by_hash: dict[str, EntryCase] = {}
        for entry in sorted(case.entries, key=lambda each: each.stream != case.home, reverse=True):
            if entry.kind == "change" and entry.change_hash is not None:
                self.by_hash[entry.change_hash] = entry  # That of the home stream last, so that it stays.
        self.state: RecordState | None = _read(case.state)
        self.misfiled: set[str] = set()

    def check(self) -> Checked:
        """All findings, and the changes that arrived with a broken chain."""
        found = [each for change in self.case.changes for each in self._change(change)]
        found += self._entries_without_change()
        if self.state is None:
            if self.case.entries:
                found.append(self._at_newest("record_missing"))
            return found, []
        found += self._state(self.state)
        found += [each for place in self.case.places for each in self._place(place, self.state)]
        found += self._entries_without_place()
        flagged = [
            each["id"]
            for each in self.state["entries"]
            if any(code in ARRIVED_SO for code, _ in each["flags"])
        ]
        return found, flagged

    def _change(self, change: ChangeCase) -> Iterator[Finding]:
        entry = self.by_hash.get(change.hash)
        code = self._text_fault(change)
        if code is not None:
            yield _at(code, entry, change.id)
        if code == "change_misfiled":
            self.misfiled.add(change.id)
        counts = change.verdict in IN_LEDGER
        if counts and entry is None:
            yield Finding("change_not_in_ledger", change.stream, None, change.id)
        if entry is None:
            return
        if not counts:
            yield _at("verdict_altered", entry, change.id)
        held = change.verdict_seq > 0 and change.received_at <= entry.received_at
        if change.received_at != entry.received_at and not held:
            yield _at("received_at_altered", entry, change.id)
        if change.reader_stream is not None and not self._receipt_holds(change):
            yield _at("receipt_wrong", entry, change.id)

    def _text_fault(self, change: ChangeCase) -> str | None:
        if not change.text and change.hash in self.case.erased:
            return None
        if hashlib.sha256(change.text).hexdigest() != change.hash:
            return "change_altered"
        text = change.text.decode()
        key = self.case.keys.get(change.install_id, "")
        if not is_signed(signed_bytes(text), change.signature, key):
            return "signature_wrong"
        said = json.loads(text)
        named = (
            change.id, self.case.tenant, change.stream, change.install_id, change.author_id, change.dseq,
            change.type, change.record_id,
        )  # fmt: skip
        keys = ("id", "tenant", "stream", "install", "author", "dseq", "type", "record")
        # For an operation that this server does not know its row says another one; such a change counts for nothing.
        done = said.get("op") == change.op or (
            said.get("op") not in OPERATIONS and change.verdict not in IN_LEDGER
        )
        return None if done and tuple(said.get(key) for key in keys) == named else "change_misfiled"

    def _receipt_holds(self, change: ChangeCase) -> bool:
        place = (
            change.reader_stream,
            change.reader_seq,
            change.reader_epoch,
            change.reader_head,
            change.hash,
        )
        return any(
            place == (each.stream, each.seq, each.epoch, each.hash, each.change_hash)
            for each in self.case.entries
        )

    def _entries_without_change(self) -> Iterator[Finding]:
        here = {each.hash for each in self.case.changes}
        for entry in self.case.entries:
            if entry.change_hash is not None and entry.change_hash not in here:
                yield _at("change_missing", entry, entry.change_hash)

    def _state(self, state: RecordState) -> Iterator[Finding]:
        changes = {each.id: each for each in self.case.changes}
        folded = {each["id"] for each in state["entries"]}
        for entry in state["entries"]:
            change = changes.get(entry["id"])
            if change is None or not self._says(entry, change):
                yield self._at_newest("state_altered")
            elif change.verdict != entry["verdict"]:
                yield _at("verdict_altered", self.by_hash.get(change.hash), change.id)
        known = folded | self.misfiled
        if any(each.verdict in IN_LEDGER and each.id not in known for each in changes.values()):
            yield self._at_newest("state_altered")
        if not self._is_as_folded(state):
            yield self._at_newest(self._unless_of_before("state_altered"))

    def _says(self, entry: dict[str, Any], change: ChangeCase) -> bool:
        """Whether an entry of the state holds what the signed text says."""
        home = self.by_hash.get(change.hash)
        placed = home is None or (entry["received_at"], entry["seq"]) == (home.received_at, home.seq)
        if "erased" in entry:
            return placed and not change.text
        try:
            said = json.loads(change.text)
        except ValueError:
            return False
        seen = said["seen"]
        if (change.author_id, change.stream) in self.case.blind:
            # Who could only write there had seen nothing since, whatever was signed (PROTOCOL section 8).
            said["base"] = entry["base"] and said["base"]
            said["resolves"] = [pair for pair in said["resolves"] if pair in entry["resolves"]]
        return placed and (
            all(
                entry[key] == said[key]
                for key in ("id", "install", "author", "stream", "dseq", "op", "base", "set", "resolves", "reason")
            )
            and entry["at"] == said["at"]["wall"]
            and entry["seen"] == (None if seen is None else seen[:2])
        )  # fmt: skip

    def _is_as_folded(self, state: RecordState) -> bool:
        again = copy.deepcopy(state)
        verdicts = [entry["verdict"] for entry in again["entries"]]
        try:
            refold(again, self._declared)
        except (LookupError, TypeError, ValueError):
            return False
        # Verdicts stay as they were given: where something was erased, and those of an earlier schema.
        given_before = self.case.judged_before or ""
        for entry, verdict in zip(again["entries"], verdicts, strict=True):
            if self.case.erased or entry["received_at"] <= given_before:
                entry["verdict"] = verdict
        return again == state

    def _unless_of_before(self, code: str) -> str:
        """What it means that a record is not as it would be folded and rendered now."""
        return "not_rendered_yet" if self.case.judged_before is None else code

    @property
    def _declared(self) -> RecordType | None:
        return CATALOGUE.get(self.case.type or "")

    def _place(self, place: PlaceCase, state: RecordState) -> Iterator[Finding]:
        newest = max(
            (each for each in self.case.entries if each.stream == place.stream),
            key=lambda each: each.seq,
            default=None,
        )
        if newest is None or (newest.seq, newest.version, newest.kind == "leave") != (
            place.seq, place.version, place.left,
        ):  # fmt: skip
            yield Finding("placement_wrong", place.stream, place.seq, place.record_id)
            return
        if place.left:
            return
        if text_hash(place.text) != place.text_hash:
            yield _at("text_altered", newest, place.record_id)
        elif self._text(place, state, newest) != place.text:
            yield _at(self._unless_of_before("text_not_as_folded"), newest, place.record_id)

    def _text(self, place: PlaceCase, state: RecordState, newest: EntryCase) -> str | None:
        home = home_of(place.stream) == self.case.home
        missing: list[str] = []
        try:
            if home and self._declared is not None and state["next"]:
                today = local_date(datetime.fromisoformat(newest.received_at))
                missing = missing_for_final(
                    self._declared, fields_of(state, self._declared), {"today": today}
                )
            return record_text(
                state, self._declared, stream=place.stream, version=place.version, incomplete=missing,
                reader=HOME if home else Reader(place.stream, place.since),
            )  # fmt: skip
        except (LookupError, TypeError, ValueError):
            return None

    def _entries_without_place(self) -> Iterator[Finding]:
        here = {each.stream for each in self.case.places}
        for stream in sorted({each.stream for each in self.case.entries} - here):
            newest = max(
                (each for each in self.case.entries if each.stream == stream), key=lambda each: each.seq
            )
            yield _at("placement_wrong", newest, self.case.record)

    def _at_newest(self, code: str) -> Finding:
        """A finding about the record as it stands now: at the newest entry of its home stream."""
        own = [each for each in self.case.entries if each.stream == self.case.home] or self.case.entries
        newest = max(own, key=lambda each: each.seq, default=None)
        return _at(code, newest, self.case.record)


def _read(state: str | None) -> RecordState | None:
    if state is None:
        return None
    try:
        value: RecordState = json.loads(state)
    except ValueError:
        return None
    return value


def _at(code: str, entry: EntryCase | None, about: str) -> Finding:
    if entry is None:
        return Finding(code, None, None, about)
    return Finding(code, entry.stream, entry.seq, about)
