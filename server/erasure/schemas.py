"""The body of `POST /api/erasures`; unknown keys are refused."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.erasure.reasons import CASE_NUMBER, REASONS

_ID = validate.Regexp(r"^[0-9a-f-]{36}\Z|^[0-9a-f]{64}\Z", error="an id or a hash")


class ErasureSchema(Schema):
    """What to erase, why, and what must remain."""

    record = fields.String(required=True, validate=_ID)
    changes = fields.List(fields.String(validate=_ID), load_default=[], validate=validate.Length(max=1_000))
    reason = fields.String(required=True, validate=validate.OneOf(list(REASONS)))
    case_number = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(CASE_NUMBER, error="up to 40 letters, digits, / . -"),
    )
    restate = fields.Dict(keys=fields.String(), load_default={})

    @validates_schema
    def has_room(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a restatement of more fields than a record has."""
        if len(data.get("restate") or {}) > 200:
            raise ValidationError("at most 200 fields", "restate")
