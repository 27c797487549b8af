"""One row per thing that somebody did: never altered, never with a word of a record."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Key, TenantKey
from server.database import Base


class AuditRow(Base):
    """An act. `subject` holds ids, counts and stream names; person_id is null for a failed sign-in."""

    __tablename__ = "audit"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[str | None] = mapped_column(String(36))
    install_id: Mapped[str | None] = mapped_column(String(36))
    subject: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (Index("ix_audit_at", "tenant_id", "at"),)
