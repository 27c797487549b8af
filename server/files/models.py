"""Files as rows: what a change named, and the bytes in the parts in which they arrived.

The bytes stand in the database (decision 0021): one backup, one restore, one erasure with what they belong to.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, Id, Key, TenantKey
from server.database import Base


class StoredFile(Base):
    """A file of one change: on its way, or here whole.

    id: derived from change and sha256 (`file_id`). bytes: how many it has; arrived: how many are here. touched_at: when
    something of it last arrived. received_at: when it was proved to be what was signed, text because it is signed as
    text; null until then.

    sealed: null, but for a file that was brought sealed (`carried`): the thing as it came. Then change_id is its random
    id on its phone, record_id the install that it is of, install_id who brings it, sha256 of the text `sealed`.
    """

    __tablename__ = "file"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    change_id: Mapped[Id]
    record_id: Mapped[Id]
    install_id: Mapped[Id]
    sha256: Mapped[Hash]
    bytes: Mapped[int] = mapped_column(BigInteger)
    arrived: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    received_at: Mapped[str | None] = mapped_column(String(24))
    sealed: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index("ix_file_record", "tenant_id", "record_id", "sha256"),
        Index("ix_file_change", "tenant_id", "change_id"),
        Index("ix_file_install", "tenant_id", "install_id", "created_at"),
    )


class FilePart(Base):
    """Bytes of a file. start: offset of the first of them."""

    __tablename__ = "file_part"

    tenant_id: Mapped[TenantKey]
    file_id: Mapped[Key]
    start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)
