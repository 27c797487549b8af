"""Routes for records officers: look at a record's changes, erase some or all of them (PROTOCOL section 19)."""

from flask import Blueprint, Response, jsonify, request
from sqlalchemy.orm import Session

from server.accounts.service import Caller, signed_in
from server.audit.service import record as audit
from server.database import in_transaction, reading
from server.erasure import journal, service
from server.erasure.looking import changes_of, record_of
from server.erasure.schemas import ErasureSchema
from server.exchange.models import RecordRow
from server.problems import ProblemError, refuse
from server.requests import body

erasures = Blueprint("erasures", __name__, url_prefix="/api/erasures")


@erasures.get("/record")
def look() -> Response:
    """A record by id, change or reference (`named`), with every change of it; audited before it is answered."""
    caller = _records_officer()
    with reading() as session:
        record = record_of(session, caller.tenant, request.args.get("named", ""))
        row = session.get(RecordRow, (caller.tenant, record)) if record else None
        if record is None or row is None:
            refuse(404, "not_found")
        changes = changes_of(session, caller.tenant, record)
    _audit(caller, record)
    return jsonify(record=record, type=row.type, stream=row.home, changes=changes)


@erasures.post("")
def erase() -> Response:
    """Erase some changes of a record, or all of them when none is named; say again what must remain."""
    caller = _records_officer()
    asked = body(ErasureSchema())
    if not journal.is_kept():
        refuse(409, "no_erasure_journal")
    wanted = service.Wanted(asked["changes"], asked["record"], restate=asked["restate"])
    why = service.Why(asked["reason"], asked["case_number"], caller.person)
    try:
        problems = service.problems_of(caller.tenant, wanted)
        if problems:
            raise ProblemError(400, problems)
        count = service.erase(caller.tenant, wanted, why)
    except LookupError:
        refuse(404, "not_found")
    return jsonify(erased=count)


def _records_officer() -> Caller:
    caller = signed_in()
    if caller.account.role != "records_officer":
        refuse(403, "not_allowed")
    return caller


def _audit(caller: Caller, record: str) -> None:
    def work(session: Session) -> None:
        install = caller.install.id if caller.install else None
        audit(session, caller.tenant, "erasure_looked_up", person=caller.person, install=install,
              subject={"record": record})  # fmt: skip

    in_transaction(work)
