"""Reading a request: JSON bodies against a schema, and calls that only this server's own pages may make."""

from typing import Any
from urllib.parse import urlsplit

from flask import request
from marshmallow import Schema, ValidationError

from server.problems import refuse
from server.settings import current_settings
from sync.strict import Malformed, parse

PROFILE = "a JSON object in UTF-8, without duplicate keys, floats, lone surrogates or U+0000"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def body(schema: Schema) -> dict[str, Any]:
    """The JSON object in the body, as `schema` loads it.

    Raises ProblemError 415 for another content type, ValidationError (400) naming every wrong place.
    """
    loaded: dict[str, Any] = schema.load(json_object())
    return loaded


def json_object() -> dict[str, Any]:
    """The JSON object in the body, of the protocol's profile: no duplicate keys, floats or lone surrogates.

    Raises as `body` does. U+0000 is refused too, because PostgreSQL cannot store it.
    """
    if request.mimetype != "application/json":
        refuse(415, "content_type_wrong")
    try:
        text = request.get_data().decode()
        value = parse(text)
    except (UnicodeDecodeError, Malformed):
        raise ValidationError({"": [PROFILE]}) from None
    if not isinstance(value, dict) or "\\u0000" in text:
        raise ValidationError({"": [PROFILE]})
    return value


def refuse_nul() -> None:
    """Turn away U+0000 in an address before any route looks for it in PostgreSQL, which cannot hold it."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        refuse(404, "not_found")


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
