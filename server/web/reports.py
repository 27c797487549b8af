"""Counts violations of the Content-Security-Policy by day and directive, and keeps nothing else of a report.

A report quotes addresses and may quote script, so none of it is stored or logged. Anybody can send one, so that
only so many a minute are counted.
"""

import time
from collections import deque
from threading import Lock
from typing import Any

from flask import Blueprint, Response, json, request
from sqlalchemy import String, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from server.clock import now
from server.database import Base, in_transaction, reading
from server.web.headers import PAGE_POLICY

reports = Blueprint("reports", __name__, url_prefix="/api/reports")

BODY_BYTES_MAX = 16 * 1024
COUNTED_A_MINUTE = 60


class Violation(Base):
    """How often a directive was broken on one day (UTC)."""

    __tablename__ = "violation"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    directive: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int]


@reports.post("/csp")
def csp() -> Response:
    """Take a browser's report (`application/csp-report`)."""
    request.max_content_length = BODY_BYTES_MAX
    directive = _directive(_parsed(request.get_data()))
    if directive is not None and _within_bounds(time.monotonic()):
        in_transaction(lambda session: _count(session, now().date().isoformat(), directive))
    return Response(status=204)


def violations() -> list[tuple[str, str, int]]:
    """Day, directive and count, newest day first."""
    with reading() as session:
        rows = session.scalars(select(Violation).order_by(Violation.day.desc(), Violation.directive))
        return [(row.day, row.directive, row.count) for row in rows]


def _parsed(data: bytes) -> Any:  # whatever a stranger sent
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _directive(value: Any) -> str | None:
    """The directive that a report says was broken; a word that is none of ours is `other`."""
    report = value.get("csp-report") if isinstance(value, dict) else None
    if not isinstance(report, dict):
        return None
    name = report.get("effective-directive") or report.get("violated-directive")
    return name if isinstance(name, str) and _is_ours(name) else "other"


def _is_ours(name: str) -> bool:
    return name.removesuffix("-elem").removesuffix("-attr") in PAGE_POLICY


def _count(session: Session, day: str, directive: str) -> None:
    if not _add_one(session, day, directive):
        try:
            with session.begin_nested():
                session.add(Violation(day=day, directive=directive, count=1))
        except IntegrityError:  # Another process made the row in between.
            _add_one(session, day, directive)


def _add_one(session: Session, day: str, directive: str) -> bool:
    changed = session.execute(
        update(Violation)
        .where(Violation.day == day, Violation.directive == directive)
        .values(count=Violation.count + 1)
        .returning(Violation.count)
    )
    return changed.first() is not None


_guard = Lock()
_counted: deque[float] = deque(maxlen=COUNTED_A_MINUTE)


def _within_bounds(at: float) -> bool:
    with _guard:
        if len(_counted) == COUNTED_A_MINUTE and at - _counted[0] < 60:
            return False
        _counted.append(at)
        return True
