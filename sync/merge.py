"""The merge: a record's state is a total fold over its changes in ledger order (PROTOCOL section 10).

The fold goes one change at a time over a state that is plain JSON and lives in the record's row.
The same changes give the same state however they are split into batches and however often they
are repeated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sync.changes import Change
from sync.fields import RecordType
from sync.policies import REMOVED, VOIDED, field_of, policy_of, same

RecordState: TypeAlias = dict[str, Any]
"""{"record", "type", "next": position of the next change in force, "entries": [entry],
"keys": {key: {"candidates": [[entry index, value]], "clashes": [[from, to or null]]}}}.

A key of a list has {"elements": {JSON text or `ANY_OTHER`: [[entry index, "add" | "remove"]]}}, one of kind
entries {"added": [[entry index, place, value]]}. A position counts changes in force, from 0;
`clashes` are the positions between which a clash was open.

An entry is a change in the record's ledger: {"id", "install", "author", "stream", "dseq", "op",
"base", "at", "received_at", "set", "resolves", "reason", "install_code", "verdict", "position":
null while it is not in force, "saw": position up to which it saw others, "late": null | "waiting" |
"applied" | "rejected", "why": code, "seen": [epoch, seq] | null, "seq": in the home stream,
"flags": [[code, field]]}. One that was erased has "set" empty, "erased": {key: what still counts of
what it wrote} and "lost": [names of fields] (`sync/refold.py`). "linked", where the record has it, is no part of
the fold: what is in force for all records of one person (PROTOCOL section 11), computed from several states. "schema":
by whose declarations it was folded; absent for the first."""

Entry: TypeAlias = dict[str, Any]

Result: TypeAlias = Literal["accepted", "merged", "conflicted", "late", "known"]

NOTHING_SEEN = -1

ANY_OTHER = ""
"""Stands in `elements` for those that nobody has named yet: a clearing removes them too, wherever in the order an
addition that did not see it comes. No JSON text is empty."""


CLEARED: Mapping[str, bool] = {"clear": True}
"""What is left of an erased clearing of a list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did. fields: the keys that another install changed too, or that clash."""

    verdict: Result
    fields: tuple[str, ...] = ()


def new_state(record: str, record_type: str) -> RecordState:
    """The state of a record before its first change."""
    return {"record": record, "type": record_type, "next": 0, "entries": [], "keys": {}}


def entry_of(
    change: Change,
    *,
    received_at: str,
    install_code: str | None,
    flags: Iterable[tuple[str, str | None]] = (),
) -> Entry:
    """The entry that a change makes. received_at: the server's time. flags: (code, field)."""
    return {
        "id": change.id,
        "install": change.install,
        "author": change.author,
        "stream": change.stream,
        "dseq": change.dseq,
        "op": change.op,
        "base": change.base,
        "at": change.wall,
        "received_at": received_at,
        "set": dict(change.set),
        "resolves": [list(pair) for pair in change.resolves],
        "reason": change.reason,
        "install_code": install_code,
        "verdict": None,
        "position": None,
        "saw": NOTHING_SEEN,
        "late": None,
        "why": None,
        "seen": None if change.seen is None else list(change.seen[:2]),
        "seq": None,
        "flags": [list(flag) for flag in flags],
    }


def apply(state: RecordState, entry: Entry, record_type: RecordType | None) -> Outcome:
    """Fold one change into `state`, in place. A change that is in it already changes nothing."""
    if _index_of(state, entry["id"]) is not None:
        return Outcome("known")
    state["entries"].append(entry)
    return put_in_force(state, len(state["entries"]) - 1, record_type)


def keep_late(state: RecordState, entry: Entry, why: str) -> Outcome:
    """Add a change to the ledger without putting it in force. why: a code of the catalogue."""
    if _index_of(state, entry["id"]) is not None:
        return Outcome("known")
    entry.update(verdict="late", late="waiting", why=why)
    state["entries"].append(entry)
    return Outcome("late")


def decide_late(
    state: RecordState, change: str, decision: Literal["apply", "reject"], record_type: RecordType | None
) -> Outcome | None:
    """Apply or reject a late change as a supervisor decided; None when it is not waiting.

    Applied, it takes the next position: those who wrote since did not see it in force.
    """
    index = _index_of(state, change)
    if index is None or state["entries"][index]["late"] != "waiting":
        return None
    if decision == "reject":
        state["entries"][index]["late"] = "rejected"
        return Outcome("late")
    state["entries"][index]["late"] = "applied"
    return put_in_force(state, index, record_type)


def clashing_keys(state: RecordState, record_type: RecordType | None) -> list[str]:
    """The keys on which a clash is open, in the order in which they were first written."""
    return [key for key in state["keys"] if is_clashing(state, key, record_type)]


