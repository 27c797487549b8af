"""Routes of the alarms (PROTOCOL section 17): for supervisors, records officers and administrators."""

from flask import Blueprint, Response, jsonify
from marshmallow import Schema, fields, validate

from server.accounts.service import Caller, enrolled
from server.alarms import service
from server.clock import now
from server.database import in_transaction, reading
from server.problems import refuse
from server.requests import body

alarms = Blueprint("alarms", __name__, url_prefix="/api/alarms")


class SeenSchema(Schema):
    """`POST /api/alarms/seen`."""

    install = fields.String(required=True, validate=validate.Length(1, 36))
    code = fields.String(required=True, validate=validate.Length(1, 40))
    day = fields.String(required=True, validate=validate.Length(10, 10))


@alarms.get("")
def listed() -> Response:
    """The newest alarms."""
    caller = _reader()
    with reading() as session:
        return jsonify(alarms=service.alarms(session, caller.tenant))


@alarms.post("/seen")
def seen() -> Response:
    """Somebody has looked into one."""
    caller, given = _reader(), body(SeenSchema())
    key = (given["install"], given["code"], given["day"])
    if not in_transaction(lambda s: service.note_seen(s, caller.tenant, key, caller.person, now())):
        refuse(404, "not_found")
    return Response(status=204)


def _reader() -> Caller:
    caller, _ = enrolled()
    if caller.account.role not in service.READERS:
        refuse(403, "not_allowed")
    return caller
