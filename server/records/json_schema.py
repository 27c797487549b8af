"""JSON Schema (2020-12) of a marshmallow schema: as much as ours use."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

TYPES: Mapping[type[fields.Field[Any]], str] = {
    fields.String: "string",
    fields.Integer: "integer",
    fields.Boolean: "boolean",
}


def json_schema_of(schema: type[Schema]) -> dict[str, Any]:
    """The object that a schema loads. Other keys are allowed and kept."""
    declared = schema().fields
    required = [name for name, field in declared.items() if field.required]
    said: dict[str, Any] = {
        "type": "object",
        "properties": {name: _field(field) for name, field in declared.items()},
    }
    return said | ({"required": required} if required else {})


def _field(field: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(field, fields.Nested):
        said = json_schema_of(type(field.schema))
    elif isinstance(field, fields.List):
        said = {"type": "array", "items": _field(field.inner)}
    else:
        said = {"type": next(name for kind, name in TYPES.items() if isinstance(field, kind))}
    for rule in field.validators:
        said |= _rule(rule, said["type"])
    return said | dict(field.metadata)


def _rule(rule: Any, kind: str) -> dict[str, Any]:
    if isinstance(rule, validate.OneOf):
        return {"oneOf": [{"const": value, "title": label} for value, label in rule.options()]}
    if isinstance(rule, validate.Regexp):
        return {"pattern": str(rule.regex.pattern).replace("\\Z", "$")}
    if isinstance(rule, validate.Range):
        bounds = {"minimum": rule.min, "maximum": rule.max}
    elif isinstance(rule, validate.Length):
        bounds = _length(rule, "Items" if kind == "array" else "Length")
    else:
        raise TypeError(f"no JSON Schema for {type(rule).__name__}")
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _length(rule: validate.Length, unit: str) -> dict[str, Any]:
    return {f"min{unit}": rule.min, f"max{unit}": rule.max}
