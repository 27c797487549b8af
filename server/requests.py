"""Reading a request: JSON bodies against a schema, and calls that only this server's own pages may make."""

from typing import Any
from urllib.parse import urlsplit

from flask import request
from marshmallow import Schema, ValidationError

from server.problems import refuse
from server.settings import current_settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def body(schema: Schema) -> dict[str, Any]:
    """The JSON object in the body, as `schema` loads it.

    Raises ProblemError 415 for another content type, ValidationError (400) naming every wrong place.
    """
    if request.mimetype != "application/json":
        refuse(415, "content_type_wrong")
    value = request.get_json(silent=True)
    if not isinstance(value, dict):
        raise ValidationError({"": ["a JSON object"]})
    loaded: dict[str, Any] = schema.load(value)
    return loaded


def check_own_page() -> None:
    """Let a call that rests on the cookie pass only from a page of this server.

    A form cannot send the header, and no page can forge `Origin`. Raises ProblemError 403 `origin_foreign`.
    """
    if request.headers.get("X-Lantern") != "1" or request.headers.get("Origin") != own_origin():
        refuse(403, "origin_foreign")


def check_not_foreign() -> None:
    """Refuse a call that says itself that another site made it; programs send no `Origin`."""
    if request.headers.get("Origin", own_origin()) != own_origin():
        refuse(403, "origin_foreign")


def own_origin() -> str:
    """Scheme, host and port under which browsers see this server."""
    return current_settings().origin or f"{request.scheme}://{request.host}"


def is_loopback_http() -> bool:
    """Whether this is a browser and a server on one machine without TLS, where `Secure` would lose the cookie."""
    parts = urlsplit(own_origin())
    return parts.scheme == "http" and parts.hostname in LOOPBACK
