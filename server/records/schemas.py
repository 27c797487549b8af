"""marshmallow schemas of a record's `fields`, one per type, built from the definitions.

They say what a record's text holds (PROTOCOL section 7), for the API description and for tools that
read records. A change is judged by `sync/checks.py`, from the same definitions. Fields of newer
clients are kept.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from marshmallow import INCLUDE, Schema, fields, validate

from sync import values
from sync.fields import LIST_LIMIT, LONG_TEXT_LIMIT, TEXT_LIMIT, Field
from sync.records.catalogue import CATALOGUE

AnyField: TypeAlias = fields.Field[Any]


class KeepingSchema(Schema):
    """Keys of newer clients are kept."""

    class Meta:
        """As the class says."""

        unknown = INCLUDE


class PositionSchema(KeepingSchema):
    """Micro-degrees (WGS 84) and metres."""

    latitude = fields.Integer(
        strict=True, required=True, validate=validate.Range(-values.LATITUDE_MAX, values.LATITUDE_MAX)
    )
    longitude = fields.Integer(
        strict=True, required=True, validate=validate.Range(-values.LONGITUDE_MAX, values.LONGITUDE_MAX)
    )
    accuracy_metres = fields.Integer(
        strict=True, required=True, validate=validate.Range(0, values.ACCURACY_MAX)
    )


class PlaceSchema(KeepingSchema):
    """A street, more words, a position; any of them."""

    street = fields.String(validate=validate.Length(max=TEXT_LIMIT))
    words = fields.String(validate=validate.Length(max=500))
    position = fields.Nested(PositionSchema)


class FileSchema(KeepingSchema):
    """A file that was uploaded for the change that names it."""

    sha256 = fields.String(required=True, validate=validate.Regexp(values.HASH))
    bytes = fields.Integer(strict=True, required=True, validate=validate.Range(0))
    mime = fields.String(required=True, validate=validate.Length(max=100))


def _text(field: Field) -> AnyField:
    usual = LONG_TEXT_LIMIT if field.kind == "long_text" else TEXT_LIMIT
    return fields.String(validate=validate.Length(max=field.limit or usual))


def _choice(field: Field) -> AnyField:
    offered = [choice.value for choice in field.choices]
    return fields.String(validate=validate.OneOf(offered, [choice.label for choice in field.choices]))


def _integer(field: Field) -> AnyField:
    return fields.Integer(strict=True, validate=validate.Range(field.minimum, field.limit))


def _matching(pattern: str) -> Callable[[Field], AnyField]:
    return lambda _: fields.String(validate=validate.Regexp(rf"^(?:{pattern})\Z"))


def _list(element: Callable[[Field], AnyField]) -> Callable[[Field], AnyField]:
    return lambda field: fields.List(element(field), validate=validate.Length(max=field.limit or LIST_LIMIT))


def _points(field: Field) -> AnyField:
    depth = 4 if field.kind == "polygons" else 3
    inner: AnyField = fields.Integer(strict=True)
    for _ in range(depth):
        inner = fields.List(inner)
    return inner


def _parts(field: Field) -> AnyField:
    return fields.Nested(_schema(field.name, field.parts))


def _repeated(field: Field) -> AnyField:
    element = fields.String(required=True, validate=validate.Length(1, 36))
    return fields.List(fields.Nested(_schema(field.name, field.parts, element=element)))


def _entries(field: Field) -> AnyField:
    around = {
        "id": fields.String(required=True),
        "author": fields.String(allow_none=True),
        "at": fields.String(),
        "value": fields.Nested(_schema(field.name, field.parts), required=True),
    }
    return fields.List(fields.Nested(KeepingSchema.from_dict(around, name=f"{field.name}_entry")))


_ID = _matching(values.UUID.pattern)

_BY_KIND: Mapping[str, Callable[[Field], AnyField]] = {
    "text": _text,
    "long_text": _text,
    "integer": _integer,
    "boolean": lambda _: fields.Boolean(truthy={True}, falsy={False}),
    "choice": _choice,
    "choices": _list(_choice),
    "texts": _list(lambda _: fields.String(validate=validate.Length(max=TEXT_LIMIT))),
    "entries": _entries,
    "date": _matching(values.DATE.pattern),
    "time": _matching(values.TIME.pattern),
    "moment": _matching(values.MOMENT.pattern),
    "place": lambda _: fields.Nested(PlaceSchema),
    "position": lambda _: fields.Nested(PositionSchema),
    "polygons": _points,
    "record": _ID,
    "records": _list(_ID),
    "person": _matching(f"{values.UUID.pattern}|system"),
    "agency": _ID,
    "plate": _matching(values.PLATE.pattern),
    "telephone": _matching(values.TELEPHONE.pattern),
    "strokes": _points,
    "file": lambda _: fields.Nested(FileSchema),
    "hashes": _list(_matching(values.HASH.pattern)),
    "group": _parts,
    "repeated": _repeated,
}


def _schema(name: str, declared: Iterable[Field], **more: AnyField) -> type[Schema]:
    made = {field.name: _field(field) for field in declared}
    return KeepingSchema.from_dict({**more, **made}, name=f"{name}_fields")


def _field(field: Field) -> AnyField:
    made = _BY_KIND[field.kind](field)
    made.metadata = {"title": field.label} | ({"description": field.hint} if field.hint else {})
    made.allow_none = True
    return made


SCHEMAS: Mapping[str, type[Schema]] = {
    name: _schema(name, record_type.fields) for name, record_type in CATALOGUE.items()
}
"""Schema classes of a record's `fields`, by type name."""
