"""Giving a file to those who read the record that names it (PROTOCOL section 25). Nobody else learns that it exists."""

import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, request, stream_with_context
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.service import Caller, enrolled
from server.audit.service import record
from server.clock import now
from server.database import in_transaction
from server.exchange.models import Placement
from server.files.models import StoredFile
from server.files.parts import parts_for_sending
from server.files.uploads import file_id
from server.problems import refuse
from server.rescue.models import UnsignedNote
from server.rescue.notes import may_decide
from server.tiles.rules import Span, span_of
from sync.files import files_of
from sync.horizon import home_of

record_files = Blueprint("record_files", __name__, url_prefix="/api/records")
note_files = Blueprint("note_files", __name__, url_prefix="/api/notes")


@record_files.get("/<record_id>/files/<sha256>")
def file_of_record(record_id: str, sha256: str) -> Response:
    """The bytes of a file that the record's text in this stream names. That they were given is written down first.

    404 says the same of a file that has not arrived, a record that is elsewhere and a hash that nobody has.
    """
    caller, install = enrolled()
    stream, at = request.args.get("stream", ""), now()
    if not caller.reads(home_of(stream), at):
        refuse(404, "not_found")
    about = {"stream": stream, "record": record_id}
    return _given(
        caller, install, about, at, lambda session: _file(session, caller, stream, record_id, sha256)
    )


@note_files.get("/<uuid:note>/files/<sha256>")
def file_of_note(note: UUID, sha256: str) -> Response:
    """The bytes of a file that an unsigned note names, for whoever may decide about it. Written down as well."""
    caller, install = enrolled()
    at = now()
    return _given(
        caller, install, {"note": str(note)}, at, lambda session: _noted(session, caller, note, sha256, at)
    )


def _given(
    caller: Caller, install: Install, about: dict[str, str], at: datetime,
    find: Callable[[Session], StoredFile | None],
) -> Response:  # fmt: skip
    """What `find` finds, once it is written down who was given it. Raises ProblemError 404."""

    def work(session: Session) -> StoredFile | None:
        found = find(session)
        if found is not None:
            subject = {**about, "file": found.id}
            record(
                session, caller.tenant, "file_read", person=caller.person, install=install.id, subject=subject, at=at
            )  # fmt: skip
        return found

    found = in_transaction(work)
    if found is None:
        refuse(404, "not_found")
    return _sent(found)


def _noted(session: Session, caller: Caller, note: UUID, sha256: str, at: datetime) -> StoredFile | None:
    row = session.get(UnsignedNote, (caller.tenant, str(note)))
    if row is None or row.content is None or not may_decide(session, caller, row, at):
        return None
    named = any(each.sha256 == sha256 for each in files_of(json.loads(row.content)["values"]))
    found = session.get(StoredFile, (caller.tenant, file_id(caller.tenant, row.note_id, sha256)))
    return found if named and found is not None and found.received_at is not None else None


def _file(session: Session, caller: Caller, stream: str, record_id: str, sha256: str) -> StoredFile | None:
    place = session.get(Placement, (caller.tenant, stream, record_id))
    if place is None or place.left:
        return None
    if all(each.sha256 != sha256 for each in files_of(json.loads(place.text))):
        return None
    whole = select(StoredFile).where(
        StoredFile.tenant_id == caller.tenant,
        StoredFile.record_id == record_id,
        StoredFile.sha256 == sha256,
        StoredFile.received_at.is_not(None),
    )
    return session.scalars(whole.order_by(StoredFile.id).limit(1)).one_or_none()


def _sent(found: StoredFile) -> Response:
    """Bytes to keep, never a page: a browser that is led to this address saves it and shows nothing.

    One range goes on where a line was cut; the hash is the tag, so that the rest is always of the same bytes.
    """
    try:
        span = span_of(request.headers.get("Range"), found.bytes)
    except ValueError:
        refuse(416, "range_wrong", headers={"Content-Range": f"bytes */{found.bytes}"})
    sent = span or Span(0, found.bytes - 1)
    parts = stream_with_context(parts_for_sending(found.tenant_id, found.id, sent.first, sent.last + 1))
    response = Response(parts, 200 if span is None else 206, mimetype="application/octet-stream")
    response.headers["Content-Length"] = str(sent.last - sent.first + 1)
    response.headers["Content-Disposition"] = 'attachment; filename="file"'
    response.headers["Accept-Ranges"] = "bytes"
    if span is not None:
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{found.bytes}"
    response.set_etag(found.sha256)
    return response
