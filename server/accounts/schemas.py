"""What the bodies of the account routes look like; anything else is refused, unknown keys too."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates

from server.accounts.signatures import public_key_of

_NONCE_OR_KEY = validate.Regexp(r"^[A-Za-z0-9_-]{1,100}\Z", error="base64url without padding")
_UUID4 = validate.Regexp(
    r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z", error="a UUIDv4 in lower case"
)


class SignInSchema(Schema):
    """`POST /api/session`."""

    username = fields.String(required=True, validate=validate.Length(1, 60))
    password = fields.String(required=True, validate=validate.Length(1, 200))


class ProofSchema(Schema):
    """`POST /api/session/refresh`: all three, or none before enrolment."""

    install = fields.String(required=True, validate=_UUID4)
    nonce = fields.String(required=True, validate=_NONCE_OR_KEY)
    signature = fields.String(required=True, validate=_NONCE_OR_KEY)


class EnrolSchema(Schema):
    """`POST /api/installs`, and `PUT /api/installs/<install>` for one that was."""

    install = fields.String(required=True, validate=_UUID4)
    public_key = fields.String(required=True)
    label = fields.String(required=True, validate=validate.Length(1, 60))
    signature = fields.String(required=True, validate=_NONCE_OR_KEY)
    code = fields.String(
        validate=validate.Regexp(r"^[2-9A-Z]{2,3}\Z", error="two or three letters of an install's code")
    )

    @validates("public_key")
    def is_on_the_curve(self, value: str, **_: Any) -> None:
        """Refuse a key that could never have signed anything."""
        try:
            public_key_of(value)
        except ValueError as error:
            raise ValidationError("a P-256 point of 65 bytes, base64url") from error


class ShiftSchema(Schema):
    """`POST /api/installs/<install>/shift`; nothing where the phone holds no share."""

    share = fields.String(validate=validate.Regexp(r"^[A-Za-z0-9_-]{43}\Z", error="32 bytes in base64url"))
