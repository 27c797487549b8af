"""The server's own signatures: its keys, the log, its checkpoints, and what was given from outside to compare."""

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair
from server.accounts.models import ServerKey
from server.accounts.signatures import is_signed, is_signed_der, public_bytes
from server.evidence.findings import Finding, Report
from server.exchange.log_models import LOG, CheckpointRow, Tree, TreeHead
from server.exchange.models import ApartChange, Entry, StoredChange
from server.exchange.trees import StoredTree
from sync import notes
from sync.merkle import Growing, leaf_hash, root
from sync.messages import key_link_bytes, receipt_bytes

BATCH = 1_000


def walk_signing(session: Session, tenant: str, report: Report) -> None:
    """Keys, log and checkpoints of a tenant."""
    report.add(_keys(session, tenant))
    report.add(_log(session, tenant, report))


def compare_checkpoint(session: Session, tenant: str, note: str) -> Iterator[Finding]:
    """A checkpoint that was kept elsewhere against the log. Raises ValueError for what is no checkpoint."""
    checkpoint = notes.read_checkpoint(notes.read_note(note).text)
    log = session.get(Tree, (tenant, LOG))
    if not _is_ours(note, tenant, _public_keys(session, tenant, "checkpoint").values()):
        yield Finding("given_foreign", about=f"size {checkpoint.size}")
    elif log is None or checkpoint.size > log.size:
        yield Finding("given_removed", about=f"size {checkpoint.size}")
    elif root(StoredTree(session, tenant, LOG), checkpoint.size) != checkpoint.root:
        yield Finding("given_rewritten", about=f"size {checkpoint.size}")


def compare_receipt(session: Session, tenant: str, receipt: list[Any]) -> Iterator[Finding]:
    """A receipt [array, signature] that was kept elsewhere against the ledger. Raises ValueError for what is none."""
    try:
        array, signature = receipt
        kid, _, change_hash, verdict, _, stream, epoch, seq, head = array
    except (TypeError, ValueError) as error:
        raise ValueError("not a receipt: [[nine values], signature]") from error
    if not is_signed(
        receipt_bytes(array), str(signature), _public_keys(session, tenant, "receipt").get(kid, "")
    ):
        yield Finding("given_foreign", about=change_hash)
        return
    stored = session.scalars(
        select(StoredChange).where(StoredChange.tenant_id == tenant, StoredChange.hash == change_hash)
    ).first()
    apart = session.scalars(
        select(ApartChange.verdict).where(ApartChange.tenant_id == tenant, ApartChange.hash == change_hash)
    ).first()
    if stored is None and apart is None:
        yield Finding("receipt_removed", stream, seq, change_hash)
        return
    if stream is not None:
        entry = session.get(Entry, (tenant, stream, seq))
        if entry is None or (entry.epoch, entry.hash, entry.change_hash) != (epoch, head, change_hash):
            yield Finding("receipt_elsewhere", stream, seq, change_hash)
    if verdict not in (apart, stored.verdict if stored is not None else None):
        yield Finding("verdict_since", about=change_hash)


def read_receipt(text: str) -> list[Any]:
    """A receipt from a file: [array, signature], or a verdict that has one. Raises ValueError for what is none."""
    value = json.loads(text)
    if isinstance(value, dict):
        value = (value.get("latest") or value).get("receipt")
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], list) or len(value[0]) != 9:
        raise ValueError("not a receipt: [[nine values], signature]")
    return value


def _keys(session: Session, tenant: str) -> Iterator[Finding]:
    rows = session.scalars(
        select(ServerKey)
        .where(ServerKey.tenant_id == tenant, ServerKey.public_key.is_not(None))
        .order_by(ServerKey.purpose, ServerKey.created_at)
    ).all()
    for row in rows:
        if hashlib.sha256((row.public_key or "").encode()).hexdigest()[:16] != row.kid:
            yield Finding("key_altered", about=f"{row.purpose} {row.kid}")
    for before, row in pairwise(rows):
        if before.purpose == row.purpose and not _follows(row, before):
            yield Finding("key_altered", about=f"{row.purpose} {row.kid}")
    for purpose in ("receipt", "sealing", "system", "alerts", "checkpoint"):
        if any(row.purpose == purpose for row in rows) and not _opens(session, tenant, purpose):
            yield Finding("key_altered", about=purpose)


