"""Routes of the unsigned notes (PROTOCOL section 17)."""

from uuid import UUID

from flask import Blueprint, Response, jsonify
from marshmallow import Schema, fields, validate
from sqlalchemy.orm import Session

from server.accounts.service import enrolled
from server.audit.service import record
from server.clock import now
from server.database import in_transaction
from server.problems import refuse
from server.requests import body
from server.rescue.notes import NoteLine, decide, notes_for

notes = Blueprint("notes", __name__, url_prefix="/api/notes")

REASON_MAX = 2_000


class DecisionSchema(Schema):
    """`POST /api/notes/<id>/decision`."""

    decision = fields.String(required=True, validate=validate.OneOf(("copied", "not_needed")))
    reason = fields.String(required=True, validate=validate.Length(1, REASON_MAX))


@notes.get("")
def listed() -> Response:
    """The notes that the caller may decide about; that they were read is written down first."""
    caller, install = enrolled()

    def work(session: Session) -> list[NoteLine]:
        found = notes_for(session, caller, now())
        if found:
            record(
                session, caller.tenant, "notes_read", person=caller.person, install=install.id,
                subject={"count": len(found)},
            )  # fmt: skip
        return found

    return jsonify(notes=in_transaction(work))


@notes.post("/<uuid:note>/decision")
def decided(note: UUID) -> Response:
    """Decide about one."""
    caller, _ = enrolled()
    given = body(DecisionSchema())
    outcome = in_transaction(
        lambda session: decide(session, caller, str(note), given["decision"], given["reason"], now())
    )
    if outcome != "done":
        refuse(404 if outcome == "not_found" else 409, outcome)
    return Response(status=204)
