"""The declarations check themselves: what every record type must keep to."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import sync.records
from sync.fields import LIST_KINDS, Field, RecordType
from sync.records.catalogue import CATALOGUE

TYPES = list(CATALOGUE.values())
SNAKE = re.compile(r"[a-z][a-z0-9_]*")
CONTEXT = {
    *("$today", "$now", "$role", "$constable", "$decision"),
    *("$sergeant_first", "$beyond_default", "$placed", "$agreement"),
}
Siblings = tuple[Field, ...]


def fields_with_siblings(record_type: RecordType) -> Iterator[tuple[Field, Siblings]]:
    """Every field and part, each with those that stand beside it."""
    for field in record_type.fields:
        yield field, record_type.fields
        for part in field.parts:
            yield part, field.parts


def conditions(record_type: RecordType) -> Iterator[tuple[Mapping[str, Any], Siblings]]:
    """Every condition of a type, with the fields that it sees, nearest first."""
    for field, beside in fields_with_siblings(record_type):
        for condition in (
            field.shown_when,
            field.required_when,
            *(each.shown_when for each in field.choices),
        ):
            if condition is not None:
                yield condition, (*beside, *record_type.fields)
    for condition in [each.when for each in record_type.states] + [each.when for each in record_type.rules]:
        yield condition, record_type.fields
    if record_type.final is not None:
        yield record_type.final, record_type.fields


def comparisons(condition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The single comparisons inside a condition."""
    inner = [*condition.get("all", []), *condition.get("any", [])]
    inner += [condition["not"]] if "not" in condition else []
    for each in inner:
        yield from comparisons(each)
    if "field" in condition:
        yield condition


def named(path: str, seen: Siblings) -> Field | None:
    """The field that a condition's path names, among those seen."""
    name, _, part = path.partition(".")
    field = next((each for each in seen if each.name == name), None)
    if field is None or not part:
        return field
    return next((each for each in field.parts if each.name == part), None)


def test_every_file_with_a_record_is_in_the_catalogue() -> None:
    """No declared type is forgotten, and none is listed under another's name."""
    modules = [
        importlib.import_module(f"sync.records.{info.name}")
        for info in pkgutil.iter_modules(sync.records.__path__)
    ]

    declared = {module.RECORD.name: module.RECORD for module in modules if hasattr(module, "RECORD")}

    assert declared == dict(CATALOGUE)
    assert all(
        module.__name__.endswith(f".{module.RECORD.name}") for module in modules if hasattr(module, "RECORD")
    )


@pytest.mark.parametrize("record_type", TYPES, ids=lambda each: each.name)
class TestEachType:
    """What holds for each record type by itself."""

    def test_names_are_unique_and_written_alike(self, record_type: RecordType) -> None:
        """Names of fields, parts and choices are snake_case and said once."""
        for field, beside in fields_with_siblings(record_type):
            values = [choice.value for choice in field.choices]

            assert SNAKE.fullmatch(field.name)
            assert 1 == [each.name for each in beside].count(field.name)
            assert len(values) == len(set(values))
            assert all(SNAKE.fullmatch(value) for value in values)
            assert field.label
            assert all(choice.label for choice in field.choices)

    def test_each_kind_has_what_it_needs(self, record_type: RecordType) -> None:
        """Choices have lists, groups have parts, links have types that exist."""
        for field, _ in fields_with_siblings(record_type):
            assert bool(field.choices) is (field.kind in ("choice", "choices")), field.name
            assert bool(field.parts) is (field.kind in ("group", "repeated", "entries")), field.name
            assert set(field.targets) <= set(CATALOGUE), field.name

    def test_parts_hold_no_parts(self, record_type: RecordType) -> None:
        """A group stands at the top only, so that a path has one meaning."""
        for field in record_type.fields:
            assert all(not part.parts for part in field.parts), field.name

    def test_conditions_name_fields_and_answers_that_exist(self, record_type: RecordType) -> None:
        """No condition waits for a field or a choice that nobody can give."""
        for condition, seen in conditions(record_type):
            for each in comparisons(condition):
                if each["field"].startswith("$"):
                    assert each["field"] in CONTEXT, each
                    continue
                field = named(each["field"], seen)
                assert field is not None, each
                wanted = [each.get("is"), each.get("has"), *each.get("in", []), *each.get("has_any", [])]
                offered = {choice.value for choice in field.choices}
                assert not field.choices or {value for value in wanted if value is not None} <= offered, each

    def test_policies_carry_their_order_or_winner(self, record_type: RecordType) -> None:
        """Lists say who wins; a protective order names every answer, since what it leaves out would rule."""
        for field in record_type.fields:
            parts = field.parts if field.kind == "repeated" else ()
            for each in (field, *parts):
                assert (each.policy == "set") is (each.kind in LIST_KINDS), each.name
                assert (each.winner is not None) is (each.policy == "set"), each.name
                assert (each.policy == "append") is (each.kind == "entries"), each.name
                deciding = each if each.protective_part is None else named(each.protective_part, each.parts)
                assert deciding is not None
                if each.protective:
                    assert each.policy in ("protective", "withdrawn"), each.name
                    assert {choice.value for choice in deciding.choices} == set(each.protective), each.name
                assert each.policy != "withdrawn" or each.protective, each.name

    def test_parts_of_a_group_leave_merging_to_the_group(self, record_type: RecordType) -> None:
        """A group is one value with one policy."""
        for field in record_type.fields:
            if field.kind in ("group", "entries"):
                assert all(part.policy == "decide" and part.writers is None for part in field.parts)

    def test_other_always_has_text(self, record_type: RecordType) -> None:
        """Wherever *Other* is offered there is a field for the words, required with it."""
        for field, beside in fields_with_siblings(record_type):
            if any(choice.value == "other" for choice in field.choices):
                words = named(f"{field.name}_other", beside)

                assert words is not None, field.name
                assert words.required_when is not None

    def test_text_is_bounded(self, record_type: RecordType) -> None:
        """No text may be longer than a change can carry beside the rest of its form."""
        for field, _ in fields_with_siblings(record_type):
            if field.kind in ("text", "long_text"):
                assert (field.limit or 0) <= 10_000

    def test_integers_are_bounded_on_both_sides(self, record_type: RecordType) -> None:
        """A number that a person types has a smallest and a largest."""
        for field, _ in fields_with_siblings(record_type):
            if field.kind == "integer":
                assert field.minimum is not None
                assert field.limit is not None

    def test_titles_pairs_and_rules_name_fields(self, record_type: RecordType) -> None:
        """What titles a row, derives an id or mends a rule is a field of the type."""
        mended = [each.field for each in record_type.rules]
        reasons = [each.reason_field for each in record_type.rules if each.strength == "reason"]

        assert {*record_type.title, *record_type.paired, *mended, *reasons} <= set(record_type.by_name)
        assert all(record_type.by_name[name].policy == "fixed" for name in record_type.paired)
        assert len({each.code for each in record_type.rules}) == len(record_type.rules)

    def test_a_reference_has_a_letter_and_a_field(self, record_type: RecordType) -> None:
        """A type with a letter for its references has where to keep them."""
        assert record_type.reference_letter is None or "reference" in record_type.by_name


