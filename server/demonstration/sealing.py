"""Sealing to the server as a phone does it (PROTOCOL sections 12 and 17)."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.accounts.signatures import public_key_of
from sync.changes import base64url
from sync.messages import note_place, sealing_data

BLOCK_BYTES = 256


def sealed_copy(
    key: Mapping[str, str], tenant: str, install: str, dseq: int, envelope: Any
) -> dict[str, Any]:
    """A change's copy. key: `kid` and `public_key` as pinned."""
    sealed = sealed_text(key, tenant, install, dseq, envelope)
    return {"kid": key["kid"], "install": install, "dseq": dseq, "sealed": sealed}


def sealed_note(key: Mapping[str, str], tenant: str, install: str, note: str, content: Any) -> dict[str, Any]:
    """A draft's latest state."""
    sealed = sealed_text(key, tenant, install, note_place(note), content)
    return {"kid": key["kid"], "install": install, "note": note, "sealed": sealed}


def sealed_text(key: Mapping[str, str], tenant: str, install: str, place: int | str, value: Any) -> str:
    """A JSON value sealed for its place: a `dseq`, `note_place` or `file_place`."""
    pair = ec.generate_private_key(ec.SECP256R1())
    secret = pair.exchange(ec.ECDH(), public_key_of(key["public_key"]))
    once = HKDF(SHA256(), 32, salt=None, info=b"lantern-seal-v1").derive(secret)
    point = pair.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    plain = json.dumps(value, ensure_ascii=False).encode()
    padded = plain.ljust(-(-len(plain) // BLOCK_BYTES) * BLOCK_BYTES)
    iv = secrets.token_bytes(12)
    bound = sealing_data(key["kid"], tenant, install, place)
    return base64url(point + iv + AESGCM(once).encrypt(iv, padded, bound))
