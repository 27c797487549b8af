"""tus 1.0 over HTTP: core, creation, termination, expiration and checksum (PROTOCOL section 25).

Every call but OPTIONS is guarded by the install's session, or by its key alone for an install that was ended.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from email.utils import format_datetime
from uuid import UUID

from flask import Blueprint, Request, Response, jsonify, request, url_for
from werkzeug.exceptions import ClientDisconnected

from server.accounts.by_key import asks_by_key, install_by_key
from server.accounts.models import Install
from server.accounts.service import enrolled
from server.clock import now
from server.files import uploads
from server.files.uploads import Progress
from server.problems import refuse
from sync.files import FILE_BYTES_MAX, SEALED_BYTES_MAX

files = Blueprint("files", __name__, url_prefix="/api/files")

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination,checksum"
CHECKSUMS = ("sha256", "sha1")
PART_BYTES = 262_144
"""What is kept at once: a cut line costs at most the last of them, a transaction holds no more."""

CHECKED_BYTES_MAX = 1_048_576
"""A body that is checked whole before anything of it is kept: with a checksum, or signed by a key alone."""

NUMBER = re.compile(r"[0-9]{1,15}")
HASH = re.compile(r"[0-9a-f]{64}")


@files.route("", methods=["OPTIONS"])
@files.route("/<uuid:upload>", methods=["OPTIONS"])
def offered(upload: UUID | None = None) -> Response:  # noqa: ARG001  alike for all
    """What this server can."""
    response = Response(status=204)
    response.headers["Tus-Resumable"] = response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = EXTENSIONS
    response.headers["Tus-Max-Size"] = str(FILE_BYTES_MAX)
    response.headers["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
    return response


@files.post("")
def begin() -> Response:
    """Begin an upload, or find the one under way."""
    install = _uploader(b"")
    _speaks_tus()
    size, said = _number("Upload-Length"), _metadata()
    if set(said) == {"sealed"}:
        alone = asks_by_key(request)
        return _created(uploads.begin_sealed(install, said["sealed"], size, now(), alone=alone))
    if set(said) != {"change", "sha256"} or not HASH.fullmatch(said["sha256"]) or not _is_id(said["change"]):
        refuse(400, "tus_header_wrong", header="Upload-Metadata")
    return _created(uploads.begin(install, said["change"], said["sha256"], size, now()))


def _created(begun: Progress) -> Response:
    response = _answer(201, begun)
    response.headers["Location"] = url_for("files.standing", upload=begun.id)
    return response


@files.get("/<uuid:upload>")
def standing(upload: UUID) -> Response:
    """How far it has come; asked by HEAD."""
    install = _uploader(b"")
    _speaks_tus()
    found = uploads.progress(install, str(upload))
    response = _answer(200, found)
    response.headers["Upload-Length"] = str(found.bytes)
    return response


@files.patch("/<uuid:upload>")
def more(upload: UUID) -> Response:
    """Take the next bytes; those that came before a cut are kept."""
    checked = asks_by_key(request) or "Upload-Checksum" in request.headers
    request.max_content_length = CHECKED_BYTES_MAX if checked else SEALED_BYTES_MAX
    body = request.get_data() if checked else b""
    install = _uploader(body)
    _speaks_tus()
    if request.mimetype != "application/offset+octet-stream":
        refuse(415, "content_type_wrong")
    if "Upload-Checksum" in request.headers:
        _check(body)
    offset = _number("Upload-Offset")
    found = uploads.append(install, str(upload), offset, b"", now())
    if (request.content_length or 0) > found.bytes - offset:
        refuse(413, "body_too_large", bytes=found.bytes - offset)
    for part in _split(body) if checked else _arriving(request):
        found = uploads.append(install, str(upload), found.arrived, part, now())
    if found.arrived == found.bytes:
        uploads.finish(install, str(upload), now())
    return _answer(204, found)


@files.delete("/<uuid:upload>")
def end(upload: UUID) -> Response:
    """Give it up."""
    install = _uploader(b"")
    _speaks_tus()
    uploads.end(install, str(upload))
    response = Response(status=204)
    response.headers["Tus-Resumable"] = VERSION
    return response


@files.get("/<uuid:upload>/receipt")
def receipt(upload: UUID) -> Response:
    """The receipt of a file that is here whole. No part of tus."""
    install = _uploader(b"")
    # The machine may have stopped between the last byte and its proof.
    uploads.finish(install, str(upload), now())
    return jsonify(receipt=uploads.receipt_of(install, str(upload)))


def _uploader(body: bytes) -> Install:
    if asks_by_key(request):
        return install_by_key(request, body)[0]
    return enrolled()[1]


def _speaks_tus() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        refuse(412, "tus_version_wrong", headers={"Tus-Version": VERSION}, version=VERSION)


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if not NUMBER.fullmatch(text) or (header == "Upload-Length" and int(text) == 0):
        refuse(400, "tus_header_wrong", header=header)
    return int(text)


def _metadata() -> dict[str, str]:
    """`Upload-Metadata`: pairs of a key and base64, set apart by commas."""
    said: dict[str, str] = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            said[key] = base64.b64decode(value, validate=True).decode("ascii")
        except (binascii.Error, UnicodeDecodeError):
            refuse(400, "tus_header_wrong", header="Upload-Metadata")
    return said


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _check(body: bytes) -> None:
    name, _, value = request.headers["Upload-Checksum"].partition(" ")
    if name not in CHECKSUMS:
        refuse(400, "tus_header_wrong", header="Upload-Checksum")
    # SHA-1 because the extension asks every server for it; what is signed is SHA-256.
    digest = hashlib.new(name, body, usedforsecurity=False).digest()
    if value != base64.b64encode(digest).decode():
        refuse(460, "file_checksum_wrong")


def _split(body: bytes) -> Iterator[bytes]:
    return (body[start : start + PART_BYTES] for start in range(0, len(body), PART_BYTES))


def _arriving(request: Request) -> Iterator[bytes]:
    """The body as it comes, until its end or until the line is cut."""
    held = b""
    while True:
        try:
            data = request.stream.read(PART_BYTES - len(held))
        except (ClientDisconnected, OSError):
            data = b""
        held += data
        if held and (not data or len(held) == PART_BYTES):
            yield held
            held = b""
        if not data:
            return


def _answer(status: int, found: Progress) -> Response:
    response = Response(status=status)
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Upload-Offset"] = str(found.arrived)
    if not found.whole:
        response.headers["Upload-Expires"] = format_datetime(found.expires, usegmt=True)
    return response
