"""A client written from `sync/PROTOCOL.md` alone: nothing of Lantern is imported by the `Stranger`."""

import base64
import gzip
import hashlib
import json
import os
import threading
import time
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from werkzeug.serving import make_server

from tests.server.people import PASSWORD, Partnership

P256 = ec.ECDSA(SHA256())


def base64url(data: bytes) -> str:
    """Section 2."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Section 2."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def hashed_array(values: list[Any]) -> bytes:
    """Section 2."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    """Section 2."""
    return hashlib.sha256(data).hexdigest()


def uuid7() -> str:
    """RFC 9562."""
    value = (
        int(time.time() * 1000) << 80
        | 7 << 76
        | int.from_bytes(os.urandom(10)) & ~(7 << 76) & ((1 << 76) - 1)
    )
    return str(uuid.UUID(int=value & ~(3 << 62) | 2 << 62))


class Stranger:
    """Enrols, pushes, pulls and checks what it is told."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.install = str(uuid.uuid4())
        self.dseq = 0
        self.prev: str | None = None
        self.cursors: dict[str, Any] = {}
        self.rows: dict[tuple[str, str], bytes] = {}
        self.verdicts = 0
        self.matching: set[str] = set()

    def enrol(self, username: str, password: str) -> None:
        """Section 3."""
        self.session = self.call("/api/session", {"username": username, "password": password})
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        array = [
            "lantern-enrol-v1", self.session["tenant"], self.install, self.session["person"]["id"], base64url(point)
        ]  # fmt: skip
        body = {
            "install": self.install, "public_key": base64url(point), "label": "Stranger",
            "signature": self.sign(hashed_array(array)),
        }  # fmt: skip
        enrolment = self.call("/api/installs", body)
        self.session, self.receipt_key = enrolment["session"], enrolment["receipt_key"]

    def change(
        self, record_type: str, stream: str, values: dict[str, Any], record: str | None = None
    ) -> list[str]:
        """Section 4."""
        self.dseq += 1
        seen = self.cursors.get(stream)
        text = json.dumps(
            {
                "id": uuid7(), "tenant": self.session["tenant"], "stream": stream, "install": self.install,
                "author": self.session["person"]["id"], "dseq": self.dseq, "prev": self.prev,
                "type": record_type, "record": record or str(uuid.uuid4()), "op": "set" if record else "create",
                "base": None, "after": None, "set": values, "resolves": [],
                "seen": [seen["epoch"], seen["seq"], seen["head"]] if seen else None,
                "at": {"wall": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()), "monotonic": 5,
                       "session": str(uuid.uuid4())},
                "schema": 1, "app": "stranger 1", "salt": base64url(os.urandom(16)), "reason": None,
            },
            ensure_ascii=False,
        )  # fmt: skip
        self.prev = sha256(text.encode())
        return [text, self.sign(b"lantern-change-v1\n" + text.encode())]

    def push(self, *changes: list[str]) -> list[Any]:
        """Section 8: every receipt is verified against the pinned key and our own hash."""
        verdicts = self.call("/api/push", {"install": self.install, "changes": changes, "views": []})[
            "verdicts"
        ]
        for verdict, (text, _) in zip(verdicts, changes, strict=True):
            array, signature = (verdict["latest"] or verdict)["receipt"]
            assert array[:4] == [
                self.receipt_key["kid"], self.session["tenant"], sha256(text.encode()),
                (verdict["latest"] or verdict)["verdict"],
            ]  # fmt: skip
            self.verify(b"lantern-receipt-v1\n" + hashed_array(array), signature)
        return list(verdicts)

    def pull(self) -> None:
        """Section 9: rows by their bytes, and the digest by reading them back."""
        more = True
        while more:
            body = {"install": self.install, "cursors": self.cursors, "verdicts": self.verdicts}
            stream = ""
            for line in self.call("/api/pull", body, raw=True).splitlines():
                value = json.loads(line)
                if line.startswith(b'{"record"'):
                    self.rows[stream, value["record"]] = line
                elif value["line"] == "stream":
                    stream = value["stream"]
                elif value["line"] == "leave":
                    self.rows.pop((stream, value["record"]), None)
                elif value["line"] == "cursor":
                    self.cursors[stream] = {key: value[key] for key in ("epoch", "seq", "head")}
                elif value["line"] == "complete":
                    assert (value["digest"], value["count"]) == self.digest(stream)
                    self.matching.add(stream)
                elif value["line"] == "end":
                    more, self.verdicts = value["more"], value["verdicts"]

    def digest(self, stream: str) -> tuple[str, int]:
        """Section 6."""
        rows = [(record, text) for (name, record), text in self.rows.items() if name == stream]
        shares = [
            int(sha256(hashed_array([record, json.loads(text)["version"], sha256(text)])), 16)
            for record, text in rows
        ]
        return f"{sum(shares) % 2**256:064x}", len(rows)

    def sign(self, message: bytes) -> str:
        """Section 2."""
        r, s = decode_dss_signature(self.key.sign(message, P256))
        return base64url(r.to_bytes(32) + s.to_bytes(32))

    def verify(self, message: bytes, signature: str) -> None:
        """Section 8; raises InvalidSignature."""
        point = from_base64url(self.receipt_key["public_key"])
        raw = from_base64url(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point).verify(der, message, P256)

    def call(self, path: str, body: Any, *, raw: bool = False) -> Any:
        """One POST; bodies both ways are packed."""
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        data = json.dumps(body).encode()
        if hasattr(self, "session"):
            headers["Authorization"] = f"Bearer {self.session['access_token']}"
        if path == "/api/push":
            data, headers["Content-Encoding"] = gzip.compress(data), "gzip"
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers)) as answer:  # noqa: S310  our own address
            text = answer.read()
            if answer.headers.get("Content-Encoding") == "gzip":
                text = gzip.decompress(text)
        return text if raw else json.loads(text)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of the app, served over real sockets."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_a_stranger_enrols_pushes_pulls_and_checks_the_digest(address: str, partnership: Partnership) -> None:
    """What the protocol says is enough to write a client that loses nothing and believes nothing unchecked."""
    partnership.add("wren", welfare=True)
    partnership.add("heron", "council_officer")
    wren, heron = Stranger(address), Stranger(address)
    wren.enrol("wren", PASSWORD)
    heron.enrol("heron", PASSWORD)
    note = {"kind": "note", "words": "Два автомобиля", "happened_at": "2026-11-22T02:14:05+00:00"}

    made = wren.change("sighting", "op/harbour", note)
    record = json.loads(made[0])["record"]
    first = wren.push(made, wren.change("person_supported", "care/harbour", {"risk": "high"}))
    heron.pull()
    second = heron.push(heron.change("sighting", "op/harbour", {"street": "Tide Lane"}, record))
    again = wren.push(made)
    wren.pull()
    heron.pull()

    assert ["accepted", "accepted"] == [each["verdict"] for each in first]
    assert ("merged", "known") == (second[0]["verdict"], again[0]["verdict"])
    shared = json.loads(wren.rows["op/harbour", record])
    assert note | {"street": "Tide Lane"} == shared["fields"]
    assert wren.rows["op/harbour", record] == heron.rows["op/harbour", record]
    assert {"op/harbour", "care/harbour", "ref", "staff"} <= wren.matching
    assert not [stream for stream, _ in heron.rows if stream.startswith("care/")]


def test_a_receipt_over_other_bytes_is_not_believed(address: str, partnership: Partnership) -> None:
    """The stranger's own check finds a receipt that was altered on the way."""
    partnership.add("wren")
    wren = Stranger(address)
    wren.enrol("wren", PASSWORD)
    note = {"kind": "note", "words": "Quiet", "happened_at": "2026-11-22T02:14:05+00:00"}
    array, signature = wren.push(wren.change("sighting", "op/harbour", note))[0]["receipt"]

    array[3] = "merged"

    with pytest.raises(InvalidSignature):
        wren.verify(b"lantern-receipt-v1\n" + hashed_array(array), signature)
