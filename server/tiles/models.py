"""Map files, kept in the database in parts: every web process has them, and a backup too."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, TenantKey
from server.database import Base


class TileFile(Base):
    """The map file that an operation has now. file_hash: SHA-256 of its bytes, the name of its parts."""

    __tablename__ = "tile_file"

    tenant_id: Mapped[TenantKey]
    operation: Mapped[str] = mapped_column(String(60), primary_key=True)
    file_hash: Mapped[Hash]
    size: Mapped[int] = mapped_column(BigInteger)
    installed_at: Mapped[datetime]


class TilePart(Base):
    """`PART_BYTES` of a map file, the last one less; numbered from 0."""

    __tablename__ = "tile_part"

    tenant_id: Mapped[TenantKey]
    operation: Mapped[str] = mapped_column(String(60), primary_key=True)
    file_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
