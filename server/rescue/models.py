"""Notes that nobody signed."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, Id, Key, TenantKey
from server.database import Base


class UnsignedNote(Base):
    """A draft's latest state or a locked capture of an ended install (PROTOCOL section 17). Never in force.

    id: derived from install, note and content, so that one delivery more changes nothing. content: JSON as it was
    sealed, null once it was forgotten after the decision. decision: `copied` or `not_needed`, null while open.
    """

    __tablename__ = "unsigned_note"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    install_id: Mapped[Id]
    note_id: Mapped[Id]
    person_id: Mapped[Id]
    stream: Mapped[str | None] = mapped_column(String(100))
    content: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[Hash]
    received_at: Mapped[datetime]
    carrier_id: Mapped[Id]
    decision: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(36))
    decided_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_unsigned_note_install", "tenant_id", "install_id"),)
