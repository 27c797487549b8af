"""Walking each stream: numbers, chain, hashes, epochs, digest, and what checkpoints signed of it."""

from collections.abc import Iterable, Iterator
from functools import reduce

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.evidence.findings import Finding, Report, Walked
from server.exchange.epochs import epoch_of
from server.exchange.log_models import LOG, Tree, TreeHead
from server.exchange.models import Entry, Placement, Stream
from server.exchange.trees import entry_leaf
from sync.merkle import Growing
from sync.messages import EMPTY_DIGEST, StreamEntry, digest_with

BATCH = 1_000
"""Rows that are read at a time: what a walk holds does not grow with the ledger."""


def walk_streams(session: Session, tenant: str, report: Report) -> None:
    """Every stream of a tenant, and those that should be there and are not."""
    epoch = epoch_of(session, tenant)
    streams = session.scalars(select(Stream).where(Stream.tenant_id == tenant).order_by(Stream.name)).all()
    for stream in streams:
        walked = report.streams[stream.name] = Walked()
        report.add(_entries(session, stream, epoch, walked))
        report.add(_digest(session, stream))
    report.add(_missing(session, tenant, {each.name for each in streams}))


def entry_of_row(row: Entry) -> StreamEntry:
    """A stored entry as it is hashed."""
    return StreamEntry(
        tenant=row.tenant_id, stream=row.stream, epoch=row.epoch, seq=row.seq, prev=row.prev,
        change_hash=row.change_hash, record=row.record_id, version=row.version, kind=row.kind,
        received_at=row.received_at, digest=row.digest,
    )  # fmt: skip


def _entries(session: Session, stream: Stream, epoch_max: int, walked: Walked) -> Iterator[Finding]:
    name = stream.name
    prev, seq, digest, epoch = None, 0, EMPTY_DIGEST, 1
    signed = _Signed(session, stream)
    rows = session.scalars(
        select(Entry)
        .where(Entry.tenant_id == stream.tenant_id, Entry.stream == name)
        .order_by(Entry.seq)
        .execution_options(yield_per=BATCH)
    )
    for row in rows:
        here = list(_one(row, seq, prev, (epoch, epoch_max)))
        yield from here
        signed.note(here)
        yield from signed.add(row.hash)
        prev, seq, digest, epoch = row.hash, row.seq, row.digest, row.epoch
        walked.entries += 1
        session.expunge(row)
    if (stream.head, stream.last_seq, stream.digest) != (prev, seq, digest):
        yield Finding("head_wrong", name, max(seq, 1))
    if stream.epoch != epoch_max:
        yield Finding("epoch_wrong", name, max(seq, 1))
    yield from signed.rest(seq)
    walked.covered = signed.covered


def _one(row: Entry, seq: int, prev: str | None, epochs: tuple[int, int]) -> Iterator[Finding]:
    """What is wrong with an entry, given the number and hash before it and the epochs that it may have."""
    if row.seq != seq + 1:
        yield Finding("entry_missing", row.stream, seq + 1)
    if entry_of_row(row).hash != row.hash:
        yield Finding("entry_altered", row.stream, row.seq, row.record_id)
    if row.prev != prev:
        yield Finding("chain_broken", row.stream, row.seq, row.record_id)
    if not epochs[0] <= row.epoch <= epochs[1]:
        yield Finding("epoch_wrong", row.stream, row.seq)


class _Signed:
    """The heads of one stream's tree in the log, held against its entries as they pass."""

    def __init__(self, session: Session, stream: Stream) -> None:
        self._name = stream.name
        rows = session.execute(
            select(TreeHead.size, TreeHead.root)
            .where(TreeHead.tenant_id == stream.tenant_id, TreeHead.stream == stream.name)
            .order_by(TreeHead.size)
        )
        self._heads = [(size, root) for size, root in rows]
        self._tree = Growing()
        self._next = 0
        self._broken: int | None = None
        self.covered = 0

    def note(self, findings: Iterable[Finding]) -> None:
        """What the chain itself told: the first such place explains why a root is another."""
        first = min((each.seq for each in findings if each.seq is not None), default=None)
        self._broken = self._broken or first

    def add(self, entry_hash: str) -> Iterator[Finding]:
        """The next entry."""
        self._tree.add(entry_leaf(entry_hash))
        while self._next < len(self._heads) and self._heads[self._next][0] == self._tree.size:
            size, root = self._heads[self._next]
            self._next += 1
            if self._tree.root.hex() == root:
                self.covered = size
            else:
                yield Finding("not_as_signed", self._name, self._broken or self.covered + 1)

    def rest(self, seq: int) -> Iterator[Finding]:
        """At the end: heads that cover more than there is."""
        if self._next < len(self._heads):
            yield Finding("entries_removed", self._name, seq + 1)


def _digest(session: Session, stream: Stream) -> Iterator[Finding]:
    rows = session.execute(
        select(Placement.record_id, Placement.version, Placement.text_hash)
        .where(
            Placement.tenant_id == stream.tenant_id,
            Placement.stream == stream.name,
            Placement.left.is_(False),
        )
        .execution_options(yield_per=BATCH)
    )
    count = 0

    def shares() -> Iterator[tuple[str, int, str]]:
        nonlocal count
        for record, version, text_hash in rows:
            count += 1
            yield record, version, text_hash

    digest = reduce(lambda held, share: digest_with(held, *share), shares(), EMPTY_DIGEST)
    if (digest, count) != (stream.digest, stream.count):
        yield Finding("digest_wrong", stream.name, max(stream.last_seq, 1))


def _missing(session: Session, tenant: str, here: set[str]) -> Iterator[Finding]:
    told = set(session.scalars(select(Entry.stream).where(Entry.tenant_id == tenant).distinct()))
    told |= set(session.scalars(select(Tree.name).where(Tree.tenant_id == tenant, Tree.name != LOG)))
    told |= set(session.scalars(select(TreeHead.stream).where(TreeHead.tenant_id == tenant).distinct()))
    told |= set(session.scalars(select(Placement.stream).where(Placement.tenant_id == tenant).distinct()))
    for name in sorted(told - here):
        yield Finding("stream_missing", name, 1)
