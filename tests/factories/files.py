"""Made-up files, and a phone that sends them as tus says."""

import base64
import hashlib
import random
from typing import Any

from werkzeug.test import TestResponse

from tests.factories.devices import Device
from tests.factories.records import NOTE

VEHICLE = NOTE | {"kind": "vehicle", "plate": "LH42 KWJ"}
TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {"Content-Type": "application/offset+octet-stream"}


def photograph(size: int = 700_000, seed: int = 1) -> bytes:
    """So many bytes, the same for a seed."""
    return random.Random(seed).randbytes(size)


def value_of(data: bytes, mime: str = "image/jpeg") -> dict[str, Any]:
    """The value of kind `file` that names these bytes."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "mime": mime}


def attach(phone: Device, data: bytes, **more: Any) -> tuple[str, str]:
    """Save a vehicle seen with this photograph. Returns record and change."""
    values = VEHICLE | {"files/k1/file": value_of(data)} | more
    record, verdict = phone.save("sighting", values)
    assert verdict["verdict"] == "accepted", verdict
    return record, verdict["change"]


def begin(phone: Device, change: str, data: bytes, **headers: str) -> TestResponse:
    """`POST /api/files` for a file of a change."""
    sha256 = hashlib.sha256(data).hexdigest()
    said = {"Upload-Length": str(len(data)), "Upload-Metadata": metadata(change=change, sha256=sha256)}
    return phone.phone.client.post("/api/files", headers=phone.phone.headers | TUS | said | headers)


def metadata(**pairs: str) -> str:
    """`Upload-Metadata` of these pairs."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


def send(phone: Device, address: str, offset: int, data: bytes, **headers: str) -> TestResponse:
    """`PATCH`: these bytes, from that offset."""
    said = phone.phone.headers | TUS | BYTES | {"Upload-Offset": str(offset)} | headers
    return phone.phone.client.patch(address, data=data, headers=said)


def standing(phone: Device, address: str) -> TestResponse:
    """`HEAD`: how far it has come."""
    return phone.phone.client.head(address, headers=phone.phone.headers | TUS)


def receipt(phone: Device, address: str) -> TestResponse:
    """The receipt of a file that is there whole."""
    return phone.phone.client.get(f"{address}/receipt", headers=phone.phone.headers)


def upload(phone: Device, change: str, data: bytes) -> str:
    """Send it whole. Returns its address."""
    begun = begin(phone, change, data)
    assert begun.status_code == 201, begun.get_data(as_text=True)
    sent = send(phone, begun.headers["Location"], 0, data)
    assert sent.status_code == 204, sent.get_data(as_text=True)
    return begun.headers["Location"]


def download(
    phone: Device, record: str, data: bytes, stream: str = "op/harbour", **headers: str
) -> TestResponse:
    """The bytes as a reader of the record asks for them."""
    sha256 = hashlib.sha256(data).hexdigest()
    return phone.phone.client.get(
        f"/api/records/{record}/files/{sha256}?stream={stream}", headers=phone.phone.headers | headers
    )
