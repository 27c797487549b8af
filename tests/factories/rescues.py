"""What a phone does when it cannot deliver by itself: sealed copies, and requests by its key alone."""

import hashlib
import json
from typing import Any

from werkzeug.test import TestResponse

from server.accounts.signatures import is_signed, sign
from server.demonstration.sealing import sealed_copy, sealed_note
from sync.messages import request_bytes, stored_bytes
from tests.factories.devices import Device, Envelope

DRAFT = {
    "kind": "draft", "type": "sighting", "record": None, "stream": "op/harbour",
    "at": "2026-11-22T02:14:05+00:00", "values": {"kind": "note", "words": "Half a sentence"},
}  # fmt: skip
"""The content of an unsigned note."""


def copy_of(device: Device, envelope: Envelope, **more: Any) -> dict[str, Any]:
    """A change sealed to the server. more: keys of the wire form to say something else."""
    dseq = json.loads(envelope[0])["dseq"]
    made = sealed_copy(
        device.enrolment["sealing_key"], device.phone.tenant, device.phone.install, dseq, envelope
    )
    return made | more


def note_of(device: Device, note: str, content: Any = None) -> dict[str, Any]:
    """A draft sealed to the server."""
    key = device.enrolment["sealing_key"]
    return sealed_note(
        key, device.phone.tenant, device.phone.install, note, DRAFT if content is None else content
    )


def carry(carrier: Device, *sealed: Any) -> list[dict[str, Any]]:
    """Deliver sealed things under this device's session. Returns an answer for each."""
    body = {"install": carrier.phone.install, "changes": [], "views": [], "sealed": list(sealed)}
    answer = carrier.push_raw(body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    lines: list[dict[str, Any]] = answer.get_json()["sealed"]
    return lines


def push_alone(device: Device, *envelopes: Envelope, sealed: Any = ()) -> TestResponse:
    """Push by the key alone."""
    body = {"install": device.phone.install, "changes": list(envelopes), "views": [], "sealed": list(sealed)}
    return ask_alone(device, json.dumps(body).encode())


def ask_alone(device: Device, data: bytes, **more: str) -> TestResponse:
    """Any body by the key alone. more: `nonce`, `signed` (the bytes that are signed for it), `install`."""
    signed = more.pop("signed", data.decode()).encode()
    return device.phone.client.post(
        "/api/push", data=data, content_type="application/json",
        headers=by_key(device, "POST", "/api/push", signed, **more),
    )  # fmt: skip


def by_key(device: Device, method: str, path: str, body: bytes, **more: str) -> dict[str, str]:
    """The header that proves one request by the install's key alone. more: `nonce`, `install`."""
    nonce = more.get("nonce") or device.phone.client.get("/api/nonce").get_json()["nonce"]
    array = request_bytes(method, path, hashlib.sha256(body).hexdigest(), nonce)
    install = more.get("install", device.phone.install)
    parts = [device.phone.tenant, install, nonce, sign(array, device.phone.key)]
    return {"Authorization": f"Lantern-Key {'.'.join(parts)}"}


def is_stored(device: Device, thing: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether the answer proves, by the pinned key, that exactly these bytes are stored."""
    if line["receipt"] is None:
        return False
    array, signature = line["receipt"]
    place = thing["dseq"] if "dseq" in thing else f"note/{thing['note']}"
    digest = hashlib.sha256(thing["sealed"].encode()).hexdigest()
    wanted = [device.enrolment["receipt_key"]["kid"], device.phone.tenant, thing["install"], place, digest]
    return array[:5] == wanted and is_signed(
        stored_bytes(array), signature, device.enrolment["receipt_key"]["public_key"]
    )
