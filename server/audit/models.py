"""One row per thing that somebody did or opened: never altered, never with a word of a record."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, Id, Key, TenantKey
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


class ViewReport(Base):
    """What a phone signed about the records opened on it (PROTOCOL section 24). text: the bytes that it signed."""

    __tablename__ = "view_report"

    tenant_id: Mapped[TenantKey]
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    install_id: Mapped[Id]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str] = mapped_column(String(88))
    received_at: Mapped[datetime]


class RecordView(Base):
    """A record was opened, by the testimony of a phone: once for record, install and quarter of an hour.

    quarter: UTC, `2026-11-22T02:15`. at: the device's moment, as it said it. report_hash: of the report that said so
    first.
    """

    __tablename__ = "record_view"

    tenant_id: Mapped[TenantKey]
    record_id: Mapped[Key]
    install_id: Mapped[Key]
    quarter: Mapped[str] = mapped_column(String(16), primary_key=True)
    person_id: Mapped[Id]
    at: Mapped[str] = mapped_column(String(40))
    received_at: Mapped[datetime]
    report_hash: Mapped[Hash]

    __table_args__ = (Index("ix_record_view_install", "tenant_id", "install_id", "received_at"),)
