"""Who has opened a record, for those who answer for it (PROTOCOL section 24)."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.service import Caller, enrolled
from server.audit.models import RecordView
from server.audit.service import record
from server.clock import now, stamp
from server.database import in_transaction
from server.exchange.models import Placement
from server.problems import refuse
from sync.horizon import home_of

views = Blueprint("views", __name__, url_prefix="/api/records")

SHOWN_MAX = 500
"""The newest; older ones stay in the audit."""


@views.get("/<record_id>/views")
def opened(record_id: str) -> Response:
    """Who has opened a record when, newest first. That it was asked is written down first."""
    caller, install = enrolled()
    stream, at = request.args.get("stream", ""), now()
    if caller.account.role not in {"supervisor", "records_officer"}:
        refuse(403, "not_allowed")
    if caller.account.role == "supervisor" and not caller.reads(home_of(stream), at):
        refuse(404, "not_found")

    def work(session: Session) -> list[dict[str, Any]] | None:
        place = session.get(Placement, (caller.tenant, stream, record_id))
        if place is None or place.left:
            return None
        record(
            session, caller.tenant, "views_read", person=caller.person, install=install.id,
            subject={"stream": stream, "record": record_id}, at=at,
        )  # fmt: skip
        return _views(session, caller, record_id)

    found = in_transaction(work)
    if found is None:
        refuse(404, "not_found")
    return jsonify(record=record_id, views=found)


def _views(session: Session, caller: Caller, record_id: str) -> list[dict[str, Any]]:
    rows = session.execute(
        select(RecordView, Install.code)
        .join(Install, (Install.tenant_id == RecordView.tenant_id) & (Install.id == RecordView.install_id))
        .where(RecordView.tenant_id == caller.tenant, RecordView.record_id == record_id)
        .order_by(RecordView.received_at.desc(), RecordView.quarter.desc(), RecordView.install_id)
        .limit(SHOWN_MAX)
    ).all()
    return [
        {
            "person": view.person_id,
            "install_code": code,
            "at": view.at,
            "received_at": stamp(view.received_at),
        }
        for view, code in rows
    ]
