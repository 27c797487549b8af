"""Apps and servers of two schemas meet, on both databases; the next one is declared as a release would."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import func, select

from server.accounts.models import Tenant
from server.audit.models import AuditRow
from server.database import reading
from server.evidence.findings import Report
from server.evidence.walk import walk
from server.exchange.models import Entry
from server.exchange.rerendering import Rerendering
from server.exchange.upgrading import judge_what_was_newer
from sync.records.catalogue import SCHEMA
from tests.factories.devices import Device
from tests.factories.next_release import NEXT_SCHEMA, upgrade_server
from tests.factories.records import NOTE


@pytest.fixture
def upgrade() -> Iterator[Callable[[], None]]:
    """Calling it makes this server one of the next release."""
    with ExitStack() as stack:

        def to_next() -> None:
            upgrade_server(stack)

        yield to_next


def is_whole(reader: Device, stream: str = "op/harbour") -> bool:
    """Whether the rows of this device add up to what the server says."""
    complete = reader.completes[stream]
    return reader.digest(stream) == (complete["digest"], complete["count"])


def walked(device: Device) -> Report:
    """What `lantern verify` finds."""
    with reading() as session:
        return walk(session, session.get_one(Tenant, device.phone.tenant))


def test_what_an_app_of_the_next_schema_wrote_is_judged_and_shown_after_the_upgrade(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """A new field, choice and type wait as `held` and nothing of them is lost; what still has a wrong form then is
    refused, and a key of a later envelope waits on.
    """
    field = wren.fields("sighting", NOTE | {"height": 180}, schema=NEXT_SCHEMA)
    choice = wren.fields("sighting", NOTE | {"kind": "drawing"}, schema=NEXT_SCHEMA)
    kind = wren.fields("tide_table", {"high": "02:10"}, schema=NEXT_SCHEMA)
    wrong = wren.fields("sighting", NOTE | {"height": 900}, schema=NEXT_SCHEMA)
    key = wren.fields("sighting", NOTE, schema=NEXT_SCHEMA, mood="calm")
    act = wren.fields("sighting", NOTE, schema=NEXT_SCHEMA, op="seal")
    sent = [field, choice, kind, wrong, act, key]

    before = [each["verdict"] for each in wren.push(*(wren.envelope(each) for each in sent))]
    unknown = judge_what_was_newer()
    early = walked(wren).broken()
    upgrade()
    judged = judge_what_was_newer()
    wren.pull()
    heron.pull()

    after = [wren.verdicts[each["id"]]["verdict"] for each in sent]
    assert (["held"] * 6, 0, 5) == (before, unknown, judged)
    assert ["accepted", "accepted", "accepted", "refused", "refused", "held"] == after
    assert 180 == heron.row(field["record"])["fields"]["height"]
    assert "drawing" == heron.row(choice["record"])["fields"]["kind"]
    assert {"high": "02:10"} == heron.row(kind["record"])["fields"]
    assert is_whole(heron)
    assert [[], []] == [early, walked(wren).broken()]


def test_an_app_of_the_previous_schema_carries_what_it_does_not_know(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """It stores and proves the whole text, writes to the same record, and takes nothing of the new field away."""
    upgrade()
    record, said = wren.save(
        "sighting", NOTE | {"height": 180, "lamps": {"add": ["red"], "remove": []}}, schema=NEXT_SCHEMA
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


def test_a_change_to_a_record_that_an_older_server_folded_needs_not_wait(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """A list that was sent before it was known is one in the next change already, and when it is read with others."""
    record, _ = wren.save("sighting", NOTE | {"lamps": {"add": ["white"], "remove": []}})
    heron.pull()
    base = heron.row(record)["last_change"]
    upgrade()

    lamps = {"add": ["red"], "remove": []}
    _, said = heron.save("sighting", {"lamps": lamps}, record=record, base=base, schema=NEXT_SCHEMA)
    wren.pull()
    Rerendering().go_on()

    assert "accepted" == said["verdict"]
    assert ["red", "white"] == wren.row(record)["fields"]["lamps"]
    assert [] == walked(wren).broken()


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
    assert [json.dumps({"schema": NEXT_SCHEMA})] == [json.dumps(each) for each in notes]


def test_verify_does_not_take_a_verdict_of_before_an_upgrade_for_an_altered_one(
    wren: Device, heron: Device, upgrade: Callable[[], None]
) -> None:
    """Two unseen additions to a field that was not known clashed; now they are merged, and the verdicts stand."""
    record, _ = wren.save("sighting", NOTE | {"lamps": {"add": ["red"], "remove": []}})
    heron.pull()
    seen = heron.row(record)["last_change"]
    wren.save("sighting", {"lamps": {"add": ["white"], "remove": []}}, record=record, base=seen)
    _, told = heron.save("sighting", {"lamps": {"add": ["green"], "remove": []}}, record=record, base=seen)

    upgrade()
    early = walked(wren)
    Rerendering().go_on()
    heron.pull()
    after = walked(wren)

    assert "conflicted" == told["verdict"]
    assert ["green", "red", "white"] == heron.row(record)["fields"]["lamps"]
    assert ([], {"not_rendered_yet"}) == (early.broken(), {each.code for each in early.noted()})
    assert ([], []) == (after.broken(), after.noted())
