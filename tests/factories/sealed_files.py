"""Files as they lie on a phone: under a key of their own that is sealed to the server (PROTOCOL section 25)."""

import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.test import TestResponse

from server.accounts.signatures import is_signed
from server.demonstration.sealing import sealed_text
from sync.changes import base64url
from sync.files import PART_BYTES, sealed_part_data
from sync.messages import file_place, stored_bytes
from tests.factories.devices import Device
from tests.factories.files import BYTES, TUS, metadata
from tests.factories.rescues import by_key

CHUNK = 500_000
"""Other than a sealed part's length: the server finds the parts again."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """thing: as it goes into `Upload-Metadata`; data: the sealed parts, one behind the other."""

    thing: Any
    data: bytes


def sealed_file(owner: Device, data: bytes, **said: Any) -> Sealed:
    """A file sealed on this phone. said: what the box says instead of the truth."""
    file, key = str(uuid.uuid4()), secrets.token_bytes(32)
    install, pinned = owner.phone.install, owner.enrolment["sealing_key"]
    box = {"key": base64url(key), "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)} | said
    parts = []
    for number, start in enumerate(range(0, len(data), PART_BYTES)):
        iv = secrets.token_bytes(12)
        bound = sealed_part_data(install, file, number)
        parts.append(iv + AESGCM(key).encrypt(iv, data[start : start + PART_BYTES], bound))
    text = sealed_text(pinned, owner.phone.tenant, install, file_place(file), box)
    return Sealed({"kid": pinned["kid"], "install": install, "file": file, "sealed": text}, b"".join(parts))


def begin_sealed(carrier: Device, sealed: Sealed, *, alone: bool = False) -> TestResponse:
    """`POST /api/files` for a sealed file, in the session or by the key alone."""
    said = {
        "Upload-Length": str(len(sealed.data)),
        "Upload-Metadata": metadata(sealed=json.dumps(sealed.thing)),
    }
    who = by_key(carrier, "POST", "/api/files", b"") if alone else carrier.phone.headers
    return carrier.phone.client.post("/api/files", headers=who | TUS | said)


def bring(carrier: Device, sealed: Sealed, *, alone: bool = False) -> list[Any]:
    """Send it whole. Returns the server's receipt."""
    begun = begin_sealed(carrier, sealed, alone=alone)
    assert begun.status_code == 201, begun.get_data(as_text=True)
    address, client = begun.headers["Location"], carrier.phone.client
    for start in range(int(begun.headers["Upload-Offset"]), len(sealed.data), CHUNK):
        part = sealed.data[start : start + CHUNK]
        who = by_key(carrier, "PATCH", address, part) if alone else carrier.phone.headers
        sent = client.patch(address, data=part, headers=who | TUS | BYTES | {"Upload-Offset": str(start)})
        assert sent.status_code == 204, sent.get_data(as_text=True)
    path = f"{address}/receipt"
    who = by_key(carrier, "GET", path, b"") if alone else carrier.phone.headers
    receipt: list[Any] = client.get(path, headers=who).get_json()["receipt"]
    return receipt


def is_proved(owner: Device, sealed: Sealed, receipt: list[Any]) -> bool:
    """Whether the pinned key proves that exactly this is at the server."""
    array, signature = receipt
    key, thing = owner.enrolment["receipt_key"], sealed.thing
    digest = hashlib.sha256(thing["sealed"].encode()).hexdigest()
    wanted = [key["kid"], owner.phone.tenant, thing["install"], file_place(thing["file"]), digest]
    return array[:5] == wanted and is_signed(stored_bytes(array), signature, key["public_key"])
