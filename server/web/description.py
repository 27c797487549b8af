"""The description of the interface, for programs and for those who write them."""

from flask import Blueprint, Response, jsonify

from server.accounts.service import signed_in
from server.records.description import description, openapi

descriptions = Blueprint("descriptions", __name__, url_prefix="/api")


@descriptions.get("/description")
def describe() -> Response:
    """Every record type with its fields, choices, limits and policies."""
    signed_in()
    return jsonify(description())


@descriptions.get("/openapi.json")
def describe_calls() -> Response:
    """Every call, as OpenAPI."""
    signed_in()
    return jsonify(openapi())
