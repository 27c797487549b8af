"""When a tenant's ledger went back in time: the epochs that began then."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import TenantKey
from server.database import Base


class Restoration(Base):
    """An epoch of all streams of a tenant, and why it began. The first epoch, 1, has no row.

    at: UTC text like a receipt's `received_at`, and not before the newest receipt that was shown. why: `cursor`,
    `receipt` (something signed was shown that is not in the ledger) or `command` (`lantern restore`). shown_by: the
    install that showed it.
    """

    __tablename__ = "restoration"

    tenant_id: Mapped[TenantKey]
    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(24))
    why: Mapped[str] = mapped_column(String(10))
    shown_by: Mapped[str | None] = mapped_column(String(36))
