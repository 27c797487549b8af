"""What came sealed and could not be taken for a change, and notes that nobody signed."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, Id, Key, TenantKey
from server.database import Base


class ApartSealed(Base):
    """A sealed thing that could not be opened or is not what it says, as it came.

    sealed_hash: SHA-256 of `what`. install_id: the install that it says to be of, or its carrier's when it names
    none that is known. code: the problem. carrier_id: the install that brought it.
    """

    __tablename__ = "apart_sealed"

    tenant_id: Mapped[TenantKey]
    sealed_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    install_id: Mapped[Id]
    carrier_id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40))
    received_at: Mapped[datetime]
    what: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_apart_sealed_carrier", "tenant_id", "carrier_id"),)


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
