"""One record's history in one stream, with the signed changes themselves (PROTOCOL section 14)."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.service import Caller, enrolled
from server.audit.service import record
from server.clock import now
from server.database import in_transaction, reading
from server.exchange.models import Entry, Placement, StoredChange
from server.problems import refuse
from sync.horizon import home_of

records = Blueprint("records", __name__, url_prefix="/api/records")


@records.get("/<record_id>/history")
def history(record_id: str) -> Response:
    """The entries about a record in a stream that the caller reads; 404 tells nothing more."""
    caller, _ = enrolled()
    stream, at = request.args.get("stream", ""), now()
    if not caller.reads(home_of(stream), at):
        refuse(404, "not_found")
    with reading() as session:
        entries = _entries(session, caller.tenant, stream, record_id)
    if entries is None:
        refuse(404, "not_found")
    _audit(caller, stream, record_id, at)
    return jsonify(record=record_id, stream=stream, entries=entries)


def _entries(session: Session, tenant: str, stream: str, record_id: str) -> list[dict[str, Any]] | None:
    """None for a record that does not stand in the stream now."""
    place = session.get(Placement, (tenant, stream, record_id))
    if place is None or place.left:
        return None
    rows = session.scalars(
        select(Entry)
        .where(Entry.tenant_id == tenant, Entry.stream == stream, Entry.record_id == record_id)
        .order_by(Entry.seq)
    ).all()
    entered = [row.seq for row in rows if row.kind == "enter"] if stream.startswith("agency/") else []
    begin = max(entered, default=0)
    shown = [row for row in rows if row.seq >= begin]
    envelopes = _envelopes(session, tenant, stream, [row.change_hash for row in shown if row.change_hash])
    return [
        {
            "seq": row.seq,
            "kind": row.kind,
            "version": row.version,
            "received_at": row.received_at,
            "hash": row.hash,
            "change": envelopes.get(row.change_hash or ""),
        }
        for row in shown
    ]


def _envelopes(session: Session, tenant: str, stream: str, hashes: list[str]) -> dict[str, list[str]]:
    """Envelopes by hash; an agency gets those that were written in its own stream."""
    wanted = [StoredChange.tenant_id == tenant, StoredChange.hash.in_(hashes)]
    if stream.startswith("agency/"):
        wanted.append(StoredChange.stream == stream)
    rows = session.scalars(select(StoredChange).where(*wanted))
    return {row.hash: [row.text.decode(), row.signature] for row in rows if row.text}


def _audit(caller: Caller, stream: str, record_id: str, at: datetime) -> None:
    def work(session: Session) -> None:
        record(
            session, caller.tenant, "history_read", person=caller.person,
            install=caller.install.id if caller.install else None,
            subject={"stream": stream, "record": record_id}, at=at,
        )  # fmt: skip

    in_transaction(work)
