"""Raising an alarm, listing them, and noting that somebody has looked."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.alarms.models import Alarm
from server.audit.service import record
from server.clock import stamp
from server.database import insert_into
from sync.fields import Role
from sync.problems import WORDS

LISTED_MAX = 500

READERS: frozenset[Role] = frozenset({"supervisor", "records_officer", "administrator"})
"""Those who look into alarms."""

AlarmLine = dict[str, str | int | None]
"""An **alarm** of PROTOCOL section 17."""


def raise_alarms(session: Session, tenant: str, counts: Mapping[tuple[str, str], int], at: datetime) -> None:
    """Count what was kept apart. counts: (install, code) → how many. In the transaction that keeps it."""
    for (install, code), count in sorted(counts.items()):
        insert = insert_into(session, Alarm).values(
            tenant_id=tenant, install_id=install, code=code, day=at.astimezone(UTC).date().isoformat(),
            count=count, first_at=at, last_at=at,
        )  # fmt: skip
        session.execute(
            insert.on_conflict_do_update(
                index_elements=["tenant_id", "install_id", "code", "day"],
                set_={"count": Alarm.count + count, "last_at": at, "seen_at": None, "seen_by": None},
            )
        )


def alarms(session: Session, tenant: str) -> list[AlarmLine]:
    """The newest alarms of a partnership, each with the install that it names."""
    rows = session.execute(
        select(Alarm, Install)
        .join(Install, (Install.tenant_id == Alarm.tenant_id) & (Install.id == Alarm.install_id))
        .where(Alarm.tenant_id == tenant)
        .order_by(Alarm.last_at.desc(), Alarm.install_id, Alarm.code)
        .limit(LISTED_MAX)
    ).all()
    return [_line(alarm, install) for alarm, install in rows]


def note_seen(session: Session, tenant: str, key: tuple[str, str, str], person: str, at: datetime) -> bool:
    """Note that somebody has looked. key: install, code, day. False when there is no such alarm."""
    row = session.get(Alarm, (tenant, *key), with_for_update=True)
    if row is None:
        return False
    if row.seen_at is None:
        row.seen_at, row.seen_by = at, person
        subject: dict[str, str | int | None] = {
            "install": key[0],
            "code": key[1],
            "day": key[2],
            "count": row.count,
        }
        record(session, tenant, "alarm_seen", person=person, subject=subject, at=at)
    return True


def _line(alarm: Alarm, install: Install) -> AlarmLine:
    return {
        "install": alarm.install_id,
        "install_code": install.code,
        "label": install.label,
        "person": install.person_id,
        "code": alarm.code,
        "words": WORDS.get(alarm.code, alarm.code),
        "day": alarm.day,
        "count": alarm.count,
        "first_at": stamp(alarm.first_at),
        "last_at": stamp(alarm.last_at),
        "seen_at": stamp(alarm.seen_at) if alarm.seen_at else None,
        "seen_by": alarm.seen_by,
    }
