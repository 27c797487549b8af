"""Encrypting and addressing one push: a wrapper round `webpush` 1.0.6 that mends what it gets wrong.

Found by reading and trying it: `aud` loses the port; the time to live of one call sticks to the object and is 0
by default; nothing checks the size; the contact can only be an address of mail. So: a new object for each
message, every value given, one short constant text of constant length.
"""

import time
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import AnyHttpUrl
from webpush import WebPush
from webpush.types import WebPushKeys, WebPushSubscription
from webpush.vapid import VAPID

from server.alerts.rules import TIME_TO_LIVE

TEXT = "Something is waiting."
PLAIN_BYTES = 128
BODY_BYTES_MAX = 3_000
TOKEN_SECONDS = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Message:
    """A push ready to be posted."""

    body: bytes
    headers: dict[str, str]


def message(endpoint: str, p256dh: str, auth: str, key: ec.EllipticCurvePrivateKey, contact: str) -> Message:
    """The constant text, encrypted for one subscription (RFC 8291) and signed with the tenant's key (RFC 8292).

    p256dh, auth: base64url, as the browser gave them. contact: `mailto:` or `https:` for the push service.
    """
    subscription = WebPushSubscription(
        endpoint=AnyHttpUrl(endpoint), keys=WebPushKeys(auth=auth, p256dh=p256dh)
    )
    seconds = int(TIME_TO_LIVE.total_seconds())
    push = WebPush(_pem(key), _public_pem(key), subscriber=contact, ttl=seconds, expiration=TOKEN_SECONDS)
    push.vapid = ExactVapid(_pem(key), _public_pem(key))
    made = push.get(TEXT.ljust(PLAIN_BYTES).encode(), subscription)
    if len(made.encrypted) > BODY_BYTES_MAX:
        raise ValueError("a push of this size could not be decrypted")
    headers = {
        "TTL": made.headers["ttl"],
        "Content-Encoding": made.headers["content-encoding"],
        "Authorization": made.headers["authorization"],
        "Urgency": "normal",
        "Topic": "waiting",  # A stack of them collapses into one while the phone is away.
    }
    return Message(made.encrypted, headers)


class ExactVapid(VAPID):  # type: ignore[misc]  # `webpush` publishes no types
    """VAPID whose audience is the endpoint's whole origin, and whose contact is said as it was given."""

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        """The `Authorization` header of RFC 8292."""
        usual = {"https": 443, "http": 80}[endpoint.scheme]
        port = f":{endpoint.port}" if endpoint.port not in {None, usual} else ""
        claims = {
            "aud": f"{endpoint.scheme}://{endpoint.host}{port}",
            "exp": int(time.time()) + expiration,
            "sub": subscriber,
        }
        token = jwt.encode(claims, self.private_key, algorithm="ES256")
        return f"vapid t={token}, k={self.get_application_server_key(self.public_key)}"


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
