"""Counts violations of the Content-Security-Policy by day and directive, and keeps nothing else of a report.

A report quotes addresses and may quote script, so none of it is stored or logged. Anybody can send one, so that
only so many a minute are counted.
"""

import time
from collections import deque
from datetime import date
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
    """Take reports of either form (`application/csp-report`, `application/reports+json`)."""
    request.max_content_length = BODY_BYTES_MAX
    directives = _directives(_parsed(request.get_data()))
    if directives and _within_bounds(time.monotonic()):
        in_transaction(lambda session: _count(session, now().date(), directives))
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


def _directives(value: Any) -> list[str]:
    """The directives that a report says were broken; words that are no directive of ours are one, `other`."""
    found = value if isinstance(value, list) else [value]
    bodies = [each.get("body", each.get("csp-report")) for each in found[:20] if isinstance(each, dict)]
    names = [
        body.get("effectiveDirective") or body.get("effective-directive") or body.get("violated-directive")
        for body in bodies
        if isinstance(body, dict)
    ]
    return [name if isinstance(name, str) and _is_ours(name) else "other" for name in names]


def _is_ours(name: str) -> bool:
    return name.removesuffix("-elem").removesuffix("-attr") in PAGE_POLICY


def _count(session: Session, day: date, directives: list[str]) -> None:
    for directive in sorted(set(directives)):
        number = directives.count(directive)
        key = {"day": day.isoformat(), "directive": directive}
        if not _add(session, key, number):
            try:
                with session.begin_nested():
                    session.add(Violation(**key, count=number))
            except IntegrityError:  # Another process made the row in between.
                _add(session, key, number)


def _add(session: Session, key: dict[str, str], number: int) -> bool:
    changed = session.execute(
        update(Violation)
        .where(Violation.day == key["day"], Violation.directive == key["directive"])
        .values(count=Violation.count + number)
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