def is_clashing(state: RecordState, key: str, record_type: RecordType | None) -> bool:
    """Whether two or more different values of `key` are waiting for a person."""
    candidates = state["keys"].get(key, {}).get("candidates", ())
    if len(candidates) < 2:
        return False
    policy = policy_of(field_of(record_type, key))
    if policy not in ("decide", "fixed", "protective"):
        return False
    said = {None if is_erased(state, index, key) else same(value) for index, value in candidates}
    # What was erased disputes nothing, but a protective field waits for a person all the same.
    return len(said if policy == "protective" else said - {None}) > 1


def is_erased(state: RecordState, index: int, key: str) -> bool:
    """Whether the value that this entry wrote to `key` was erased."""
    erased = state["entries"][index].get("erased")
    return erased is not None and key in erased and erased[key] is None


def put_in_force(state: RecordState, index: int, record_type: RecordType | None) -> Outcome:
    """Give an entry the next position and let it write, in place."""
    entry = state["entries"][index]
    entry["saw"] = _base_position(state, entry["base"])
    entry["position"] = state["next"]
    state["next"] += 1
    written = entry.get("erased") or entry["set"]
    for key, value in written.items():
        _write(state, index, key, value, record_type)
    touched = set(written) | _dispute(state, index, record_type)
    for key in touched:
        _note_clash(state, key, entry["position"], record_type)
    outcome = _outcome(state, index, touched, record_type)
    entry["verdict"] = outcome.verdict
    return outcome


def _base_position(state: RecordState, base: str | None) -> int:
    if base is None:
        return NOTHING_SEEN
    index = _index_of(state, base)
    position = None if index is None else state["entries"][index]["position"]
    return 0 if position is None else int(position)


def _index_of(state: RecordState, change: str) -> int | None:
    # From the newest: a base is nearly always one of the last entries.
    entries = state["entries"]
    return next((i for i in range(len(entries) - 1, -1, -1) if entries[i]["id"] == change), None)


def _saw(later: Entry, earlier: Entry) -> bool:
    if later["install"] == earlier["install"]:
        return bool(earlier["dseq"] < later["dseq"])
    return earlier["position"] is not None and bool(earlier["position"] <= later["saw"])


def _write(state: RecordState, index: int, key: str, value: Any, record_type: RecordType | None) -> None:
    policy = policy_of(field_of(record_type, key))
    if policy == "set":
        _write_elements(state, index, key, value)
    elif policy == "append":
        added = state["keys"].setdefault(key, {"added": []})["added"]
        for place, each in enumerate(_listed(value, "add")):
            added.append([index, place, each])
    else:
        # "Not removed" and "nothing said about it" are one value, or an undone removal would clash.
        said = (value or None) if is_guard(key) else value
        _write_candidate(state, index, key, said, policy)


def _write_candidate(state: RecordState, index: int, key: str, value: Any, policy: str) -> None:
    held = state["keys"].setdefault(key, {"candidates": [], "clashes": []})
    entry = state["entries"][index]
    named = _named(state, entry, key, held["candidates"]) if entry["resolves"] else ()
    kept: list[list[Any]] = []
    superseded = False
    for other, said in held["candidates"]:
        earlier = state["entries"][other]
        if other not in named and not _is_replaced(entry, earlier, policy, held["clashes"]):
            kept.append([other, said])
            # The same install wrote this key later, though it arrived earlier.
            superseded |= _saw(earlier, entry) and earlier["install"] == entry["install"]
    if not superseded or policy == "fixed":
        kept.append([index, value])
    held["candidates"] = kept


def _is_replaced(entry: Entry, earlier: Entry, policy: str, clashes: list[list[Any]]) -> bool:
    if policy == "latest":
        return True
    if policy == "fixed" or not _saw(entry, earlier):
        return False
    if entry["install"] == earlier["install"] or policy == "withdrawn":
        return True
    seen = entry["saw"]
    return not any(begin <= seen and (end is None or seen < end) for begin, end in clashes)


def _named(state: RecordState, entry: Entry, key: str, candidates: list[list[Any]]) -> set[int]:
    """Indexes of the candidates that `resolves` settles: those named, and seen ones of equal value."""
    ids = {change for change, field in entry["resolves"] if field == key}
    if not ids:
        return set()
    named = {index for index, _ in candidates if state["entries"][index]["id"] in ids}
    open_to_all = [each for each in candidates if not is_erased(state, each[0], key)]
    values = {same(value) for index, value in open_to_all if index in named}
    return named | {
        index
        for index, value in open_to_all
        if same(value) in values and _saw(entry, state["entries"][index])
    }


