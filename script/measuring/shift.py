"""A made-up shift to measure on: the real server with an operation of some thousand records and one officer.

A model device of the same officer writes them all, signed and pushed as every phone's changes are.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from script.tooling.paths import BUILT_APP
from server import create_app
from server.accounts.models import Tenant
from server.database import db, in_transaction
from server.exchange.system import write_record
from server.settings import settings_from_environment
from tests.factories.devices import Device, device
from tests.journeys.service import PASSWORD, Service

BATCH = 200
STREETS = ("Ropewalk Street", "Chandler Row", "Cable Lane", "Sailmaker Street", "Tide Street")
ZONE = "0197f0aa-0000-7000-8000-0000000000a1"
EVERY = 7
"""Minutes from one entry to the next."""
PERSON = 4
CHILD = 5
GIVEN = ("Ada", "Bram", "Cleo", "Dov", "Edna", "Fitz", "Greta", "Huw", "Ines", "Jory", "Kit")
FAMILIES = ("Heron", "Lapwing", "Merlin", "Nuthatch", "Osprey", "Plover", "Quail")
NOT_REACHED = {"childrens_services": {"reached": "not_yet"}}
SESSION = "0b8f0d0e-0000-4000-8000-000000000002"
PLACED_IN = {"engagement": "care/harbour"}
FOR_YOU = 2
"""Rows under *For you*: children whose services were not reached."""


def served(folder: Path, records: int) -> Service:
    """A running server with `records` of them, and the people who may read them."""
    service = Service(folder)
    service.environment.setdefault("LANTERN_APP_FOLDER", str(BUILT_APP))
    service.lantern("tenants", "add", "Fairhaven")
    service.lantern("operations", "add", "harbour", "Operation Harbour")
    service.lantern(
        "users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer", "--password", PASSWORD
    )
    service.lantern("memberships", "add", "wren", "harbour", "--welfare")
    app = create_app(settings_from_environment(service.environment))
    with app.app_context():
        in_transaction(_zone)
        _fill(device(app.test_client(), "wren"), records - 1)
        db.engine.dispose()
    service.start()
    return service


def _zone(session: Session) -> None:
    tenant = session.scalars(select(Tenant)).one().id
    values = {"name": "Ropewalk block", "kind": "hot_spot", "streets": {"add": list(STREETS), "remove": []}}
    write_record(session, tenant, "zone", "op/harbour", values, datetime.now(UTC), record=ZONE)


def _fill(model: Device, count: int) -> None:
    waiting = [
        model.change(kind, values, stream=PLACED_IN.get(kind, "op/harbour"), at=_evidence(moment))
        for moment, kind, values in _written(count)
    ]
    for begin in range(0, len(waiting), BATCH):
        verdicts = model.push(*waiting[begin : begin + BATCH])
        bad = [each for each in verdicts if each["verdict"] != "accepted"]
        if bad:
            raise RuntimeError(str(bad[0]))


def _evidence(moment: datetime) -> dict[str, Any]:
    return {"wall": moment.isoformat(), "monotonic": 1, "session": SESSION}


def _written(count: int) -> Iterator[tuple[datetime, str, dict[str, Any]]]:
    """Nights of patrols, each with what two officers write on it; the last patrol is still under way."""
    begin = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=EVERY * count)
    for at in range(count - 1):
        moment = begin + timedelta(minutes=EVERY * at)
        yield moment, *_one(at, moment, is_child=at % 20 == CHILD and count - at <= 20 * FOR_YOU)
    yield (
        begin + timedelta(minutes=EVERY * count),
        "patrol",
        _patrol(begin + timedelta(minutes=EVERY * count)),
    )


def _one(at: int, moment: datetime, *, is_child: bool) -> tuple[str, dict[str, Any]]:
    street = STREETS[at % len(STREETS)]
    part = at % 20
    if part == 0:
        ended = {"ended_at": (moment + timedelta(hours=1)).isoformat(), "outcome": "engaged"}
        return "patrol", _patrol(moment) | ended
    if part in (1, 2):
        plate = f"LH{at % 90 + 10} {'ABCDEFGHJK'[at % 10]}CH"
        return "vehicle", {"reported": plate, "colour": "silver", "type": "car"}
    if part == PERSON:
        name = f"{GIVEN[at % len(GIVEN)]} {FAMILIES[at // 20 % len(FAMILIES)]}"
        words = f"Grey coat, walks with a stick, often on {street}."
        return "person", {"kind": "individual", "name": name, "description": words}
    if part < 10:
        return "engagement", _engagement(moment, street) | (NOT_REACHED if is_child else {})
    words = f"Silver estate, slow, twice round {street}, then towards the docks. " * 6
    return "sighting", {
        "kind": "note",
        "happened_at": moment.isoformat(),
        "place": {"street": street},
        "words": words,
    }


def _engagement(moment: datetime, street: str) -> dict[str, Any]:
    return {
        "contact": "said_hello",
        "happened_at": moment.isoformat(),
        "street": street,
        "age": {"view": "adult_believed", "how_known": "appearance"},
        "immediate_need": {"add": ["none_seen"], "remove": []},
    }


def _patrol(moment: datetime) -> dict[str, Any]:
    return {
        "zones": {"add": [ZONE], "remove": []},
        "type": "foot",
        "team/k1/name": "PCSO Lily Starling",
        "agency": str(uuid.UUID(int=1)),
        "started_at": moment.isoformat(),
    }