def names_of(field: Field) -> dict[str, Any]:
    """What of a field is on the wire: kind, values of choices, parts."""
    return {
        "kind": field.kind,
        "choices": {choice.value for choice in field.choices},
        "parts": {part.name: names_of(part) for part in field.parts},
    }


def lost(in_use: dict[str, Any], now: dict[str, Any], path: str) -> Iterator[str]:
    """Names in use that are no longer declared, or that mean something else now."""
    for name, each in in_use.items():
        held = now.get(name)
        if held is None or held["kind"] != each["kind"]:
            yield f"{path}{name}"
            continue
        yield from (
            f"{path}{name}: {value}" for value in each.get("choices", []) if value not in held["choices"]
        )
        yield from lost(each.get("parts", {}), held["parts"], f"{path}{name}/")


def test_no_name_in_use_is_lost() -> None:
    """What phones have written stays readable: names, kinds and choices are added to and never taken away.

    `tests/vectors/names_in_use.json` lists what is out there; add to it with each release.
    """
    in_use = json.loads((Path(__file__).parent.parent / "vectors" / "names_in_use.json").read_text("utf-8"))

    gone = [
        found
        for name, fields in in_use.items()
        for found in lost(fields, {each.name: names_of(each) for each in CATALOGUE[name].fields}, f"{name}.")
    ]

    assert [] == gone


def test_reference_letters_are_unique() -> None:
    """A reference that is said aloud leads to one type."""
    letters = [each.reference_letter for each in TYPES if each.reference_letter is not None]

    assert len(letters) == len(set(letters))


def test_people_supported_have_no_point_on_a_map_and_no_photograph() -> None:
    """Types of the welfare stream and of agencies hold neither a position nor a file."""
    kinds = {
        (record_type.name, field.name)
        for record_type in TYPES
        if record_type.home in ("care", "agency")
        for field, _ in fields_with_siblings(record_type)
        if field.kind in ("place", "position", "polygons", "file")
    }

    assert set() == kinds


def test_a_referral_names_nothing_that_its_agency_may_not_see() -> None:
    """A referral links to agencies and authors only."""
    links = {
        target
        for field, _ in fields_with_siblings(CATALOGUE["referral"])
        if field.kind in ("record", "records")
        for target in (field.targets or ("anything",))
    }

    assert {"agency"} == links
    assert not {"person", "engagement", "agreement", "patrol", "operation"} & set(
        CATALOGUE["referral"].by_name
    )


def test_enforcement_never_links_to_welfare() -> None:
    """No type of the operation's open stream names a record of `care/` or `sup/`."""
    hidden = {each.name for each in TYPES if each.home in ("care", "sup", "agency")}

    linked = {
        (record_type.name, field.name)
        for record_type in TYPES
        if record_type.home in ("op", "ref", "staff")
        for field, _ in fields_with_siblings(record_type)
        if hidden & set(field.targets) or (field.kind in ("record", "records") and not field.targets)
    }

    assert set() == linked


def test_nobody_is_asked_for_a_nationality() -> None:
    """No field or choice speaks of nationality or immigration."""
    words = [
        text
        for record_type in TYPES
        for field, _ in fields_with_siblings(record_type)
        for text in (field.name, field.label, *(choice.label for choice in field.choices))
    ]

    assert [] == [
        text for text in words if re.search(r"nationalit|immigra|asylum|visa\b", text, re.IGNORECASE)
    ]


def test_a_council_officer_creates_no_agreement_and_no_referral() -> None:
    """Council enforcement officers may log that they met somebody, and no more of welfare."""
    created = {each.name for each in TYPES if each.home == "care" and "council_officer" in each.creators}

    assert {"person_supported", "engagement", "occupier_visit"} == created
