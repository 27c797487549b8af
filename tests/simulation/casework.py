"""The steps of a case that decide who may see a referral: agreements, bases, links, the agency's own word."""

from dataclasses import dataclass
from random import Random
from typing import Any

from sync.changes import paired_id
from sync.records.catalogue import CATALOGUE
from tests.factories.records import PERSON
from tests.factories.referrals import AGREED, REFERRAL, SENT
from tests.simulation import matter
from tests.simulation.determinism import uuid4_from
from tests.simulation.device import Device
from tests.simulation.world import World

ANSWERS = ("given", "given", "ask_again", "said_no", "withdrawn")
UNTIL = ("2026-11-22", "2026-11-23", "2027-05-06")


@dataclass(frozen=True, slots=True)
class Made:
    """One change that a step of a case makes."""

    stream: str
    type: str
    record: str
    values: dict[str, Any]
    op: str = "set"


def step(world: World, device: Device, chance: Random) -> Made | None:
    """The next thing somebody does in a case; None when there is nothing for them."""
    if not device.disk.install:
        return None
    if device.role == "support_worker":
        return _agency_step(device, chance)
    streams = sorted(each["stream"] for each in device.disk.grants if each["stream"].startswith("care/"))
    if not streams or device.role == "council_officer":
        return None
    stream = chance.choice(streams)
    people, referrals, bases, agreements = (
        _known(device, stream, name)
        for name in ("person_supported", "referral", "referral_basis", "agreement")
    )
    if not people or chance.random() < 0.1:
        return Made(stream, "person_supported", _new(chance), dict(PERSON), "create")
    if not referrals or chance.random() < 0.15:
        return Made(stream, "referral", _new(chance), _referral(world, chance), "create")
    if len(bases) < len(referrals):
        return Made(stream, "referral_basis", _new(chance), _basis(people, referrals, chance), "create")
    if not agreements or chance.random() < 0.2:
        return _agree(world, stream, chance.choice(people), chance)
    if chance.random() < 0.6:
        return Made(stream, "agreement", chance.choice(agreements), _said(chance))
    return Made(stream, "referral", chance.choice(referrals), _edited(world, chance))


def _agency_step(device: Device, chance: Random) -> Made | None:
    for stream, rows in sorted(device.disk.rows.items()):
        referrals = [record for record, text in rows.items() if '"type":"referral"' in text]
        if stream.startswith("agency/") and referrals:
            record = chance.choice(referrals)
            values = matter.some(CATALOGUE["referral"], "support_worker", chance, 2)
            if chance.random() < 0.3:
                values["stopped"] = chance.choice(("stop_everything", "stop_telling_police"))
            return Made(stream, "referral", record, values) if values else None
    return None


def _known(device: Device, stream: str, name: str) -> list[str]:
    rows = device.disk.rows.get(stream, {})
    found = [record for record, text in rows.items() if f'"type":"{name}"' in text]
    own = [
        each.record
        for each in device.disk.changes.values()
        if each.type == name and each.stream == stream and each.install == device.disk.install
    ]
    return list(dict.fromkeys([*found, *own]))


def _new(chance: Random) -> str:
    return str(uuid4_from(chance))


def _agency(world: World, chance: Random) -> str:
    """Mostly the same one, so that referrals, agreements and its worker meet."""
    return world.agencies[0 if chance.random() < 0.8 else 1]


def _referral(world: World, chance: Random) -> dict[str, Any]:
    values = REFERRAL | {
        "to_agency": _agency(world, chance), "facts": matter.text(chance, 200),
        "ask": matter.text(chance, 200), "reference": f"R-{chance.randrange(10_000):04d}",
    }  # fmt: skip
    return values | ({"submitted": SENT} if chance.random() < 0.6 else {})


def _basis(people: list[str], referrals: list[str], chance: Random) -> dict[str, Any]:
    values = {"referral": referrals[-1], "person": chance.choice(people), "my_view": matter.text(chance, 200)}
    if chance.random() < 0.2:
        values["lawful_basis"] = "vital_interest"
    return matter.create(CATALOGUE["referral_basis"], "officer", chance, values) or values


def _agree(world: World, stream: str, person: str, chance: Random) -> Made:
    agency = _agency(world, chance)
    record = paired_id(world.tenant, "agreement", person, agency)
    values = {"person": person, "agency": agency, **AGREED, "state": chance.choice(ANSWERS)}
    values |= {"until": chance.choice(UNTIL), "words": matter.text(chance, 200)}
    return Made(stream, "agreement", record, values, "create")


def _said(chance: Random) -> dict[str, Any]:
    values: dict[str, Any] = {"state": chance.choice(ANSWERS)}
    return values | ({"words": matter.text(chance, 200)} if chance.random() < 0.5 else {})


def _edited(world: World, chance: Random) -> dict[str, Any]:
    values = matter.some(CATALOGUE["referral"], "officer", chance, 2)
    if chance.random() < 0.5:
        values["submitted"] = SENT
    if chance.random() < 0.1:
        values["to_agency"] = _agency(world, chance)
    return values or {"facts": matter.text(chance, 200)}
