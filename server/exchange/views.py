"""Which records were opened on a phone: proved, and kept beside the ledger (PROTOCOL section 24).

A report is testimony of an install about itself. A bad one is answered and alarmed, and holds back no change.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.signatures import is_signed
from server.alarms.service import raise_alarms
from server.audit.models import RecordView, ViewReport
from server.database import BusyError, among, in_transaction, insert_into
from server.exchange.models import RecordRow
from sync.strict import has_lone_surrogate
from sync.views import Report, read_report, views_bytes

REPORTS_MAX = 4
"""Looked at in one push; those beyond are asked for again."""

DAILY_MAX = 5_000
"""Opened records that one install may report within 24 hours: a desk that opens one every 17 seconds."""

Answer: TypeAlias = Literal["stored", "refused", "retry"]
"""stored and refused: not to be sent again."""

_KNOWN = select(RecordRow.id).where(
    RecordRow.tenant_id == bindparam("tenant"), among(RecordRow.id, "records")
)


def keep_views(install: Install, reports: Sequence[Any], at: datetime) -> list[Answer]:
    """Keep what reports say: an answer for each, in order. Never raises for what they hold."""
    answers: list[Answer] = []
    for each in reports[:REPORTS_MAX]:
        try:
            answers.append(_keep(install, each, at))
        except BusyError:
            answers.append("retry")
    return answers + ["retry"] * (len(reports) - len(answers))


def _keep(install: Install, envelope: Any, at: datetime) -> Answer:
    report, code = _proved(install, envelope)

    def work(session: Session) -> Answer:
        problem = code or _store(session, install, report, envelope, at)
        if problem is None:
            return "stored"
        raise_alarms(session, install.tenant_id, {(install.id, problem): 1}, at)
        return "refused"

    return in_transaction(work)


def _proved(install: Install, envelope: Any) -> tuple[Report | None, str | None]:
    """The report, or why it is none of this install."""
    if (
        not isinstance(envelope, list)
        or len(envelope) != 2
        or not all(isinstance(each, str) for each in envelope)
    ):
        return None, "views_malformed"
    text, signature = envelope
    if has_lone_surrogate(text):
        return None, "views_malformed"
    report = read_report(text)
    if report is None:
        return None, "views_malformed"
    if not is_signed(views_bytes(text), signature, install.public_key):
        return None, "signature_wrong"
    if install.compromised_at is not None:
        return None, "key_compromised"
    if (report.tenant, report.install, report.author) != (install.tenant_id, install.id, install.person_id):
        return None, "views_malformed"
    return report, None


def _store(
    session: Session, install: Install, report: Report | None, envelope: Any, at: datetime
) -> str | None:
    """Keep what concerns records of this partnership and is not kept yet. A code when the share is used up."""
    tenant, views = install.tenant_id, report.views if report else ()
    wanted = {each.record for each in views}
    known = set(session.scalars(_KNOWN, {"tenant": tenant, "records": wanted}))
    views = tuple(each for each in views if each.record in known)
    if not views:
        return None
    if _reported(session, install, at) + len(views) > DAILY_MAX:
        return "views_share_used"
    text, signature = envelope
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = insert_into(session, ViewReport).values(
        tenant_id=tenant, hash=digest, install_id=install.id, text=text.encode(), signature=signature, received_at=at
    )  # fmt: skip
    session.execute(kept.on_conflict_do_nothing())
    rows = [
        {
            "tenant_id": tenant, "record_id": each.record, "install_id": install.id, "quarter": each.quarter,
            "person_id": install.person_id, "at": each.at, "received_at": at, "report_hash": digest,
        }
        for each in sorted(views, key=lambda view: (view.record, view.quarter))
    ]  # fmt: skip
    session.execute(insert_into(session, RecordView).values(rows).on_conflict_do_nothing())
    return None


def _reported(session: Session, install: Install, at: datetime) -> int:
    return session.scalars(
        select(func.count())
        .select_from(RecordView)
        .where(
            RecordView.tenant_id == install.tenant_id,
            RecordView.install_id == install.id,
            RecordView.received_at > at - timedelta(days=1),
        )
    ).one()
