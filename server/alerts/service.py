"""Asking for alerts, causing them, and sending them.

`notify` is for whoever changes something: it adds rows to the outbox in that same transaction, and nothing is
sent when that is rolled back. `send_due` is the worker's.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair
from server.accounts.models import Install
from server.alerts.message import message
from server.alerts.models import Alert, Subscription
from server.alerts.rules import TIME_TO_LIVE, Next, after, is_allowed
from server.audit.service import record
from server.clock import new_id, now
from server.database import among, in_transaction, reading
from server.problems import refuse
from server.settings import Settings, current_settings

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 5
ROUND_MAX = 200
"""How many installs one round of the worker serves."""

_SUBSCRIBED = select(Subscription.install_id).where(
    Subscription.tenant_id == bindparam("tenant"), among(Subscription.person_id, "persons")
)


@dataclass(frozen=True, slots=True)
class Due:
    """One install to be alerted, and the rows that this settles."""

    subscription: Subscription
    alerts: tuple[str, ...]


def notify(session: Session, tenant: str, persons: Iterable[str], *, but_install: str | None = None) -> None:
    """Let every subscribed install of these people be alerted after this transaction commits.

    but_install: the one that causes it, which knows already.
    """
    wanted = set(persons)
    if not wanted:
        return
    installs = session.scalars(_SUBSCRIBED, {"tenant": tenant, "persons": wanted})
    at = now()
    session.add_all(
        Alert(tenant_id=tenant, id=new_id(at), install_id=install, created_at=at)
        for install in installs
        if install != but_install
    )


def subscribe(install: Install, endpoint: str, p256dh: str, auth: str, at: datetime) -> None:
    """Take alerts for this install from now on, in place of an earlier subscription.

    Raises ProblemError 400 `push_service_not_allowed`.
    """
    settings = current_settings()
    if not is_allowed(endpoint, settings.push_hosts, loopback=settings.push_loopback):
        refuse(400, "push_service_not_allowed", "endpoint")

    def work(session: Session) -> None:
        session.merge(
            Subscription(
                tenant_id=install.tenant_id, install_id=install.id, person_id=install.person_id, endpoint=endpoint,
                p256dh=p256dh, auth=auth, created_at=at, failures=0, not_before=None,
            )
        )  # fmt: skip
        record(session, install.tenant_id, "alerts_on", person=install.person_id, install=install.id, at=at)

    in_transaction(work)


def unsubscribe(tenant: str, install: str, person: str | None, at: datetime) -> None:
    """Send no more alerts to this install. person: who asked, None when the push service said so."""

    def work(session: Session) -> None:
        _forget(session, tenant, install)
        record(session, tenant, "alerts_off", person=person, install=install, at=at)

    in_transaction(work)


def send_due(at: datetime) -> int:
    """One round of the worker: alert every install that has something due. Returns how many were sent."""
    settings = current_settings()
    in_transaction(lambda session: _drop_stale(session, at))
    with reading() as session:
        due = _due(session, at)
        keys = {
            tenant: key_pair(session, tenant, "alerts") for tenant in {d.subscription.tenant_id for d in due}
        }
    sent = 0
    for each in due:
        key = keys[each.subscription.tenant_id].private_key
        status, retry_after = _post(each.subscription, key, settings)
        outcome = after(status, each.subscription.failures, retry_after)
        if outcome.alarm:
            log.error("a push service refused our request with %s; check the keys and the clock", status)
        _settle(each, outcome, at)
        sent += outcome.act == "done"
    return sent


def _due(session: Session, at: datetime) -> list[Due]:
    """Installs with something in the outbox whose back-off is over and that have not been ended."""
    waiting = session.scalars(
        select(Subscription)
        .join(
            Install, (Install.tenant_id == Subscription.tenant_id) & (Install.id == Subscription.install_id)
        )
        .where(
            Install.revoked_at.is_(None),
            or_(Subscription.not_before.is_(None), Subscription.not_before <= at),
            select(Alert.id)
            .where(Alert.tenant_id == Subscription.tenant_id, Alert.install_id == Subscription.install_id)
            .exists(),
        )
        .limit(ROUND_MAX)
    ).all()
    return [Due(each, _alerts_of(session, each)) for each in waiting]


def _alerts_of(session: Session, subscription: Subscription) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Alert.id).where(
                Alert.tenant_id == subscription.tenant_id, Alert.install_id == subscription.install_id
            )
        )
    )


def _post(
    subscription: Subscription, key: ec.EllipticCurvePrivateKey, settings: Settings
) -> tuple[int | None, str | None]:
    """Status and `Retry-After` of the push service's answer; no redirect is followed."""
    made = message(subscription.endpoint, subscription.p256dh, subscription.auth, key, settings.push_contact)
    try:
        answer = requests.post(
            subscription.endpoint, data=made.body, headers=made.headers,
            timeout=TIMEOUT_SECONDS, allow_redirects=False,
        )  # fmt: skip
    except requests.RequestException:
        return None, None
    return answer.status_code, answer.headers.get("Retry-After")


def _settle(due: Due, outcome: Next, at: datetime) -> None:
    tenant, install = due.subscription.tenant_id, due.subscription.install_id
    if outcome.act == "unsubscribe":
        unsubscribe(tenant, install, None, at)
        return

    def work(session: Session) -> None:
        current = session.get(Subscription, (tenant, install))
        if current is None or current.endpoint != due.subscription.endpoint:
            return  # Subscribed anew while we were sending.
        if outcome.act == "later":
            current.failures, current.not_before = current.failures + 1, at + outcome.wait
            return
        current.failures, current.not_before = 0, None
        session.execute(delete(Alert).where(Alert.tenant_id == tenant, Alert.id.in_(due.alerts)))

    in_transaction(work)


def _drop_stale(session: Session, at: datetime) -> None:
    """Forget alerts that nobody took within their time to live; the phone will have synced by itself."""
    session.execute(delete(Alert).where(Alert.created_at < at - TIME_TO_LIVE))


def _forget(session: Session, tenant: str, install: str) -> None:
    session.execute(delete(Alert).where(Alert.tenant_id == tenant, Alert.install_id == install))
    session.execute(
        delete(Subscription).where(Subscription.tenant_id == tenant, Subscription.install_id == install)
    )
