"""One row for each install, code and day, so that ten thousand bad entries are one row that says ten thousand."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Key, TenantKey
from server.database import Base


class Alarm(Base):
    """Something of an install's was kept apart. code: of the problem (`sync/problems.py`). day: UTC, ISO.

    seen_at, seen_by: null until somebody in charge has looked, and again when more of the same comes.
    """

    __tablename__ = "alarm"

    tenant_id: Mapped[TenantKey]
    install_id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None] = mapped_column(String(36))

    __table_args__ = (Index("ix_alarm_last_at", "tenant_id", "last_at"),)
