"""Bodies of push and pull: unpacked within their bounds, and of the form that the protocol gives them."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from server.exchange import pull
from server.exchange.statements import ShownReceipt, Statement, read_statements
from server.problems import refuse
from sync.exchange import BODY_BYTES_MAX, CHANGES_MAX


@dataclass(frozen=True, slots=True)
class PushBody:
    """A push, not yet looked at. changes: envelopes. shown: what the server signed earlier, not proved yet.

    sealed: things sealed to the server. views: reports of opened records.
    """

    changes: list[Any]
    shown: Sequence[Statement]
    sealed: list[Any]
    views: list[Any]


def push_body(data: bytes, install: str) -> PushBody:
    """A push by this install. data: the body, unpacked.

    Raises ProblemError: 413 `push_too_large`, 400 `push_malformed` naming the place.
    """
    body = _object(data, "push")
    if body.get("install") != install:
        refuse(400, "push_malformed", "install", place="install")
    changes = body.get("changes")
    if not isinstance(changes, list):
        refuse(400, "push_malformed", "changes", place="changes")
    views = body.get("views", [])
    if not isinstance(views, list):
        refuse(400, "push_malformed", "views", place="views")
    shown = read_statements(body.get("shown", []))
    if shown is None:
        refuse(400, "push_malformed", "shown", place="shown")
    sealed = body.get("sealed", [])
    if not isinstance(sealed, list):
        refuse(400, "push_malformed", "sealed", place="sealed")
    unknown = sorted(set(body) - {"install", "changes", "views", "shown", "sealed"})
    if unknown:
        refuse(400, "push_malformed", "", place="a key that is not of the protocol")
    if len(changes) + len(sealed) > CHANGES_MAX:
        _too_large()
    return PushBody(changes, shown, sealed, views)


def pull_body(request: Request, install: str) -> tuple[pull.Request, Sequence[Statement]]:
    """What a device asks for and what it shows. Raises ProblemError 400 `pull_malformed` naming the place."""
    body = _object(unpacked(request, "pull"), "pull")
    if body.get("install") != install:
        refuse(400, "pull_malformed", "install", place="install")
    verdicts = body.get("verdicts")
    if not isinstance(verdicts, int) or not _is_count(verdicts):
        refuse(400, "pull_malformed", "verdicts", place="verdicts")
    cursors = body.get("cursors")
    if not isinstance(cursors, dict):
        refuse(400, "pull_malformed", "cursors", place="cursors")
    acknowledged = body.get("acknowledged", 0)
    if not _is_count(acknowledged):
        refuse(400, "pull_malformed", "acknowledged", place="acknowledged")
    shown = read_statements(body.get("shown", []))
    if shown is None:
        refuse(400, "pull_malformed", "shown", place="shown")
    checkpoint = body.get("checkpoint", 0)
    if not _is_count(checkpoint):
        refuse(400, "pull_malformed", "checkpoint", place="checkpoint")
    keys = body.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(kid, str) for kid in keys.values()):
        refuse(400, "pull_malformed", "keys", place="keys")
    old = body.get("old", False)
    if not isinstance(old, bool):
        refuse(400, "pull_malformed", "old", place="old")
    where = {name: _cursor(each) for name, each in cursors.items()}
    receipts = [each.about.change_hash for each in shown if isinstance(each.about, ShownReceipt)]
    newest = receipts[-1] if receipts else None
    return pull.Request(install, where, verdicts, acknowledged, newest, checkpoint, keys, old), shown


def _object(data: bytes, what: str) -> dict[str, Any]:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        refuse(400, f"{what}_malformed", place="the whole body")
    if not isinstance(body, dict):
        refuse(400, f"{what}_malformed", place="the whole body")
    return body


def unpacked(request: Request, what: str) -> bytes:
    """The body's bytes; of a gzip bomb never more than one byte beyond the bound is made."""
    request.max_content_length = BODY_BYTES_MAX
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge:
        _too_large()
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding == "identity":
        return data
    if encoding != "gzip":
        refuse(415, "content_type_wrong")
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacker.decompress(data, BODY_BYTES_MAX + 1)
    except zlib.error:
        refuse(400, f"{what}_malformed", place="the gzip encoding")
    if len(unpacked) > BODY_BYTES_MAX:
        _too_large()
    if not unpacker.eof:
        refuse(400, f"{what}_malformed", place="the gzip encoding")
    return unpacked


def _too_large() -> NoReturn:
    refuse(413, "push_too_large", changes=CHANGES_MAX, bytes=BODY_BYTES_MAX)


def _cursor(value: Any) -> pull.Cursor:
    if isinstance(value, dict) and set(value) == {"epoch", "seq", "head"}:
        epoch, seq, head = value["epoch"], value["seq"], value["head"]
        if _is_count(epoch) and _is_count(seq) and (head is None or isinstance(head, str)):
            return pull.Cursor(epoch, seq, head)
    return refuse(400, "pull_malformed", "cursors", place="cursors")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
