"""Who may push: an enrolled session, and one whose install was ended while its token still lives.

What an ended install wrote before is never lost: it comes in as `late` (PROTOCOL section 8).
"""

from flask_jwt_extended import get_jwt, verify_jwt_in_request

from server.accounts.models import Account, Install, SessionFamily
from server.accounts.service import is_expired
from server.clock import now
from server.database import reading
from server.exchange.service import Delivery
from server.problems import refuse
from server.settings import current_settings


def deliverer() -> Delivery:
    """The install and person that push. Raises ProblemError 401 `sign_in_needed`."""
    verify_jwt_in_request()
    claims = get_jwt()
    tenant = str(claims.get("tenant"))
    with reading() as session:
        family = session.get(SessionFamily, (tenant, str(claims.get("family"))))
        if family is None or family.install_id is None or family.ended_why not in (None, "revoked"):
            refuse(401, "sign_in_needed")
        account = session.get(Account, (tenant, family.person_id))
        install = session.get(Install, (tenant, family.install_id))
        if account is None or install is None or is_expired(family, current_settings(), now()):
            refuse(401, "sign_in_needed")
        return Delivery(install, account)
