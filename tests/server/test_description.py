"""The description of the interface and the schemas behind it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from server import create_app
from server.records.calls import CALLS
from server.records.description import description, openapi
from server.records.schemas import SCHEMAS
from server.settings import Settings, database_url
from sync.checks import fields_of
from sync.records.catalogue import CATALOGUE
from tests.server.people import SECRET

VECTORS = Path(__file__).parent.parent / "vectors" / "records"


def full_record(name: str) -> dict[str, Any]:
    """The fields of a record in which everything is filled, as its text would hold them."""
    sample = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    fields = fields_of(CATALOGUE[name], sample["good_full"])
    for field in CATALOGUE[name].fields:
        if field.kind == "entries":
            fields[field.name] = [
                {"author": None, "at": "2026-02-06T23:20:00+00:00"} | each for each in fields[field.name]
            ]
    return fields


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_schema_loads_a_full_record_and_keeps_what_is_newer(name: str) -> None:
    """Nothing that a record may hold is lost or turned away."""
    fields = full_record(name) | {"aura": {"hue": 7}}

    loaded = SCHEMAS[name]().load(fields)

    assert fields == loaded


def test_a_schema_refuses_what_its_field_does_not_allow() -> None:
    """Choices, lists, groups and numbers are held to the definitions."""
    fields = {"contact": "waved", "concerns": ["aura"], "age": {"view": 40}, "supervisor_review": "yes"}

    errors = SCHEMAS["engagement"]().validate(fields)

    assert {"contact", "concerns", "age", "supervisor_review"} == set(errors)


def test_the_description_lists_every_type_and_field() -> None:
    """A client can be written from it: kinds, choices, limits and policies are there."""
    said = json.loads(json.dumps(description(), default=dict))

    assert {name: [field.name for field in each.fields] for name, each in CATALOGUE.items()} == {
        name: [field["name"] for field in each["fields"]] for name, each in said["types"].items()
    }
    concerns = next(each for each in said["types"]["engagement"]["fields"] if each["name"] == "concerns")
    assert ("choices", "set", "add") == (concerns["kind"], concerns["policy"], concerns["winner"])


def test_openapi_holds_every_record_type_and_no_broken_reference() -> None:
    """Each `$ref` leads to a schema, and each type has one."""
    said = json.dumps(openapi())

    schemas = openapi()["components"]["schemas"]
    references = {part.split('"')[0] for part in said.split("#/components/schemas/")[1:]}
    assert set(CATALOGUE) <= set(schemas)
    assert references <= set(schemas)
    assert {"const": "talked", "title": "Adult. We talked"} in (
        schemas["engagement"]["properties"]["contact"]["oneOf"]
    )


def test_every_call_that_the_app_answers_is_described_and_no_other(tmp_path: Path) -> None:
    """The list of calls is held to the app's routes; the files of the app itself are no calls."""
    app = create_app(Settings(database_url(f"sqlite:///{tmp_path / 'lantern.sqlite'}"), SECRET))

    answered = {
        (method.lower(), re.sub(r"<[^>]+>", "{}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/") or rule.rule == "/healthz"
    }

    assert {(call.method, re.sub(r"{[^}]+}", "{}", call.path)) for call in CALLS} == answered
    assert app.json.loads(app.json.dumps(description()))["schema"] == 1
