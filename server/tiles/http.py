"""The route of the map files (PROTOCOL section 28)."""

from flask import Blueprint, Response, request, stream_with_context

from server.accounts.service import enrolled
from server.clock import now
from server.database import reading
from server.problems import refuse
from server.tiles.rules import Span, span_of
from server.tiles.service import content_of, tiles_of

tiles = Blueprint("tiles", __name__, url_prefix="/api/operations")

MEDIA = "application/vnd.pmtiles"


@tiles.get("/<operation>/tiles")
def read(operation: str) -> Response:
    """The operation's map file or a range of it, for its members; HEAD tells size and tag alone."""
    caller, _ = enrolled()
    if not caller.reads(f"op/{operation}", now()):
        refuse(404, "not_found")
    with reading() as session:
        file = tiles_of(session, caller.tenant, operation)
    if file is None:
        refuse(404, "not_found")
    if request.if_match and not request.if_match.contains(file.file_hash):
        refuse(412, "tiles_replaced")
    try:
        span = span_of(request.headers.get("Range"), file.size)
    except ValueError:
        refuse(416, "range_wrong", headers={"Content-Range": f"bytes */{file.size}"})
    whole = Span(0, file.size - 1)
    sent = span or whole
    response = Response(stream_with_context(content_of(file, sent)), 200 if span is None else 206)
    response.content_type = MEDIA
    response.content_length = sent.last - sent.first + 1
    response.headers["Accept-Ranges"] = "bytes"
    if span is not None:
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{file.size}"
    response.set_etag(file.file_hash)
    return response
