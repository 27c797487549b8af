"""Routes of web push: the key to subscribe with, and the subscription of the calling install."""

from typing import Any

from flask import Blueprint, Response, jsonify
from marshmallow import Schema, ValidationError, fields, validate, validates

from server.accounts.keys import key_pair
from server.accounts.service import enrolled, signed_in
from server.accounts.signatures import public_key_of
from server.alerts.service import subscribe, unsubscribe
from server.clock import now
from server.database import reading
from server.requests import body
from sync.changes import from_base64url

alerts = Blueprint("alerts", __name__, url_prefix="/api/alerts")


class KeysSchema(Schema):
    """The two keys of a browser's subscription."""

    p256dh = fields.String(required=True)
    auth = fields.String(required=True)

    @validates("p256dh")
    def is_on_the_curve(self, value: str, **_: Any) -> None:
        """Refuse a key to which nothing could be encrypted."""
        try:
            public_key_of(value.rstrip("="))
        except ValueError as error:
            raise ValidationError("a P-256 point of 65 bytes, base64url") from error

    @validates("auth")
    def is_a_secret(self, value: str, **_: Any) -> None:
        """Refuse a secret that is not 16 bytes; `webpush` does not look."""
        try:
            length = len(from_base64url(value.rstrip("=")))
        except ValueError:
            length = 0
        if length != 16:
            raise ValidationError("16 bytes, base64url")


class SubscriptionSchema(Schema):
    """A browser's `PushSubscription` as `JSON.stringify` gives it; `expirationTime` is not used."""

    endpoint = fields.String(required=True, validate=validate.Length(1, 1000))
    keys = fields.Nested(KeysSchema, required=True)
    expirationTime = fields.Raw(allow_none=True)  # noqa: N815  the browser's word


@alerts.get("/key")
def key() -> Response:
    """The public key that a browser subscribes with."""
    caller = signed_in()
    with reading() as session:
        return jsonify(public_key=key_pair(session, caller.tenant, "alerts").public_key)


@alerts.put("/subscription")
def turn_on() -> Response:
    """Take alerts on the calling install."""
    _, install = enrolled()
    given = body(SubscriptionSchema())
    keys = given["keys"]
    subscribe(install, given["endpoint"], keys["p256dh"].rstrip("="), keys["auth"].rstrip("="), now())
    return Response(status=204)


@alerts.delete("/subscription")
def turn_off() -> Response:
    """Take no more alerts on the calling install."""
    caller, install = enrolled()
    unsubscribe(caller.tenant, install.id, caller.person, now())
    return Response(status=204)
