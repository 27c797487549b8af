"""Records of one person, linked and never rewritten: the strictest agreement and the highest risk apply.

Each record of a linked person and each of their agreements says in its text, under `linked`, what is in
force for all of them; its own fields stay what was said about it. Computed under the locks of all their
home streams, whenever one of them changes.
"""

from typing import Any

from server.exchange.held import Held
from server.exchange.ledger import Ledger
from sync.changes import paired_id
from sync.checks import holds
from sync.merge import is_clashing, is_erased
from sync.policies import value_in_force
from sync.records.catalogue import CATALOGUE

PERSON = "person_supported"
AGREEMENT = "agreement"

SHARED = {PERSON: "risk", AGREEMENT: "state"}
"""The field of a type that is in force for all who are linked, by the field's own order."""


def prepare(ledger: Ledger, held: Held) -> set[str]:
    """Before a changed record is written: its own `linked`, with all the streams that this needs locked.

    Returns the people concerned: those linked now and those linked until now. Empty for other types.
    """
    person = _person_of(held)
    if person is None:
        return set()
    people = set(with_linked(ledger, {person}))
    record = ledger.record(person)
    if record is not None and record.type == PERSON:
        people |= set(_before(record))
    ledger.load(people)
    ledger.require(each.home for person in people if (each := ledger.record(person)) is not None)
    if len(people) > 1:
        _compute(ledger, held, person)
    return people


def follow(ledger: Ledger, held: Held, people: set[str]) -> None:
    """After it is written: bring the others up to date, an entry `rendered` for each whose text alters."""
    for person in sorted(people) if len(people) > 1 else ():
        record = ledger.record(person)
        if record is None or record.type != PERSON:
            continue
        for each in (record, *_agreements(ledger, held, person)):
            if each is not held and _compute(ledger, each, person):
                for stream, place in list(each.places.items()):
                    if not place.left:
                        ledger.write(each, stream, "rendered")


def with_linked(ledger: Ledger, people: set[str]) -> list[str]:
    """These people and everybody linked with them, directly or through others, in a fixed order."""
    found: set[str] = set()
    waiting = set(people)
    while waiting:
        found |= waiting
        ledger.load(waiting)
        near = {other for each in waiting for other in _linked_by(ledger.record(each))}
        for held in naming(ledger, waiting, PERSON, "links/"):
            if set(_linked_by(held)) & waiting:
                near.add(held.id)
        waiting = near - found
    return sorted(found)


def naming(ledger: Ledger, targets: set[str], record_type: str, key: str) -> list[Held]:
    """Records of a type that name one of `targets` in the field `key`, those in hand included."""
    ledger.load(ledger.sources(targets, key))
    in_hand = [each for each in ledger.records.values() if each is not None and each.type == record_type]
    return [each for each in in_hand if _names(each, targets, key)]


def _names(held: Held, targets: set[str], key: str) -> bool:
    if not key.endswith("/"):
        return held.fields.get(key) in targets
    return any(each.get("other") in targets for each in held.fields.get(key[:-1], []))


def _linked_by(held: Held | None) -> list[str]:
    """Whom a person's record is linked with; a link that is in dispute, or whose state was erased, counts, to
    be on the safe side.
    """
    if held is None:
        return []
    return [
        each["other"]
        for each in held.fields.get("links", [])
        if isinstance(each.get("other"), str)
        and (each.get("state") == "linked" or _is_unsure(held, f"links/{each['element']}/state"))
    ]


def _is_unsure(held: Held, key: str) -> bool:
    candidates = held.state["keys"].get(key, {}).get("candidates", ())
    erased = any(is_erased(held.state, index, key) for index, _ in candidates)
    return erased or is_clashing(held.state, key, held.declared)


def _person_of(held: Held) -> str | None:
    if held.type == PERSON:
        return held.id
    person = held.fields.get("person") if held.type == AGREEMENT else None
    return person if isinstance(person, str) else None


def _before(held: Held) -> list[str]:
    linked = held.state.get("linked")
    return list(linked["with"]) if linked else []


def _compute(ledger: Ledger, held: Held, person: str) -> bool:
    """Bring `linked` of a record up to date; returns whether it altered."""
    name = SHARED[held.type]
    others = [each for each in with_linked(ledger, {person}) if each != person]
    records = [each for other in others for each in _same(ledger, held, other)]
    linked = None
    if records:
        values = [each.fields[name] for each in (held, *records) if each.fields.get(name) is not None]
        in_force = value_in_force(CATALOGUE[held.type].by_name[name], values)
        linked = {"with": [each.id for each in records], name: in_force}
    if linked == held.state.get("linked"):
        return False
    if linked is None:
        held.state.pop("linked")
    else:
        held.state["linked"] = linked
    return True


def _same(ledger: Ledger, held: Held, other: str) -> list[Held]:
    """The other person's record, or their agreement with the same agency, unless it is voided."""
    if held.type == PERSON:
        found = ledger.record(other)
    else:
        agency: Any = held.fields.get("agency")
        found = ledger.record(paired_id(ledger.tenant, AGREEMENT, other, agency)) if agency else None
    if found is None or found.type != held.type or (found.type == AGREEMENT and is_voided(found)):
        return []
    return [found]


def _agreements(ledger: Ledger, held: Held, person: str) -> list[Held]:
    """A person's agreements that a change of `held` may concern."""
    if held.type == AGREEMENT:
        agency: Any = held.fields.get("agency")
        found = ledger.record(paired_id(ledger.tenant, AGREEMENT, person, agency)) if agency else None
        return [found] if found is not None and found.type == AGREEMENT else []
    return naming(ledger, {person}, AGREEMENT, "person")


def is_voided(held: Held) -> bool:
    """Whether a record is taken back."""
    return holds(held.fields.get("voided"))