def _follows(row: ServerKey, before: ServerKey) -> bool:
    """Whether the key before signed this one (PROTOCOL section 18)."""
    link = key_link_bytes(row.tenant_id, row.purpose, row.kid, row.public_key or "", before.kid)
    return row.previous_kid == before.kid and is_signed(link, row.signature or "", before.public_key or "")


def _opens(session: Session, tenant: str, purpose: Any) -> bool:
    """Whether the private half in use belongs to the public one that stands beside it."""
    try:
        keys = key_pair(session, tenant, purpose)
        own = keys.private_key.public_key().public_numbers()
        point = own.x.to_bytes(32) + own.y.to_bytes(32)
        return public_bytes(keys.public_key)[1:] == point
    except (InvalidTag, ValueError):
        return False


def _log(session: Session, tenant: str, report: Report) -> Iterator[Finding]:
    public = _public_keys(session, tenant, "checkpoint")
    tree, expected = Growing(), 1
    heads = iter(
        session.execute(
            select(
                TreeHead.index, TreeHead.stream, TreeHead.epoch, TreeHead.size, TreeHead.root, TreeHead.hash
            )
            .where(TreeHead.tenant_id == tenant)
            .order_by(TreeHead.index)
            .execution_options(yield_per=BATCH)
        )
    )
    checkpoints = session.execute(
        select(CheckpointRow.number, CheckpointRow.size, CheckpointRow.kid, CheckpointRow.note)
        .where(CheckpointRow.tenant_id == tenant)
        .order_by(CheckpointRow.number)
        .execution_options(yield_per=BATCH)
    )
    for number, size, kid, note in checkpoints:
        if number != expected:
            yield Finding("checkpoint_missing", about=str(expected))
        expected = number + 1
        report.checkpoints += 1
        while tree.size < size and (head := next(heads, None)) is not None:
            yield from _head(tenant, tree, *head)
        if not _is_right(note, tenant, size, tree, public.get(kid, "")):
            yield Finding("checkpoint_altered", about=str(number))
    left = sum(1 for _ in heads)
    log = session.get(Tree, (tenant, LOG))
    if left or (log is not None and log.head != expected - 1):
        yield Finding("checkpoint_missing", about=str(expected))
    if (log.size if log is not None else 0) != tree.size + left:
        yield Finding("log_altered", about="size")


def _head(
    tenant: str, tree: Growing, index: int, stream: str, epoch: int, size: int, root: str, stored: str
) -> Iterator[Finding]:
    leaf = leaf_hash(notes.tree_leaf(tenant, stream, epoch, size, bytes.fromhex(root)))
    if index != tree.size or leaf.hex() != stored:
        yield Finding("log_altered", about=str(index))
    tree.add(leaf)


def _is_right(note: str, tenant: str, size: int, tree: Growing, public_key: str) -> bool:
    try:
        checkpoint = notes.read_checkpoint(notes.read_note(note).text)
    except ValueError:
        return False
    said = (checkpoint.origin, checkpoint.size, checkpoint.root)
    return said == (notes.origin(tenant), size, tree.root) and _is_ours(note, tenant, [public_key])


def _is_ours(note: str, tenant: str, public_keys: Any) -> bool:
    """Whether one of these keys of the tenant's signed the note."""
    read = notes.read_note(note)
    ids = {notes.key_id(public_bytes(key)): key for key in public_keys if key}
    return any(
        each.name == notes.origin(tenant)
        and each.key_id in ids
        and is_signed_der(read.text.encode(), each.signature, ids[each.key_id])
        for each in read.signatures
    )


def _public_keys(session: Session, tenant: str, purpose: str) -> dict[str, str]:
    rows = session.execute(
        select(ServerKey.kid, ServerKey.public_key).where(
            ServerKey.tenant_id == tenant, ServerKey.purpose == purpose
        )
    )
    return {kid: key or "" for kid, key in rows}
