"""Requests by an install's key alone (PROTOCOL section 17): no session, no cookie, no clock of the device.

What proves it is a signature over a nonce of this server and the request itself. It lets an install write what it
has written, also when it was revoked or its session has long expired; it never lets anybody read.
"""

import hashlib

from flask import Request
from sqlalchemy.orm import Session

from server.accounts.models import Account, Install
from server.accounts.nonces import use_nonce
from server.accounts.signatures import is_signed
from server.clock import now
from server.database import in_transaction
from server.problems import refuse
from sync.messages import request_bytes

SCHEME = "Lantern-Key"


def asks_by_key(request: Request) -> bool:
    """Whether the request names this scheme."""
    return request.headers.get("Authorization", "").startswith(f"{SCHEME} ")


def install_by_key(request: Request, body: bytes) -> tuple[Install, Account]:
    """The install that signed this request, and its person's account. body: unpacked.

    Raises ProblemError 401 `proof_wrong`, alike for an unknown install, a wrong signature and a used nonce.
    """
    parts = request.headers.get("Authorization", "").removeprefix(f"{SCHEME} ").split(".")
    if len(parts) != 4 or "\0" in "".join(parts):
        refuse(401, "proof_wrong")
    tenant, install_id, nonce, signature = parts
    signed = request_bytes(request.method, request.path, hashlib.sha256(body).hexdigest(), nonce)

    def work(session: Session) -> tuple[Install, Account] | None:
        install = session.get(Install, (tenant, install_id))
        account = session.get(Account, (tenant, install.person_id)) if install is not None else None
        if install is None or account is None or not is_signed(signed, signature, install.public_key):
            return None
        return (install, account) if use_nonce(session, nonce, now()) else None

    found = in_transaction(work)
    if found is None:
        refuse(401, "proof_wrong")
    return found
