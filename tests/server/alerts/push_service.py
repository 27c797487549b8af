"""A push service on loopback, and a browser's side of a subscription that decrypts what arrives."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from server.accounts.signatures import public_text
from sync.changes import base64url


@dataclass
class Received:
    """One push as the service saw it."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """Answers with `status` and remembers what it was sent."""

    port: int = 0
    status: int = 201
    answer_headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)


@dataclass
class Browser:
    """The two secrets of a subscription, and its endpoint at a push service."""

    service: PushService
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def subscription(self) -> dict[str, object]:
        """What `PushSubscription.toJSON` gives."""
        return {
            "endpoint": f"http://127.0.0.1:{self.service.port}/push/one",
            "expirationTime": None,
            "keys": {"p256dh": public_text(self.key.public_key()), "auth": base64url(self.auth)},
        }

    def decrypt(self, body: bytes) -> str:
        """The message that reaches the worker's push event."""
        text: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        return text.decode()


@contextmanager
def running_push_service() -> Iterator[PushService]:
    """A push service for as long as the block runs."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.received.append(Received(self.path, dict(self.headers), body))
            self.send_response(service.status)
            for name, value in service.answer_headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps({}).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
