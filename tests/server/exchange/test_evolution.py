"""Apps and servers of two schemas meet, on both databases; the next one is declared here as a release would."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from server.audit.models import AuditRow
from server.database import reading
from server.exchange import erasing, judging, ledger, linking, rerendering, service, system, upgrading
from server.exchange.models import Entry
from server.exchange.rerendering import Rerendering
from server.exchange.upgrading import judge_what_was_newer
from sync.fields import Choice, Field, RecordType, choices
from sync.records.catalogue import CATALOGUE, SCHEMA
from tests.factories.devices import Device
from tests.factories.records import NOTE

NEXT = SCHEMA + 1

READS_CATALOGUE = (erasing, judging, ledger, linking, service, system, upgrading)
READS_SCHEMA = (judging, rerendering, service, system, upgrading)


def next_catalogue() -> Mapping[str, RecordType]:
    """The schema after this one: a sighting has lamps and a height, a new kind of it, and there are tide tables."""
    sighting = CATALOGUE["sighting"]
    kind = sighting.by_name["kind"]
    fields = [
        replace(each, choices=(*kind.choices, Choice("drawing", "Drawing"))) if each is kind else each
        for each in sighting.fields
    ]
    lamps = Field(
        "lamps", "choices", "Lamps", choices=choices(("red", "Red"), ("green", "Green"), ("white", "White"))
    )
    height = Field("height", "integer", "Height in centimetres", minimum=0, limit=300, policy="latest")
    tide = replace(
        sighting, name="tide_table", label="Tide table", plural="Tide tables", reference_letter=None, fields=(
            Field("high", "time", "High water", required=True),
        ), title=("high",), states=(), rules=(),
    )  # fmt: skip
    return {**CATALOGUE, "sighting": replace(sighting, fields=(*fields, lamps, height)), "tide_table": tide}


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Calling it makes this server one of the next release."""

    def to_next() -> None:
        catalogue = next_catalogue()
        for module in READS_CATALOGUE:
            monkeypatch.setattr(module, "CATALOGUE", catalogue)
        for module in READS_SCHEMA:
            monkeypatch.setattr(module, "SCHEMA", NEXT)

    return to_next


def is_whole(reader: Device, stream: str = "op/harbour") -> bool:
    """Whether the rows of this device add up to what the server says."""
    complete = reader.completes[stream]
    return reader.digest(stream) == (complete["digest"], complete["count"])


def test_what_an_app_of_the_next_schema_wrote_is_judged_and_shown_after_the_upgrade(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """A new field, choice and type wait as `held` and nothing of them is lost; a key of a later envelope waits on."""
    field = wren.fields("sighting", NOTE | {"height": 180}, schema=NEXT)
    choice = wren.fields("sighting", NOTE | {"kind": "drawing"}, schema=NEXT)
    kind = wren.fields("tide_table", {"high": "02:10"}, schema=NEXT)
    wrong = wren.fields("sighting", NOTE | {"height": 900}, schema=NEXT)
    key = wren.fields("sighting", NOTE, schema=NEXT, mood="calm")
    sent = [field, choice, kind, wrong, key]

    before = [each["verdict"] for each in wren.push(*(wren.envelope(each) for each in sent))]
    unknown = judge_what_was_newer()
    upgrade()
    judged = judge_what_was_newer()
    wren.pull()
    heron.pull()

    after = [wren.verdicts[each["id"]]["verdict"] for each in sent]
    assert (["held"] * 5, 0, 4) == (before, unknown, judged)
    assert ["accepted", "accepted", "accepted", "refused", "held"] == after
    assert 180 == heron.row(field["record"])["fields"]["height"]
    assert "drawing" == heron.row(choice["record"])["fields"]["kind"]
    assert {"high": "02:10"} == heron.row(kind["record"])["fields"]
    assert is_whole(heron)


def test_an_app_of_the_previous_schema_carries_what_it_does_not_know(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """It stores and proves the whole text, writes to the same record, and takes nothing of the new field away."""
    upgrade()
    record, said = wren.save(
        "sighting", NOTE | {"height": 180, "lamps": {"add": ["red"], "remove": []}}, schema=NEXT
    )
    heron.pull()
    seen = heron.row(record)

    _, verdict = heron.save(
        "sighting", {"street": "Tide Lane"}, record=record, base=seen["last_change"], schema=SCHEMA
    )
    wren.pull()
    heron.pull()

    fields = wren.row(record)["fields"]
    assert ("accepted", "accepted") == (said["verdict"], verdict["verdict"])
    assert (180, ["red"], "Tide Lane") == (fields["height"], fields["lamps"], fields["street"])
    assert fields == heron.row(record)["fields"]
    assert is_whole(heron)


def test_texts_of_an_older_server_are_rendered_again_once(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """A field kept unjudged becomes what the new schema says; other records get no entry, a second pass none at all."""
    record, _ = wren.save("sighting", NOTE | {"lamps": {"add": ["white", "red"], "remove": []}})
    heron.pull()
    as_sent = heron.row(record)["fields"]["lamps"]
    heron.save(
        "sighting",
        {"lamps": {"add": ["green"], "remove": []}},
        record=record,
        base=heron.row(record)["last_change"],
    )
    plain, _ = wren.save("sighting", NOTE)
    nothing = Rerendering().go_on()

    upgrade()
    altered = [Rerendering().go_on(), Rerendering().go_on()]
    heron.pull()

    assert {"add": ["white", "red"], "remove": []} == as_sent
    assert (0, [1, 0]) == (nothing, altered)
    assert ["green", "red", "white"] == heron.row(record)["fields"]["lamps"]
    assert heron.row(record)["clashes"] == []
    assert is_whole(heron)
    with reading() as session:
        rendered = select(func.count()).select_from(Entry).where(Entry.kind == "rendered")
        assert (1, 0) == tuple(
            session.scalars(rendered.where(Entry.record_id == each)).one() for each in (record, plain)
        )
        notes = session.scalars(select(AuditRow.subject).where(AuditRow.act == "texts_rendered")).all()
    assert [json.dumps({"schema": NEXT})] == [json.dumps(each) for each in notes]
