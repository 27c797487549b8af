"""Every record type against its shared vectors: the Python side."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.checks import broken_rules, fields_of, missing_for_final, problems_of_change, state_of
from sync.fields import Field
from sync.records.catalogue import CATALOGUE

FOLDER = Path(__file__).parent.parent / "vectors" / "records"
VECTORS: dict[str, Any] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
}


def cases(key: str) -> list[Any]:
    """The cases under `key` of every type, each named."""
    return [
        pytest.param(name, case, id=f"{name}: {case.get('why', index)}")
        for name, vector in VECTORS.items()
        for index, case in enumerate(vector.get(key, []))
    ]


def test_every_type_has_vectors() -> None:
    """A type without samples, or samples without a type, is noticed."""
    assert set(CATALOGUE) == set(VECTORS)


@pytest.mark.parametrize("name", VECTORS)
@pytest.mark.parametrize("sample", ["good_minimal", "good_full"])
def test_a_good_sample_has_no_problem(name: str, sample: str) -> None:
    """The least and the most that can be said are both accepted."""
    vector = VECTORS[name]

    found = problems_of_change(
        CATALOGUE[name], "create", vector[sample], role=vector["role"], today="2026-02-07"
    )

    assert [] == found


@pytest.mark.parametrize(("name", "case"), cases("good_later"))
def test_what_another_role_adds_has_no_problem(name: str, case: dict[str, Any]) -> None:
    """Fields that belong to another role are accepted from it."""
    assert [] == problems_of_change(CATALOGUE[name], "set", case["set"], role=case["role"])


@pytest.mark.parametrize(("name", "case"), cases("bad"))
def test_a_bad_sample_has_exactly_its_problems(name: str, case: dict[str, Any]) -> None:
    """Code and path of every problem, and no other."""
    role = case.get("role", VECTORS[name]["role"])

    found = problems_of_change(CATALOGUE[name], case["op"], case["set"], role=role, today=case.get("today"))

    said = sorted((each.code, each.path) for each in found)
    assert sorted((each["code"], each["path"]) for each in case["problems"]) == said
    assert all(each.words and "{" not in each.words for each in found)


@pytest.mark.parametrize(("name", "case"), cases("states"))
def test_a_state_is_computed_from_facts(name: str, case: dict[str, Any]) -> None:
    """The first state whose condition holds is the record's."""
    state = state_of(CATALOGUE[name], case["fields"], case["context"])

    assert case["state"] == (state and state.name)


@pytest.mark.parametrize(("name", "case"), cases("rules"))
def test_a_rule_is_broken_where_the_vectors_say(name: str, case: dict[str, Any]) -> None:
    """Rules of law and local policy stop what they should and nothing else."""
    broken = broken_rules(CATALOGUE[name], case["fields"], case["context"])

    assert case["broken"] == [rule.code for rule in broken]


def keys_of(field: Field) -> set[str]:
    """The keys of `set` that fill all of a field."""
    return (
        {f"{field.name}/k1/{part.name}" for part in field.parts} if field.kind == "repeated" else {field.name}
    )


@pytest.mark.parametrize("name", VECTORS)
def test_the_full_sample_fills_every_field_part_and_list(name: str) -> None:
    """A new field, part or choice of a list is not forgotten in the samples."""
    vector = VECTORS[name]
    said = vector["good_full"] | {
        key: value for later in vector["good_later"] for key, value in later["set"].items()
    }

    for field in CATALOGUE[name].fields:
        assert keys_of(field) <= set(said), field.name
        for key, declared, value in filled_parts(field, said):
            assert value is not None, key
            if declared.kind == "choices":
                held = value["add"] if isinstance(value, dict) else value
                assert [choice.value for choice in declared.choices] == held, key


def filled_parts(field: Field, said: dict[str, Any]) -> Iterator[tuple[str, Field, Any]]:
    """Each field or part with its value in a full sample."""
    if field.kind == "repeated":
        for part in field.parts:
            yield f"{field.name}/k1/{part.name}", part, said[f"{field.name}/k1/{part.name}"]
        return
    yield field.name, field, said[field.name]
    if field.parts:
        value = said[field.name]["add"][0] if field.kind == "entries" else said[field.name]
        for part in field.parts:
            yield f"{field.name}/{part.name}", part, value.get(part.name)


@pytest.mark.parametrize("name", VECTORS)
def test_every_choice_offered_is_accepted(name: str) -> None:
    """What a button offers is never refused."""
    record_type = CATALOGUE[name]
    for field in record_type.fields:
        if field.kind == "choice":
            for choice in field.choices:
                role = (field.writers or record_type.writers)[0]
                assert [] == problems_of_change(record_type, "set", {field.name: choice.value}, role=role)


def test_a_field_of_a_newer_client_is_no_problem() -> None:
    """Unknown fields and parts are kept and passed on unjudged."""
    values = {"aura": 7, "aura/k1/hue": [], "evidence/k1/aura": 7}

    assert [] == problems_of_change(CATALOGUE["warning"], "set", values, role="officer")


def test_all_problems_come_at_once() -> None:
    """A change with three faults is told of three."""
    values = {"contact": "waved", "street": 7, "return_by": "2026-02-30"}

    found = problems_of_change(CATALOGUE["engagement"], "create", values, role="officer")

    assert [
        ("choice_unknown", "set/contact"),
        ("type_wrong", "set/street"),
        ("date_impossible", "set/return_by"),
    ] == [(each.code, each.path) for each in found]


def test_a_problem_never_repeats_what_was_typed() -> None:
    """Words and details of a problem can be logged and sent without a word of the record."""
    typed = "Juniper " * 30
    values = {
        "contact": typed,
        "street": typed,
        "return_by": typed,
        "concerns": {"add": [typed], "remove": []},
    }

    found = problems_of_change(CATALOGUE["engagement"], "create", values, role="officer")

    assert 4 == len(found)
    assert not [each for each in found if "Juniper" in str(each)]


def test_a_warning_from_the_authoritys_last_day_may_arrive_later() -> None:
    """An authority that ends between writing and arriving does not refuse what was written under it."""
    later = {"given", "not_given", "given_in_error", "withdrawn", "replaced"}
    values = {key: value for key, value in VECTORS["warning"]["good_full"].items() if key not in later}
    values["authority_to"] = "2026-02-06"

    assert [] == problems_of_change(
        CATALOGUE["warning"], "create", values, role="officer", today="2026-02-08"
    )


def test_two_taps_make_a_whole_engagement() -> None:
    """What the first button writes lacks nothing."""
    vector = VECTORS["engagement"]["good_minimal"]

    fields = fields_of(CATALOGUE["engagement"], vector)

    assert [] == missing_for_final(CATALOGUE["engagement"], fields)


def test_a_draft_lacks_nothing_until_it_is_finished() -> None:
    """A warning may be saved at any time; finishing it asks for the rest."""
    warning = CATALOGUE["warning"]

    assert [] == missing_for_final(warning, {"name": "Ivor Roach"})
    assert "ends" in missing_for_final(
        warning, {"name": "Ivor Roach", "submitted": "2026-02-06T23:20:00+00:00"}
    )


def test_what_is_voided_lacks_nothing() -> None:
    """An entry that was undone is never listed as incomplete."""
    fields = {"submitted": "2026-02-06T23:20:00+00:00", "voided": {"reason": "undone"}}

    assert [] == missing_for_final(CATALOGUE["warning"], fields)
