"""What was missing arrives after all: holes in an install's numbers, and a create that could not be read."""

import json
import uuid

import pytest
from sqlalchemy import select

from server.database import reading
from server.evidence.walk import verify
from server.exchange.models import StoredChange
from tests.factories.devices import Device, code
from tests.factories.records import NOTE
from tests.server.people import Partnership


def test_a_hole_is_flagged_until_what_was_missing_arrives(wren: Device) -> None:
    """Then the flag is gone from everybody's copy."""
    missing = wren.change("sighting", NOTE)
    record, _ = wren.save("sighting", NOTE)
    wren.pull()
    before = wren.row(record)["flags"]

    wren.push(missing)
    wren.pull()

    assert ["hole_in_dseq"] == [each["code"] for each in before]
    assert [] == wren.row(record)["flags"]
    assert wren.digest("op/harbour") == (
        wren.completes["op/harbour"]["digest"], wren.completes["op/harbour"]["count"],
    )  # fmt: skip


def test_what_fills_a_hole_without_being_what_was_named_is_flagged(wren: Device) -> None:
    """The number is there and the bytes are others: the chain has a fork."""
    fields = wren.fields("sighting", NOTE)
    wren.envelope(fields)
    record, _ = wren.save("sighting", NOTE)
    other = wren.envelope(fields | {"set": NOTE | {"words": "Something else"}})

    wren.push(other)
    wren.pull()

    assert ["wrong_prev"] == [each["code"] for each in wren.row(record)["flags"]]


@pytest.mark.parametrize("first", ["child", "create"])
@pytest.mark.parametrize("names", ["after", "nothing"])
def test_a_create_that_could_not_be_read_takes_its_children_with_it(
    wren: Device, first: str, names: str
) -> None:
    """Whichever came first: nothing waits for ever."""
    change = wren.fields("sighting", NOTE) | {"record": str(uuid.uuid4())}
    create = wren.signed(json.dumps(change).replace('"schema": 1', '"schema": 1.5'))
    child = wren.change(
        "sighting", {"words": "Two cars"}, record=change["record"], base=change["id"],
        after=change["id"] if names == "after" else None,
    )  # fmt: skip

    wren.push(*([child] if first == "child" else [create]))
    wren.push(*([create] if first == "child" else [child]))

    verdict = wren.push(child)[0]["latest"]
    assert ("refused", "create_refused") == code(verdict)
    with reading() as session:
        assert [None] == list(session.scalars(select(StoredChange.waits_for)))


def test_a_create_that_was_refused_takes_children_with_it_that_came_before(wren: Device) -> None:
    """Also those that name no change before them."""
    create = wren.fields("sighting", {"kind": "unheard of"})
    envelope = wren.envelope(create)
    child = wren.change("sighting", {"words": "Two cars"}, record=create["record"])

    held = wren.push(child)[0]
    wren.push(envelope)
    wren.pull()

    assert "held" == held["verdict"]
    assert ("refused", "create_refused") == code(wren.verdicts[wren.last])


def test_an_unsigned_text_takes_nothing_with_it(wren: Device) -> None:
    """Only what the install signed counts as its create."""
    change = wren.fields("sighting", NOTE)
    text = json.dumps(change).replace('"schema": 1', '"schema": 1.5')
    wren.push([text, "A" * 86])

    verdict = wren.push(wren.change("sighting", {"words": "Two"}, record=change["record"]))[0]

    assert ("held", "record_unknown") == code(verdict)


def test_changes_that_waited_for_one_record_are_judged_once_each(
    wren: Device, partnership: Partnership
) -> None:
    """Each has one entry and its own verdict, however many waited side by side."""
    record = str(uuid.uuid4())
    created = wren.change("sighting", NOTE, record=record, op="create")
    edits = [wren.change("sighting", {"words": words}, record=record) for words in ("one", "two", "three")]
    waited = [code(verdict)[0] for edit in edits for verdict in wren.push(edit)]

    wren.push(created)
    with reading() as session:
        verdicts = list(session.scalars(select(StoredChange.verdict).where(StoredChange.record_id == record)))
        found = verify(session, partnership.tenant)

    assert ["held"] * 3 == waited
    assert ["accepted"] * 4 == verdicts
    assert [] == found