def _write_elements(state: RecordState, index: int, key: str, value: Any) -> None:
    elements = state["keys"].setdefault(key, {"elements": {}})["elements"]
    entry = state["entries"][index]
    said = {same(each): "remove" for each in _listed(value, "remove")}
    # Null of an erased entry was said of a field that was not known to be a list: it clears nothing.
    if value == CLEARED or (value is None and "erased" not in entry):
        said = dict.fromkeys([ANY_OTHER, *elements], "remove")
    said |= {same(each): "add" for each in _listed(value, "add")}
    for text, operation in said.items():
        before = elements.get(text, elements.get(ANY_OTHER, ()))
        others = [each for each in before if not _saw(entry, state["entries"][each[0]])]
        newer = any(
            _saw(state["entries"][each[0]], entry)
            and state["entries"][each[0]]["install"] == entry["install"]
            for each in others
        )
        elements[text] = others if newer else [*others, [index, operation]]


def _listed(value: Any, operation: str) -> list[Any]:
    held = value.get(operation) if isinstance(value, Mapping) else None
    return held if isinstance(held, list) else []


def _dispute(state: RecordState, index: int, record_type: RecordType | None) -> set[str]:
    """Let edits and voidings that did not see each other clash. Returns the keys disputed.

    An edit counts as a value of null for `voided` (and for `removed` of its element), so that
    the record (the element) stays until a person decides.
    """
    if len(state["entries"]) == 1:
        return set()
    entry = state["entries"][index]
    disputed = set()
    for key in {guard for each in entry["set"] for guard in _guards(each)} - set(entry["set"]):
        held = state["keys"].get(key)
        if held and any(value and _apart(entry, state["entries"][i]) for i, value in held["candidates"]):
            held["candidates"].append([index, None])
            disputed.add(key)
    for key, value in (entry.get("erased") or entry["set"]).items():
        if value and is_guard(key) and "candidates" in state["keys"][key]:
            disputed |= _dispute_by_earlier(state, entry, key, record_type)
    return disputed


def _dispute_by_earlier(
    state: RecordState, entry: Entry, guard: str, record_type: RecordType | None
) -> set[str]:
    candidates = state["keys"][guard]["candidates"]
    present = {index for index, _ in candidates}
    disputing = [
        [index, None]
        for index, earlier in enumerate(state["entries"])
        if earlier["position"] is not None
        and index not in present
        and _apart(entry, earlier)
        and any(guard in _guards(key) for key in earlier["set"])
        and guard not in earlier["set"]
        and not _is_settled(state, earlier, guard, record_type)
    ]
    candidates.extend(disputing)
    return {guard} if disputing else set()


def _is_settled(state: RecordState, edit: Entry, guard: str, record_type: RecordType | None) -> bool:
    """Whether somebody has written the guard on what this edit disputes: then it does so no more, whenever a voiding
    that did not see it comes.
    """
    policy, clashes = policy_of(field_of(record_type, guard)), state["keys"][guard]["clashes"]
    return any(
        [edit["id"], guard] in each["resolves"] or _is_replaced(each, edit, policy, clashes)
        for each in state["entries"]
        if each["position"] is not None and guard in (each.get("erased") or each["set"])
    )


def _apart(one: Entry, other: Entry) -> bool:
    return one["install"] != other["install"] and not _saw(one, other) and not _saw(other, one)


def is_guard(key: str) -> bool:
    """Whether a key's truth takes something out of the record: `voided`, or `removed` of an element."""
    return key == VOIDED or key.endswith("/" + REMOVED.name)


def _guards(key: str) -> tuple[str, ...]:
    """The keys whose truth takes `key` out of the record."""
    if key == VOIDED:
        return ()
    if "/" not in key:
        return (VOIDED,)
    return (VOIDED, key.rpartition("/")[0] + "/" + REMOVED.name)


def _note_clash(state: RecordState, key: str, position: int, record_type: RecordType | None) -> None:
    held = state["keys"][key]
    if "candidates" not in held:
        return
    clashes = held["clashes"]
    if not clashes and len(held["candidates"]) < 2:
        return
    is_open = bool(clashes) and clashes[-1][1] is None
    if is_clashing(state, key, record_type) is is_open:
        return
    if is_open:
        clashes[-1][1] = position
    else:
        clashes.append([position, None])


def _outcome(state: RecordState, index: int, touched: set[str], record_type: RecordType | None) -> Outcome:
    if len(state["entries"]) == 1:
        return Outcome("accepted")
    clashing = [key for key in touched if is_clashing(state, key, record_type)]
    if clashing:
        return Outcome("conflicted", tuple(sorted(clashing)))
    entry = state["entries"][index]
    foreign = {
        key
        for earlier in state["entries"]
        if earlier["position"] is not None
        and earlier["install"] != entry["install"]
        and not _saw(entry, earlier)
        for key in earlier["set"]
    }
    return Outcome("merged", tuple(sorted(foreign))) if foreign else Outcome("accepted")
