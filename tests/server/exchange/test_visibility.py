"""Who is sent what, at the wire: every record type against every role, by markers planted in every field."""

import itertools
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from sync.changes import paired_id
from sync.fields import Field, RecordType
from sync.records.catalogue import CATALOGUE
from tests.factories.devices import Device, device
from tests.factories.referrals import Case
from tests.server.people import Partnership

SAMPLES = Path(__file__).parents[2] / "vectors" / "records"
HOMES = {"ref": "ref", "staff": "staff", "op": "op/harbour", "care": "care/harbour", "sup": "sup/harbour"}
MARKER = "MARKER"
CREATORS = ("officer", "supervisor", "support_worker", "administrator", "council_officer")
READERS = ("support_worker", "council_officer", "officer", "records_officer", "administrator")
MAY_READ = {
    "officer": {"ref", "staff", "op/harbour"},
    "council_officer": {"ref", "staff", "op/harbour"},
    "records_officer": {"ref", "staff"},
    "administrator": {"ref", "staff"},
}
"""Streams that a role reads besides its agency's; the officer here is not named for welfare."""


class Planter:
    """Makes one record of each type with a marker of its own in every field that takes text."""

    def __init__(self, client: FlaskClient, partnership: Partnership) -> None:
        self.partnership = partnership
        self.devices: dict[str, Device] = {}
        for number, role in enumerate(("officer", "supervisor", "support_worker", "council_officer")):
            partnership.add(f"author{number}", role, welfare=role == "officer")  # type: ignore[arg-type]
            self.devices[role] = device(client, f"author{number}")
        self.numbers = itertools.count(1)

    def plant(self, declared: RecordType, stream: str) -> tuple[str, list[str]] | None:
        """The record's id and its markers; None when no person may make it (only the system does)."""
        role = next((each for each in CREATORS if each in declared.creators and each in self.devices), None)
        if role is None:
            return None
        sample = json.loads((SAMPLES / f"{declared.name}.json").read_text())
        markers: list[str] = []
        values = {
            name: self._marked(declared.by_name[name], value, markers)
            for name, value in sample["good_full"].items()
            if "/" not in name and name != "voided"
        } | {name: value for name, value in sample["good_full"].items() if "/" in name}
        record = str(uuid.uuid4())
        if declared.paired:
            first, second = (values[each] for each in declared.paired)
            record = paired_id(self.partnership.tenant, declared.name, first, second)
        _, verdict = self.devices[role].save(declared.name, values, record=record, op="create", stream=stream)
        assert verdict["verdict"] == "accepted", (declared.name, verdict["problems"])
        return record, markers

    def _marked(self, field: Field, value: Any, markers: list[str]) -> Any:
        if field.kind in ("text", "long_text") and isinstance(value, str):
            marker = f"{MARKER}{next(self.numbers)}"
            if field.limit is None or field.limit >= len(marker):
                markers.append(marker)
                return marker
        if field.kind == "texts" and isinstance(value, dict):
            markers.append(f"{MARKER}{next(self.numbers)}")
            return {"add": [markers[-1]], "remove": []}
        if field.kind in ("group", "place") and isinstance(value, dict):
            parts = {each.name: each for each in field.parts}
            return {
                name: self._marked(parts[name], each, markers) if name in parts else each
                for name, each in value.items()
            }
        if field.kind == "entries" and isinstance(value, dict):
            parts = {each.name: each for each in field.parts}
            added = [
                {name: self._marked(parts[name], part, markers) for name, part in each.items()}
                for each in value["add"]
            ]
            return {"add": added, "remove": []}
        return value


def streams_of(declared: RecordType, partnership: Partnership) -> Iterator[str]:
    """Where a record of this type may live; `about` lives in every kind of stream."""
    if declared.home == "about":
        yield from (HOMES["op"], HOMES["care"], HOMES["sup"])
    elif declared.home == "agency":
        yield f"agency/{partnership.agency}"
    else:
        yield HOMES[declared.home]


@pytest.mark.parametrize("reader", READERS)
def test_nobody_is_sent_an_id_or_a_word_of_what_they_may_not_read(
    client: FlaskClient, partnership: Partnership, reader: str
) -> None:
    """Every type is planted in every stream where it may live; a role's pull holds exactly what it may read."""
    planter = Planter(client, partnership)
    planted = [
        (stream, declared.name, made)
        for declared in CATALOGUE.values()
        for stream in streams_of(declared, partnership)
        if (made := planter.plant(declared, stream)) is not None
    ]
    partnership.add("reader", reader)  # type: ignore[arg-type]
    mine = MAY_READ.get(reader, {"ref", f"agency/{partnership.agency}"})

    sent = device(client, "reader").pull()

    for stream, name, (record, markers) in planted:
        assert (record in sent) is (stream in mine), (reader, name, stream)
        found = [marker for marker in markers if f'"{marker}"' in sent]
        assert found == (markers if stream in mine else []), (reader, name, stream)
    assert len({name for _, name, _ in planted}) >= len(CATALOGUE) - 8


def test_a_placed_referral_brings_nothing_with_it(client: FlaskClient, partnership: Partnership) -> None:
    """The agency's pull names no record but the referral, and no value that it held before it entered."""
    partnership.add("wren", welfare=True)
    partnership.add("linnet", "support_worker")
    case = Case(device(client, "wren"), partnership.agency).begin(facts="MARKER first words")
    case.save("engagement", {"contact": "talked"} | _talk())
    case.edit(facts="What is shared.", safe_contact={"how": "text", "never": "MARKER never"})
    case.edit(safe_contact={"how": "by_worker"})
    case.send()
    case.agree(words="MARKER their words")
    linnet = device(client, "linnet")

    sent = linnet.pull()

    assert [(case.stream, case.referral)] == [key for key in linnet.rows if key[0] == case.stream]
    assert MARKER not in sent
    for other in (case.person, case.basis, case.agreement, "care/harbour", case.officer.phone.person):
        assert other not in sent


def test_a_refused_or_quarantined_change_shows_nothing_to_anybody(
    client: FlaskClient, partnership: Partnership
) -> None:
    """What is kept apart is in no stream, and its author's verdict holds no word of it."""
    partnership.add("wren")
    partnership.add("kestrel", "supervisor")
    wren, kestrel = device(client, "wren"), device(client, "kestrel")

    _, refused = wren.save("sighting", {"kind": "ufo", "words": "MARKER"})
    _, apart = wren.save("sighting", {"kind": "note", "words": "MARKER"}, author=str(uuid.uuid4()))

    assert ("refused", "quarantined") == (refused["verdict"], apart["verdict"])
    assert MARKER not in kestrel.pull() + wren.pull() + json.dumps([refused, apart])


def _talk() -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((SAMPLES / "engagement.json").read_text())["good_full"]
    return {name: value for name, value in sample.items() if name not in ("voided", "contact")}
