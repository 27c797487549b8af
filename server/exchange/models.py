"""The ledger as rows: streams, entries, changes, records and where they are placed.

Every primary key begins with the tenant; there is no serial, sequence or timestamp to go by. The
order of a stream is the number that its counter row gave out under a lock.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Hash, Id, Key, TenantKey
from server.database import Base

STREAM_LENGTH = 100


class Stream(Base):
    """The counter row of a stream (PROTOCOL section 6). Whoever writes to the stream locks it first."""

    __tablename__ = "stream"

    tenant_id: Mapped[TenantKey]
    name: Mapped[str] = mapped_column(String(STREAM_LENGTH), primary_key=True)
    epoch: Mapped[int]
    last_seq: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[Hash]
    count: Mapped[int]


class Entry(Base):
    """One entry of a stream. `received_at` is text, because it is hashed as text."""

    __tablename__ = "entry"

    tenant_id: Mapped[TenantKey]
    stream: Mapped[str] = mapped_column(String(STREAM_LENGTH), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    epoch: Mapped[int]
    prev: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[Hash]
    change_hash: Mapped[str | None] = mapped_column(String(64))
    record_id: Mapped[Id]
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    received_at: Mapped[str] = mapped_column(String(24))
    digest: Mapped[Hash]

    __table_args__ = (Index("ix_entry_record", "tenant_id", "record_id"),)


class StoredChange(Base):
    """A change that counts: in the ledger, held until what it waits for arrives, or refused.

    text: the signed bytes as they arrived. stream: as the change names it; reader_stream and what
    follows: where its author reads it, null when nowhere. verdict_seq: 0 until the verdict changed
    after the answer; then a number of its install. waits_for: `change:<id>`, `record:<id>`,
    `newer` or null. fields, problems: JSON. missing_prev: the hash of the text before it in its chain, when that
    was not here as it came, else null.
    """

    __tablename__ = "change"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    hash: Mapped[Hash]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str] = mapped_column(String(88))
    install_id: Mapped[Id]
    author_id: Mapped[Id]
    dseq: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(60))
    op: Mapped[str] = mapped_column(String(6))
    record_id: Mapped[Id]
    stream: Mapped[str] = mapped_column(String(STREAM_LENGTH))
    received_at: Mapped[str] = mapped_column(String(24))
    verdict: Mapped[str] = mapped_column(String(12))
    fields: Mapped[str] = mapped_column(Text)
    problems: Mapped[str] = mapped_column(Text)
    reader_stream: Mapped[str | None] = mapped_column(String(STREAM_LENGTH))
    reader_epoch: Mapped[int | None]
    reader_seq: Mapped[int | None] = mapped_column(BigInteger)
    reader_head: Mapped[str | None] = mapped_column(String(64))
    verdict_seq: Mapped[int] = mapped_column(BigInteger)
    waits_for: Mapped[str | None] = mapped_column(String(50))
    missing_prev: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_change_dseq", "tenant_id", "install_id", "dseq"),
        Index("ix_change_hash", "tenant_id", "hash"),
        Index("ix_change_record", "tenant_id", "record_id"),
        Index("ix_change_waits_for", "tenant_id", "waits_for"),
        Index("ix_change_verdict_seq", "tenant_id", "install_id", "verdict_seq"),
        Index(
            "ix_change_missing_prev", "tenant_id", "install_id", "dseq",
            sqlite_where=missing_prev.isnot(None), postgresql_where=missing_prev.isnot(None),
        ),
    )  # fmt: skip


class ApartChange(Base):
    """What must not stand in the ledger, kept as it came: unreadable, or quarantined.

    envelope_hash: SHA-256 of the hashed array [text, signature], so that one text under a false and
    under its right signature are two. change_id: null when the text could not be read. record_id: that
    a signed `create` would have made; later changes of it go the same way.
    """

    __tablename__ = "apart_change"

    tenant_id: Mapped[TenantKey]
    envelope_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    hash: Mapped[Hash]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    install_id: Mapped[Id]
    author_id: Mapped[Id]
    change_id: Mapped[str | None] = mapped_column(String(36))
    record_id: Mapped[str | None] = mapped_column(String(36))
    received_at: Mapped[str] = mapped_column(String(24))
    verdict: Mapped[str] = mapped_column(String(12))
    problems: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index("ix_apart_change_record", "tenant_id", "record_id"),
        Index("ix_apart_change_hash", "tenant_id", "hash"),
    )


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


class RecordRow(Base):
    """A record: its home and the state of its fold (`sync/merge.py`) as JSON."""

    __tablename__ = "record"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    type: Mapped[str] = mapped_column(String(60))
    home: Mapped[str] = mapped_column(String(STREAM_LENGTH))
    state: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_record_type", "tenant_id", "type"),)


class Placement(Base):
    """A record's membership of a stream, with its text ready to send.

    seq: of its newest entry there. text: as sent; empty after it has left. since: index of the first
    entry of the record's ledger that this stream's readers may see. notice: JSON, after it has left.
    ground, until: why it is in an agency's stream, and the last day on which that holds.
    """

    __tablename__ = "placement"

    tenant_id: Mapped[TenantKey]
    stream: Mapped[str] = mapped_column(String(STREAM_LENGTH), primary_key=True)
    record_id: Mapped[Key]
    version: Mapped[int]
    seq: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    since: Mapped[int]
    left: Mapped[bool] = mapped_column(Boolean)
    notice: Mapped[str | None] = mapped_column(Text)
    ground: Mapped[str | None] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        Index("ix_placement_seq", "tenant_id", "stream", "seq"),
        Index("ix_placement_record", "tenant_id", "record_id"),
        Index("ix_placement_until", "tenant_id", "until"),
    )


class Link(Base):
    """One record names another in a field; `key` is the field, with element and part in a repeated one."""

    __tablename__ = "link"

    tenant_id: Mapped[TenantKey]
    source_id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    target_id: Mapped[Key]

    __table_args__ = (Index("ix_link_target", "tenant_id", "target_id"),)


class Chain(Base):
    """How far an install's chain of changes has come. Locked after the streams, before reading it."""

    __tablename__ = "chain"

    tenant_id: Mapped[TenantKey]
    install_id: Mapped[Key]
    last_dseq: Mapped[int] = mapped_column(BigInteger)
    last_hash: Mapped[str | None] = mapped_column(String(64))
    verdict_seq: Mapped[int] = mapped_column(BigInteger)


class MarkSource(Base):
    """Which person stands behind a mark: known to the server alone."""

    __tablename__ = "mark_source"

    tenant_id: Mapped[TenantKey]
    person_record_id: Mapped[Key]
    mark_id: Mapped[Id]


class Erasure(Base):
    """A change or note whose words were destroyed, and must never come back (PROTOCOL section 19).

    hash: of the text that is gone. change_id, record_id: null where the text could not be read; a note has no
    change_id. reason: a code of `server/erasure/reasons.py`; case_number: the operator's own, with no personal
    data in it. person_id: the records officer's, null for the operator's command line.
    """

    __tablename__ = "erasure"

    tenant_id: Mapped[TenantKey]
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    change_id: Mapped[str | None] = mapped_column(String(36))
    record_id: Mapped[str | None] = mapped_column(String(36))
    at: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(20))
    case_number: Mapped[str | None] = mapped_column(String(40))
    person_id: Mapped[str | None] = mapped_column(String(36))

    __table_args__ = (Index("ix_erasure_record", "tenant_id", "record_id"),)
