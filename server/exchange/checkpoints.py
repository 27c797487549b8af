"""Signing what the ledger is: every 1,000 entries of a stream or 15 minutes (PROTOCOL section 23).

No stream is locked for it. A counter row and the entries that it counts are committed together, so that every
entry up to the number read is there to be read.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair
from server.accounts.models import Tenant
from server.accounts.signatures import public_bytes, sign_der
from server.clock import now
from server.database import in_transaction, reading
from server.exchange.log_models import LOG, CheckpointRow, Tree, TreeHead
from server.exchange.models import Entry, Stream
from server.exchange.trees import StoredTree
from sync import merkle, notes

ENTRIES = 1_000
"""As many new entries of one stream are worth a checkpoint at once."""

INTERVAL = timedelta(minutes=15)
"""The longest that an entry waits for its checkpoint."""

BLOCKS_AT_ONCE = 100
"""Blocks of 256 entries that one transaction counts: on SQLite nobody writes meanwhile (about 0.1 s)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in the log of a checkpoint. Hashes base64, `in_stream` and `in_log` from the leaf up.

    seq, stream, epoch: the entry's, of `size` entries with this root (hexadecimal); index: that head's in the log.
    """

    stream: str
    seq: int
    epoch: int
    size: int
    root: str
    index: int
    in_stream: list[str]
    in_log: list[str]
    checkpoint: str


def take_due_checkpoints() -> int:
    """Take a checkpoint of every tenant that is due for one. Returns how many were taken."""
    with reading() as session:
        tenants = session.scalars(select(Tenant.id).order_by(Tenant.id)).all()
    return sum(take_checkpoint(tenant, now()) is not None for tenant in tenants)


def take_checkpoint(tenant: str, at: datetime, *, due_only: bool = True) -> int | None:
    """Bring the log up to date and sign it. Returns the checkpoint's number, None when there was nothing to sign.

    due_only: leave it when few entries came and the last checkpoint is young.
    """
    with reading() as session:
        names = [stream.name for stream, _ in _advanced(session, tenant)]
        if not names or (due_only and not _is_due(session, tenant, at)):
            return None
    try:
        for name in names:
            while not in_transaction(partial(_grow, tenant=tenant, name=name)):
                pass
        return in_transaction(lambda session: _sign(session, tenant, at))
    except IntegrityError:  # Another worker began the same log just now; it is taken again when it is due.
        return None


def newest_checkpoint(session: Session, tenant: str) -> CheckpointRow | None:
    """The checkpoint that devices are given."""
    return session.scalars(
        select(CheckpointRow)
        .where(CheckpointRow.tenant_id == tenant)
        .order_by(CheckpointRow.number.desc())
        .limit(1)
    ).first()


def extension(session: Session, tenant: str, before: int, size: int) -> list[str] | None:
    """The consistency proof between two sizes of the log, base64; None when the log never had the first."""
    if before > size:
        return None
    return base64_hashes(merkle.consistency_proof(StoredTree(session, tenant, LOG), before, size))


def prove(session: Session, tenant: str, stream: str, seq: int) -> Proof | None:
    """That this entry is in the log; None while no checkpoint covers it."""
    head = session.scalars(
        select(TreeHead)
        .where(TreeHead.tenant_id == tenant, TreeHead.stream == stream, TreeHead.size >= seq)
        .order_by(TreeHead.size, TreeHead.index)
        .limit(1)
    ).first()
    checkpoint = newest_checkpoint(session, tenant)
    if head is None or checkpoint is None or head.index >= checkpoint.size or seq < 1:
        return None
    in_stream = merkle.inclusion_proof(StoredTree(session, tenant, stream), seq - 1, head.size)
    in_log = merkle.inclusion_proof(StoredTree(session, tenant, LOG), head.index, checkpoint.size)
    return Proof(
        stream=stream, seq=seq, epoch=head.epoch, size=head.size, root=head.root, index=head.index,
        in_stream=base64_hashes(in_stream), in_log=base64_hashes(in_log), checkpoint=checkpoint.note,
    )  # fmt: skip


def base64_hashes(hashes: Sequence[bytes]) -> list[str]:
    """Hashes of a proof as they are written."""
    return [base64.b64encode(each).decode() for each in hashes]


def _advanced(session: Session, tenant: str) -> list[tuple[Stream, Tree | None]]:
    """Streams with entries that no checkpoint covers, in the order of their names."""
    trees = {
        each.name: each
        for each in session.scalars(select(Tree).where(Tree.tenant_id == tenant, Tree.name != LOG))
    }
    streams = session.scalars(
        select(Stream).where(Stream.tenant_id == tenant, Stream.last_seq > 0).order_by(Stream.name)
    )
    pairs = [(each, trees.get(each.name)) for each in streams]
    return [(stream, tree) for stream, tree in pairs if tree is None or stream.last_seq > tree.size]


def _is_due(session: Session, tenant: str, at: datetime) -> bool:
    log = session.get(Tree, (tenant, LOG))
    if log is None or at - log.at >= INTERVAL:
        return True
    return any(
        stream.last_seq - (0 if tree is None else tree.size) >= ENTRIES
        for stream, tree in _advanced(session, tenant)
    )


def _grow(session: Session, *, tenant: str, name: str) -> bool:
    _lock_log(session, tenant)
    return StoredTree(session, tenant, name).grow(
        session.get_one(Stream, (tenant, name)).last_seq, BLOCKS_AT_ONCE
    )


def _lock_log(session: Session, tenant: str) -> Tree:
    log = session.get(Tree, (tenant, LOG), with_for_update=True)
    if log is None:
        log = Tree(tenant_id=tenant, name=LOG, epoch=1, size=0, head=0, at=now())
        session.add(log)
        session.flush()
    return log


def _sign(session: Session, tenant: str, at: datetime) -> int | None:
    log = _lock_log(session, tenant)
    advanced = _advanced(session, tenant)
    if not advanced:
        return None
    for stream, tree in advanced:
        _add_head(session, log, stream, tree, at)
    session.flush()
    whole = StoredTree(session, tenant, LOG)
    whole.grow(log.size)
    log.head, log.at = log.head + 1, at
    checkpoint = notes.Checkpoint(notes.origin(tenant), log.size, merkle.root(whole, log.size))
    keys = key_pair(session, tenant, "checkpoint")
    signature = notes.NoteSignature(
        checkpoint.origin,
        notes.key_id(public_bytes(keys.public_key)),
        sign_der(checkpoint.text.encode(), keys.private_key),
    )
    note = notes.signed_note(checkpoint.text, signature)
    session.add(
        CheckpointRow(tenant_id=tenant, number=log.head, size=log.size, kid=keys.kid, note=note, at=at)
    )
    return log.head


def _add_head(session: Session, log: Tree, stream: Stream, tree: Tree | None, at: datetime) -> None:
    tenant, size = stream.tenant_id, stream.last_seq
    entries = StoredTree(session, tenant, stream.name)
    entries.grow(size)
    root = merkle.root(entries, size)
    epoch = session.get_one(Entry, (tenant, stream.name, size)).epoch
    leaf = merkle.leaf_hash(notes.tree_leaf(tenant, stream.name, epoch, size, root))
    session.add(
        TreeHead(
            tenant_id=tenant, index=log.size, stream=stream.name, epoch=epoch, size=size, root=root.hex(),
            hash=leaf.hex(),
        )
    )  # fmt: skip
    if tree is None:
        tree = Tree(tenant_id=tenant, name=stream.name, epoch=epoch, size=0, head=0, at=at)
        session.add(tree)
    tree.epoch, tree.size, tree.head, tree.at = epoch, size, log.size, at
    log.size += 1
