"""A change enters its record: merged or kept late, written to every stream that shows the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from server.database import among
from server.exchange import linking, placing
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.models import RecordRow
from server.exchange.returning import bring_back
from sync.changes import Change
from sync.fields import RecordType
from sync.merge import Outcome, apply, decide_late, entry_of, keep_late
from sync.messages import StreamEntry
from sync.policies import field_of

Flags = list[tuple[str, str | None]]

_THERE = select(RecordRow.id).where(
    RecordRow.tenant_id == bindparam("tenant"), among(RecordRow.id, "records")
)


def enter(
    ledger: Ledger,
    change: Change,
    *,
    install_code: str | None,
    flags: Flags,
    late: str | None = None,
    blind_since: str | None = None,
) -> tuple[Held, Outcome, dict[str, StreamEntry]]:
    """Put a change into the ledger. late: the code of why it is not in force. blind_since: the server time from
    when on its author may only write in the stream, so that it can have seen and settled only what was there before.

    Returns its record, what it did, and the entries about the record by stream.
    """
    held = ledger.record(change.record)
    is_first = held is None
    if held is None:
        held = ledger.begin_record(change.record, change.type, change.stream)
    missing: Flags = [
        ("reference_missing", key) for key in _missing_references(ledger, change, held.declared)
    ]
    entry = entry_of(
        change, received_at=ledger.received_at, install_code=install_code, flags=[*flags, *missing]
    )
    bring_back(ledger, held)
    if blind_since is not None:
        seen = {each["id"] for each in held.state["entries"] if each["received_at"] <= blind_since}
        entry["base"] = entry["base"] if entry["base"] in seen else None
        entry["resolves"] = [pair for pair in entry["resolves"] if pair[0] in seen]
    outcome = held.alter(keep_late, entry, late) if late else held.alter(apply, entry, held.declared)
    # The place in the home stream is what others can have seen of it (PROTOCOL section 11).
    entry["seq"] = ledger.streams[held.home].last_seq + 1 if held.home in ledger.streams else None
    people = linking.prepare(ledger, held)
    entries = {held.home: ledger.write(held, held.home, "change", change.hash)}
    linking.follow(ledger, held, people)
    entries |= placing.follow(ledger, held, change.hash, people)
    if is_first:
        _references_arrived(ledger, held.id)
    return held, outcome, entries


def settle_late(ledger: Ledger, decision: Held) -> tuple[str, Outcome] | None:
    """Apply or reject the late change that a new decision names in `about_change`.

    Returns its id and what came of it; None when the decision is about something else.
    """
    fields = decision.fields
    kind, about, change = (fields.get(name) for name in ("kind", "about", "about_change"))
    if kind not in ("apply", "reject") or not isinstance(about, str) or not isinstance(change, str):
        return None
    held = ledger.record(about)
    if held is None or held.home != decision.home:
        return None
    outcome = held.alter(decide_late, change, kind, held.declared)
    if outcome is None:
        return None
    people = linking.prepare(ledger, held)
    bring_back(ledger, held)
    ledger.write(held, held.home, "rendered")
    linking.follow(ledger, held, people)
    placing.follow(ledger, held, None, people)
    render(ledger, held, except_home=True)
    return change, outcome


def render(ledger: Ledger, held: Held, *, except_home: bool = False) -> None:
    """Write a record's text anew wherever it stands, because something about it became known."""
    for stream, place in list(held.places.items()):
        if not place.left and not (except_home and stream == held.home):
            ledger.write(held, stream, "rendered")


def _missing_references(ledger: Ledger, change: Change, declared: RecordType | None) -> Iterable[str]:
    named = [pair for pair in named_records(change.set, declared) if pair[1] != change.record]
    known = _existing(ledger, {target for _, target in named})
    for _, target in named:
        if target not in known:
            ledger.dangling.setdefault(target, set()).add(change.record)
    return sorted({key for key, target in named if target not in known})


def named_records(values: Mapping[str, Any], declared: RecordType | None) -> list[tuple[str, str]]:
    """(key, record) of everything that a change's `set` refers to."""
    found: list[tuple[str, str]] = []
    if declared is None or not declared.naming:
        return found
    for key, value in values.items():
        if key.partition("/")[0] not in declared.naming:
            continue
        field = field_of(declared, key)
        if field is not None and field.kind == "record" and isinstance(value, str):
            found.append((key, value))
        elif field is not None and field.kind == "records" and isinstance(value, Mapping):
            found.extend((key, each) for each in value.get("add", ()) if isinstance(each, str))
    return found


def _existing(ledger: Ledger, ids: set[str]) -> set[str]:
    known = {each for each in ids if ledger.records.get(each) is not None}
    unknown = ids - ledger.records.keys()
    if unknown:
        found = ledger.session.connection().execute(_THERE, {"tenant": ledger.tenant, "records": unknown})
        known.update(found.scalars())
    return known


def _references_arrived(ledger: Ledger, record: str) -> None:
    """Take the flag from those who named this record before it was there."""
    ledger.load_dangling([record])
    sources = sorted(ledger.dangling.pop(record, set()) - {record})
    ledger.load(sources)
    for source in sources:
        held = ledger.record(source)
        if held is not None and _clear_flag(ledger, held, record):
            render(ledger, held)


def _clear_flag(ledger: Ledger, held: Held, record: str) -> bool:
    cleared = False
    for entry in held.state["entries"]:
        flagged = {field for code, field in entry["flags"] if code == "reference_missing"}
        named = [pair for pair in named_records(entry["set"], held.declared) if pair[0] in flagged]
        here = {key for key, target in named if target == record}
        if not here:
            continue
        known = _existing(ledger, {target for key, target in named if key in here})
        done = {key for key in here if all(target in known for each, target in named if each == key)}
        entry["flags"] = [
            each for each in entry["flags"] if each[0] != "reference_missing" or each[1] not in done
        ]
        cleared |= bool(done)
    return cleared
