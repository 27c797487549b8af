"""The description of the interface: every record type, and every call as OpenAPI 3.1.

Both come from the definitions, so that they cannot be out of date.
"""

from functools import cache
from typing import Any

from server.accounts.schemas import EnrolSchema, ProofSchema, SignInSchema
from server.records.calls import CALLS, Call
from server.records.json_schema import json_schema_of
from server.records.schemas import SCHEMAS
from sync.problems import WORDS
from sync.records.catalogue import CATALOGUE, SCHEMA
from sync.typescript import declaration

BODIES = {"SignIn": SignInSchema, "Proof": ProofSchema, "Enrol": EnrolSchema}


@cache
def description() -> dict[str, Any]:
    """`GET /api/description`: types with fields, kinds, choices, limits and policies, as JSON values.

    schema: the number that every change carries. problems: words by code.
    """
    return {
        "schema": SCHEMA,
        "types": {name: declaration(each) for name, each in CATALOGUE.items()},
        "problems": dict(WORDS),
    }


@cache
def openapi() -> dict[str, Any]:
    """`GET /api/openapi.json`: every call, and the `fields` of every record type as a schema."""
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lantern",
            "version": str(SCHEMA),
            "description": "How devices write and read is said in sync/PROTOCOL.md.",
        },
        "paths": paths,
        "components": {
            "schemas": {
                **{name: json_schema_of(each) for name, each in BODIES.items()},
                "Problems": _PROBLEMS,
                **{
                    name: {"title": CATALOGUE[name].label} | json_schema_of(each)
                    for name, each in SCHEMAS.items()
                },
            },
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(call: Call) -> dict[str, Any]:
    said: dict[str, Any] = {
        "summary": call.summary,
        "security": [{"bearer": []}] if call.signed_in else [],
        "responses": {
            call.answer: {"description": call.says, "content": {call.media: {}}}
            if call.media
            else {"description": call.says},
            "default": {
                "description": "What is wrong, and what to do about it.",
                "content": {"application/problem+json": {"schema": _reference("Problems")}},
            },
        },
    }
    if call.body is not None:
        schema = (
            _reference(call.body) if call.body in BODIES else {"type": "object", "description": call.body}
        )
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if call.parameters:
        said["parameters"] = [
            {"name": name, "in": place, "required": True, "schema": {"type": "string"}}
            for name, place in call.parameters
        ]
    return said


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_PROBLEMS = {
    "type": "object",
    "required": ["code", "title", "status", "problems"],
    "properties": {
        "code": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "path", "words"],
                "properties": {
                    "code": {"type": "string"},
                    "path": {"type": "string"},
                    "words": {"type": "string"},
                },
            },
        },
    },
}
