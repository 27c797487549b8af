"""Referrals into their agency's stream and out of it, in the transaction of the change that decides it.

`sync/placement.py` decides; here the facts are gathered under the locks and the entries written.
"""

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy import bindparam, select

from server.clock import local_date
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.linking import is_voided, naming, with_linked
from server.exchange.models import StoredChange
from server.exchange.rows import Place
from sync.changes import paired_id
from sync.checks import holds
from sync.merge import Entry
from sync.messages import StreamEntry
from sync.placement import Agreement, Move, Referral, Touch, moves
from sync.placement import Held as HeldThere
from sync.view import GIVEN, erased_of

DECIDING = ("referral_basis", "agreement", "person_supported")
"""Types whose change may move a referral that they do not themselves belong to."""

STOPPED = "stop_everything"
"""The answer of `referral.stopped` that ends the agency's part; the others change how it goes on."""

_WAITING = (
    select(StoredChange.id)
    .where(
        StoredChange.tenant_id == bindparam("tenant"),
        StoredChange.record_id == bindparam("record"),
        StoredChange.waits_for.is_not(None),
    )
    .limit(1)
)


def follow(
    ledger: Ledger, held: Held, change_hash: str | None, people: AbstractSet[str] = frozenset()
) -> dict[str, StreamEntry]:
    """Do what follows for agencies from a change that is at home already.

    people: whom it concerns, those linked until now too (`linking.prepare`). Returns the entries about this
    record by stream.
    """
    if held.type == "referral":
        return place(ledger, held, change_hash)
    if held.type in DECIDING:
        for referral in _affected(ledger, held, people):
            place(ledger, referral, None)
    return {}


def place(ledger: Ledger, referral: Held, change_hash: str | None) -> dict[str, StreamEntry]:
    """Bring every agency's stream up to date with what the referral's grounds say now.

    change_hash: of a change of the referral that those who keep it shall see; None when it did not change.
    """
    if not _stands_anywhere(referral) and not _may_enter(referral):
        return {}
    here = [
        HeldThere(stream.partition("/")[2], each.left, "basis" if each.ground == "basis" else "agreement")
        for stream, each in referral.places.items()
        if stream.startswith("agency/")
    ]
    entries = {}
    for move in moves(_gather(ledger, referral), here, local_date(ledger.at)):
        entry = _do(ledger, referral, move, change_hash)
        if entry is not None:
            entries[entry.stream] = entry
    return entries


def _do(ledger: Ledger, referral: Held, move: Move, change_hash: str | None) -> StreamEntry | None:
    stream = f"agency/{move.agency}"
    if move.kind == "leave":
        place_there = referral.places[stream]
        place_there.ground = place_there.until = None
        place_there.notice = _notice(referral, move, ledger.received_at)
        return ledger.write(referral, stream, "leave")
    if move.kind == "enter":
        place_there = referral.places.setdefault(stream, Place(stream))
        place_there.since = len(referral.state["entries"])
        place_there.ground, place_there.until, place_there.notice = move.ground, move.until, None
        return ledger.write(referral, stream, "enter")
    place_there = referral.places[stream]
    if (place_there.ground, place_there.until) != (move.ground, move.until):
        place_there.ground, place_there.until = move.ground, move.until
        place_there.is_dirty = referral.is_dirty = True
    return ledger.write(referral, stream, "change", change_hash) if change_hash else None


def _notice(referral: Held, move: Move, at: str) -> str:
    notice = {"reference": referral.fields.get("reference"), "why": move.why, "at": at}
    return json.dumps(notice, separators=(",", ":"), ensure_ascii=False)


def _stands_anywhere(referral: Held) -> bool:
    return any(name.startswith("agency/") and not each.left for name, each in referral.places.items())


def _may_enter(referral: Held) -> bool:
    """Whether it can have a ground at all (`ground_of`): until then nothing around it has to be read."""
    fields = referral.fields
    return (
        isinstance(fields.get("to_agency"), str)
        and holds(fields.get("submitted"))
        and not is_voided(referral)
    )


def _gather(ledger: Ledger, referral: Held) -> Referral:
    fields = referral.fields
    agency = fields.get("to_agency")
    bases = [
        each for each in naming(ledger, {referral.id}, "referral_basis", "referral") if not is_voided(each)
    ]
    people = {person for each in bases if isinstance(person := each.fields.get("person"), str)}
    agreements = _agreements(ledger, people, agency) if isinstance(agency, str) else []
    return Referral(
        to_agency=agency if isinstance(agency, str) else None,
        submitted=holds(fields.get("submitted")),
        voided=is_voided(referral),
        # Nobody can tell any more which answer was erased: it counts as the one that protects.
        stopped=fields.get("stopped") == STOPPED or "stopped" in erased_of(referral.state, referral.declared),
        # Asked only of a referral that is about to enter.
        held=not _is_there(referral, agency) and _is_held(ledger, referral.id),
        lawful_basis=any(holds(each.fields.get("lawful_basis")) for each in bases),
        agreements=agreements,
        touches=[_touch(ledger, referral, each) for each in _in_force(referral)],
    )


def _agreements(ledger: Ledger, people: set[str], agency: str) -> list[Agreement]:
    ids = [paired_id(ledger.tenant, "agreement", each, agency) for each in with_linked(ledger, people)]
    ledger.load(ids)
    found = []
    for each in ids:
        held = ledger.record(each)
        if held is None or is_voided(held):
            continue
        entries = _in_force(held)
        found.append(
            Agreement(
                state=_answer(held),
                until=held.fields.get("until"),
                said=_touch(ledger, held, entries[-1]) if entries else None,
            )
        )
    return found


def _answer(agreement: Held) -> str | None:
    """What was answered; a yes is none while who said it to whom is not in force, but `late` or erased."""
    fields = agreement.fields
    answer = fields.get("state")
    is_named = isinstance(fields.get("person"), str) and isinstance(fields.get("agency"), str)
    return answer if is_named or answer != GIVEN else None


def _affected(ledger: Ledger, held: Held, people: AbstractSet[str]) -> Iterable[Held]:
    fields = held.fields
    if held.type == "referral_basis":
        ids = {fields.get("referral")}
    else:
        bases = naming(ledger, set(people), "referral_basis", "person") if people else []
        ids = {each.fields.get("referral") for each in bases}
    for each in sorted(each for each in ids if isinstance(each, str)):
        referral = ledger.record(each)
        if referral is not None and referral.type == "referral":
            yield referral


def _in_force(held: Held) -> list[Entry]:
    entries = [each for each in held.state["entries"] if each["position"] is not None]
    return sorted(entries, key=lambda each: int(each["position"]))


def _touch(ledger: Ledger, held: Held, entry: Entry) -> Touch:
    """Seen counts only where the author reads the home stream, in its present epoch, and as this server issued it."""
    seen = entry["seen"]
    is_issued = all(code != "seen_unknown" for code, _ in entry["flags"])
    counts = seen is not None and entry["stream"] == held.home and is_issued
    same_epoch = (
        counts and seen[0] == ledger.streams[held.home].epoch if held.home in ledger.streams else False
    )
    return Touch(entry["install"], entry["dseq"], entry["seq"] or 0, seen[1] if same_epoch else 0)


def _is_there(referral: Held, agency: object) -> bool:
    place_there = referral.places.get(f"agency/{agency}")
    return place_there is not None and not place_there.left


def _is_held(ledger: Ledger, record: str) -> bool:
    return ledger.session.scalars(_WAITING, {"tenant": ledger.tenant, "record": record}).first() is not None
