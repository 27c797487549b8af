"""Everything that differs from run to run, taken over: time, ids, salts, nonces, keys, signatures.

One seed gives one run, byte for byte. `PYTHONHASHSEED` is fixed by `tests/simulation/command.py`, because the
order of a set of texts depends on it.
"""

import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

import flask_jwt_extended.tokens
import jwt.api_jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from server import clock as server_clock
from server.accounts import sessions, signatures
from server.exchange import system

T = TypeVar("T")

BEGIN = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
"""When every run begins: a Saturday evening."""


class Clock:
    """The only time there is. It moves when it is told to."""

    def __init__(self) -> None:
        self.now = BEGIN

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def key_from(chance: Random) -> ec.EllipticCurvePrivateKey:
    """A P-256 key that the next run of the same seed makes again."""
    return ec.derive_private_key(chance.getrandbits(255) + 1, ec.SECP256R1())


def uuid4_from(chance: Random) -> uuid.UUID:
    """A random UUID out of `chance`."""
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def uuid7_from(chance: Random, at: datetime) -> str:
    """A UUIDv7 of this moment."""
    milliseconds = max(0, int(at.timestamp() * 1000)) & ((1 << 48) - 1)
    value = (milliseconds << 80) | (7 << 76) | (chance.getrandbits(12) << 64) | (2 << 62)
    return str(uuid.UUID(int=value | chance.getrandbits(62)))


@contextmanager
def taken_over(clock: Clock, chance: Random) -> Iterator[None]:
    """Let the server live in this time and draw from this chance while the block runs."""

    class Virtual(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            # One of this class: the library asks its moments whether they are.
            return cls.fromtimestamp(clock.now.timestamp(), tz)

    def choice(among: Sequence[T]) -> T:
        return chance.choice(among)

    def new_key(_curve: ec.EllipticCurve) -> ec.EllipticCurvePrivateKey:
        return key_from(chance)

    monotonic = SimpleNamespace(monotonic_ns=lambda: int((clock.now - BEGIN).total_seconds() * 1e9))
    with ExitStack() as stack:
        for target, name, value in (
            (server_clock, "datetime", Virtual),
            (jwt.api_jwt, "datetime", Virtual),
            (flask_jwt_extended.tokens, "datetime", Virtual),
            (secrets, "token_bytes", lambda count=None: chance.randbytes(count or 32)),
            (secrets, "randbits", chance.getrandbits),
            (secrets, "randbelow", chance.randrange),
            (secrets, "choice", choice),
            (uuid, "uuid4", lambda: uuid4_from(chance)),
            (ec, "generate_private_key", new_key),
            (system, "time", monotonic),
            (system, "_SESSION", str(uuid4_from(chance))),
            # RFC 6979: the nonce follows from key and message.
            (signatures, "_P256", ec.ECDSA(SHA256(), deterministic_signing=True)),
        ):
            stack.enter_context(patch.object(target, name, value))
        # A server that begins has made none yet; one kept from the seed before would move every draw behind it.
        sessions._nobodys_hash.cache_clear()
        yield
