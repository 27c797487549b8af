"""What derives from the deployment's one secret: sealing at rest, tokens that repeat, keyed hashes.

Each use has its own key (HKDF-SHA-256 with a label), so that none of them tells anything about
another. Losing the secret loses the server's private keys and shift shares; changing it needs them
sealed anew.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.settings import current_settings

IV_BYTES = 12


def seal(data: bytes, purpose: str) -> bytes:
    """AES-256-GCM under the secret, bound to `purpose`: a random IV and the ciphertext."""
    iv = secrets.token_bytes(IV_BYTES)
    return iv + AESGCM(key_for("seal")).encrypt(iv, data, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """The inverse of `seal`. Raises InvalidTag for another secret, purpose or damaged bytes."""
    return AESGCM(key_for("seal")).decrypt(sealed[:IV_BYTES], sealed[IV_BYTES:], purpose.encode())


def keyed_hash(text: str, purpose: str) -> str:
    """HMAC-SHA-256 of `text`, 64 hexadecimal digits; tells nothing without the secret."""
    return hmac.digest(key_for(purpose), text.encode(), "sha256").hex()


def token_hash(token: str) -> str:
    """What is stored of a random token of 256 bits; such a token needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_for(purpose: str) -> bytes:
    """32 bytes that nobody without the secret can know, one value for each purpose."""
    return _derived(current_settings().secret, purpose)


@lru_cache(maxsize=32)
def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"lantern/{purpose}".encode()).derive(secret)
