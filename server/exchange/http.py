"""Routes of push, pull and the history of a record (PROTOCOL sections 8, 9 and 14)."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, jsonify, request, stream_with_context

from server.accounts.service import enrolled
from server.clock import now
from server.exchange import service
from server.exchange.bodies import pull_body, push_body
from server.exchange.delivering import pusher, receipt_chain
from server.exchange.epochs import heed
from server.exchange.pull import pull
from server.exchange.sealed import deliver
from server.exchange.views import keep_views

exchange = Blueprint("exchange", __name__, url_prefix="/api")

CHUNK_BYTES = 32_768
"""Lines are gathered to about this size before they are sent."""

GZIP_LEVEL = 3
"""1,000 records of 2.1 kB: 17 ms and 331 kB; level 1 13 ms and 372 kB, level 5 27 ms and 316 kB, level 6 53 and 284."""


@exchange.post("/push")
def receive() -> Response:
    """Take changes in: a verdict for each."""
    carrier, data = pusher(request)
    delivery, body = carrier.delivery, push_body(data, carrier.install)
    heed(delivery.tenant, carrier.install, body.shown, now())
    pushed = service.push(delivery, body.changes)
    sealed = deliver(carrier, body.sealed)
    said: dict[str, Any] = {"verdicts": pushed.verdicts, "sealed": sealed}
    said["views"] = keep_views(delivery.install, body.views, now())
    if carrier.alone:
        said["keys"] = receipt_chain(delivery.tenant)
    else:
        said["epochs"] = pushed.epochs
    return jsonify(said)


@exchange.post("/pull")
def send() -> Response:
    """Give what changed since the cursors."""
    caller, install = enrolled()
    wanted, shown = pull_body(request, install.id)
    heed(caller.tenant, install.id, shown, now())
    lines = stream_with_context(pull(caller, wanted, now()))
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(_gzipped(lines) if packed else _gathered(lines), mimetype="application/x-ndjson")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _gathered(lines: Iterable[str]) -> Iterator[bytes]:
    held, size = [], 0
    for line in lines:
        data = line.encode()
        held.append(data)
        size += len(data)
        if size >= CHUNK_BYTES:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _gzipped(lines: Iterable[str]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=GZIP_LEVEL, wbits=16 + zlib.MAX_WBITS)
    for chunk in _gathered(lines):
        packed = packer.compress(chunk)
        if packed:
            yield packed
    yield packer.flush()
