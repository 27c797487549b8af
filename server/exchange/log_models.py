"""The log as rows: how far each stream's tree is counted, its blocks, its heads, and the checkpoints signed.

Two storeys (PROTOCOL section 23): a Merkle tree over each stream's entries, and the tenant's log, a tree whose
leaves are the heads of those trees. Nothing here is ever changed but `Tree`, which counts.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, TenantKey
from server.database import Base
from server.exchange.models import STREAM_LENGTH

LOG = "log"
"""The name of the log among trees; no stream is called so."""


class Tree(Base):
    """A tree and how many leaves of it a checkpoint covers. The log's row is locked by whoever adds to it.

    head: index in the log of the newest head of this stream; of the log itself the newest checkpoint's number.
    """

    __tablename__ = "tree"

    tenant_id: Mapped[TenantKey]
    name: Mapped[str] = mapped_column(String(STREAM_LENGTH), primary_key=True)
    epoch: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


class TreeBlock(Base):
    """The root of a complete subtree of 256 to the power of `level` leaves; `number` counts them from 0."""

    __tablename__ = "tree_block"

    tenant_id: Mapped[TenantKey]
    tree: Mapped[str] = mapped_column(String(STREAM_LENGTH), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[Hash]


class TreeHead(Base):
    """A leaf of the log: the first `size` entries of a stream had this root. `hash`: the leaf's."""

    __tablename__ = "tree_head"

    tenant_id: Mapped[TenantKey]
    index: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(STREAM_LENGTH))
    epoch: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[Hash]
    hash: Mapped[Hash]

    __table_args__ = (Index("ix_tree_head_stream", "tenant_id", "stream", "size"),)


class CheckpointRow(Base):
    """A signed checkpoint. number: 1, 2, 3 … without a gap; size: leaves of the log; note: as it is given out."""

    __tablename__ = "checkpoint"

    tenant_id: Mapped[TenantKey]
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    kid: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
