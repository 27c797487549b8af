"""Who may push: an enrolled session, one whose install was ended while its token still lives, and a key alone.

What an ended install wrote before is never lost: it comes in as `late` (PROTOCOL sections 8 and 17).
"""

from flask import Request

from server.accounts.by_key import asks_by_key, install_by_key
from server.accounts.rotating import KeyLink, key_chain
from server.accounts.service import behind, is_expired
from server.accounts.tokens import claims_of_request
from server.clock import now
from server.database import reading
from server.exchange.bodies import unpacked
from server.exchange.sealed import Carrier
from server.exchange.service import Delivery
from server.problems import refuse
from server.settings import current_settings


def pusher(request: Request) -> tuple[Carrier, bytes]:
    """Who pushes, and the unpacked body. Raises ProblemError 401 `sign_in_needed` or `proof_wrong`."""
    if asks_by_key(request):
        data = unpacked(request, "push")
        return Carrier(Delivery(*install_by_key(request, data)), alone=True), data
    carrier = Carrier(_of_session())
    return carrier, unpacked(request, "push")


def receipt_chain(tenant: str) -> list[KeyLink]:
    """The keys that receipts were ever signed with, for an install that can pull no more."""
    with reading() as session:
        return key_chain(session, tenant, "receipt")


def _of_session() -> Delivery:
    claims = claims_of_request()
    with reading() as session:
        found = behind(session, claims.tenant, claims.family)
        if found is None:
            refuse(401, "sign_in_needed")
        family, account, install = found
        if install is None or family.ended_why not in (None, "revoked"):
            refuse(401, "sign_in_needed")
        if is_expired(family, current_settings(), now()):
            refuse(401, "sign_in_needed")
        return Delivery(install, account)
