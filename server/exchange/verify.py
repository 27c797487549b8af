"""Walking a tenant's whole ledger: chain, digests, signatures, receipts, texts (`lantern verify`).

Everything is recomputed from what is stored; nothing that the ledger says about itself is believed.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.signatures import is_signed
from server.exchange.models import Entry, Erasure, Placement, StoredChange, Stream
from sync.changes import signed_bytes
from sync.messages import EMPTY_DIGEST, StreamEntry, digest_with, text_hash

BATCH = 500
IN_LEDGER = ("accepted", "merged", "conflicted", "late")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up. place: stream and number, or the id of a change or record."""

    code: str
    place: str


def verify(session: Session, tenant: str) -> Iterator[Finding]:
    """Everything that is wrong with a tenant's ledger; nothing when it is whole."""
    streams = session.scalars(select(Stream).where(Stream.tenant_id == tenant).order_by(Stream.name)).all()
    for stream in streams:
        yield from _chain(session, stream)
        yield from _texts(session, stream)
    yield from _changes(session, tenant)


def _chain(session: Session, stream: Stream) -> Iterator[Finding]:
    prev, seq, digest = None, 0, EMPTY_DIGEST
    rows = session.scalars(
        select(Entry)
        .where(Entry.tenant_id == stream.tenant_id, Entry.stream == stream.name)
        .order_by(Entry.seq)
        .execution_options(yield_per=BATCH)
    )
    for row in rows:
        place = f"{stream.name} {row.seq}"
        if row.seq != seq + 1:
            yield Finding("entry_missing", place)
        if row.prev != prev:
            yield Finding("chain_broken", place)
        if _entry(row).hash != row.hash:
            yield Finding("entry_altered", place)
        prev, seq, digest = row.hash, row.seq, row.digest
    if (stream.head, stream.last_seq, stream.digest) != (prev, seq, digest):
        yield Finding("head_wrong", stream.name)


def _texts(session: Session, stream: Stream) -> Iterator[Finding]:
    shares = []
    rows = session.scalars(
        select(Placement)
        .where(
            Placement.tenant_id == stream.tenant_id,
            Placement.stream == stream.name,
            Placement.left.is_(False),
        )
        .execution_options(yield_per=BATCH)
    )
    for row in rows:
        if text_hash(row.text) != row.text_hash:
            yield Finding("text_altered", f"{stream.name} {row.record_id}")
        shares.append((row.record_id, row.version, text_hash(row.text)))
    digest = reduce(lambda held, share: digest_with(held, *share), shares, EMPTY_DIGEST)
    if (digest, len(shares)) != (stream.digest, stream.count):
        yield Finding("digest_wrong", stream.name)


def _changes(session: Session, tenant: str) -> Iterator[Finding]:
    keys = {
        row.id: row.public_key for row in session.scalars(select(Install).where(Install.tenant_id == tenant))
    }
    hashes = set(
        session.scalars(
            select(Entry.change_hash).where(Entry.tenant_id == tenant, Entry.change_hash.is_not(None))
        )
    )
    erased = set(session.scalars(select(Erasure.hash).where(Erasure.tenant_id == tenant)))
    seen = set()
    rows = session.scalars(
        select(StoredChange).where(StoredChange.tenant_id == tenant).execution_options(yield_per=BATCH)
    )
    for row in rows:
        seen.add(row.hash)
        if not row.text and row.hash in erased:
            pass  # The words are gone by intent; the hash still has its place below.
        elif hashlib.sha256(row.text).hexdigest() != row.hash:
            yield Finding("change_altered", row.id)
        elif not is_signed(signed_bytes(row.text.decode()), row.signature, keys.get(row.install_id, "")):
            yield Finding("signature_wrong", row.id)
        if row.verdict in IN_LEDGER and row.hash not in hashes:
            yield Finding("change_not_in_ledger", row.id)
        if row.reader_stream is not None and not _receipt_holds(session, row):
            yield Finding("receipt_wrong", row.id)
    for missing in sorted(str(each) for each in hashes - seen):
        yield Finding("change_missing", missing)


def _receipt_holds(session: Session, row: StoredChange) -> bool:
    entry = session.get(Entry, (row.tenant_id, row.reader_stream, row.reader_seq))
    return entry is not None and (entry.hash, entry.epoch, entry.change_hash) == (
        row.reader_head,
        row.reader_epoch,
        row.hash,
    )


def _entry(row: Entry) -> StreamEntry:
    return StreamEntry(
        tenant=row.tenant_id,
        stream=row.stream,
        epoch=row.epoch,
        seq=row.seq,
        prev=row.prev,
        change_hash=row.change_hash,
        record=row.record_id,
        version=row.version,
        kind=row.kind,
        received_at=row.received_at,
        digest=row.digest,
    )
