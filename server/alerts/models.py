"""Where to send, and what is still to be sent."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Id, Key, TenantKey
from server.database import Base


class Subscription(Base):
    """Where one install's browser takes pushes. An endpoint is personal data: never in a log line.

    failures: sends that failed in a row. not_before: when the next one may be tried, null for at once.
    """

    __tablename__ = "subscription"

    tenant_id: Mapped[TenantKey]
    install_id: Mapped[Key]
    person_id: Mapped[Id]
    endpoint: Mapped[str] = mapped_column(String(1000))
    p256dh: Mapped[str] = mapped_column(String(88))
    auth: Mapped[str] = mapped_column(String(24))
    created_at: Mapped[datetime]
    failures: Mapped[int]
    not_before: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "install_id"], ["install.tenant_id", "install.id"]),
        Index("ix_subscription_person", "tenant_id", "person_id"),
    )


class Alert(Base):
    """The outbox: a row says that something happened for this install after `created_at`.

    Rows are only ever added by the transactions that cause them, so that writers never meet in one; the worker
    sends once for all rows of an install that it has read, and takes exactly those away.
    """

    __tablename__ = "alert"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    install_id: Mapped[Id]
    created_at: Mapped[datetime]
