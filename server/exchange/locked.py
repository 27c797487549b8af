"""The rows that a writing transaction locks and brings up to date: counters of streams, chains of installs.

They are read and written past the session, which would look at each of them at every statement.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select, update
from sqlalchemy.engine import Connection

from server.database import among
from server.exchange.models import Chain, Stream

_TENANT: BindParameter[Any] = bindparam("tenant")
_STREAMS = (
    select(Stream.name, Stream.epoch, Stream.last_seq, Stream.head, Stream.digest, Stream.count)
    .where(Stream.tenant_id == _TENANT, among(Stream.name, "names"))
    .order_by(Stream.name)
    .with_for_update()
)
_CHAIN = (
    select(Chain.last_dseq, Chain.last_hash, Chain.verdict_seq)
    .where(Chain.tenant_id == _TENANT, Chain.install_id == bindparam("install"))
    .with_for_update()
)
_STREAM_GREW = (
    update(Stream)
    .where(Stream.tenant_id == bindparam("b_tenant"), Stream.name == bindparam("b_name"))
    .values({name: bindparam(f"b_{name}") for name in ("last_seq", "head", "digest", "count")})
)
_CHAIN_GREW = (
    update(Chain)
    .where(Chain.tenant_id == bindparam("b_tenant"), Chain.install_id == bindparam("b_install"))
    .values({name: bindparam(f"b_{name}") for name in ("last_dseq", "last_hash", "verdict_seq")})
)


@dataclass(slots=True)
class StreamInHand:
    """A stream's counter row, locked. See `Stream`. is_dirty: an entry was added."""

    name: str
    epoch: int
    last_seq: int
    head: str | None
    digest: str
    count: int
    is_dirty: bool = False


@dataclass(slots=True)
class ChainInHand:
    """An install's chain, locked. See `Chain`. stored: its row as it was read, None for one that begins now."""

    install: str
    last_dseq: int
    last_hash: str | None
    verdict_seq: int
    stored: tuple[int, str | None, int] | None = None

    @property
    def now(self) -> tuple[int, str | None, int]:
        """What its row has to say."""
        return self.last_dseq, self.last_hash, self.verdict_seq


def lock_streams(connection: Connection, tenant: str, names: Collection[str]) -> dict[str, StreamInHand]:
    """These counter rows by name, locked in the order of their names; those that are missing are left out."""
    rows = connection.execute(_STREAMS, {"tenant": tenant, "names": names})
    return {row.name: StreamInHand(*row) for row in rows}


def lock_chain(connection: Connection, tenant: str, install: str) -> ChainInHand | None:
    """The chain of an install; None when nothing has come from it yet."""
    row = connection.execute(_CHAIN, {"tenant": tenant, "install": install}).first()
    return None if row is None else ChainInHand(install, *row, stored=(row[0], row[1], row[2]))


def write_streams(connection: Connection, tenant: str, streams: Iterable[StreamInHand]) -> None:
    """Write those that grew."""
    grown = [each for each in streams if each.is_dirty]
    rows = [
        {
            "b_tenant": tenant, "b_name": each.name, "b_last_seq": each.last_seq, "b_head": each.head,
            "b_digest": each.digest, "b_count": each.count,
        }
        for each in grown
    ]  # fmt: skip
    if rows:
        connection.execute(_STREAM_GREW, rows)
    for each in grown:
        each.is_dirty = False


def write_chains(connection: Connection, tenant: str, chains: Iterable[ChainInHand]) -> None:
    """Write those that are new, and those that grew."""
    altered = [each for each in chains if each.now != each.stored]
    new = [
        {
            "tenant_id": tenant, "install_id": each.install, "last_dseq": each.last_dseq,
            "last_hash": each.last_hash, "verdict_seq": each.verdict_seq,
        }
        for each in altered
        if each.stored is None
    ]  # fmt: skip
    grown = [
        {
            "b_tenant": tenant, "b_install": each.install, "b_last_dseq": each.last_dseq,
            "b_last_hash": each.last_hash, "b_verdict_seq": each.verdict_seq,
        }
        for each in altered
        if each.stored is not None
    ]  # fmt: skip
    if new:
        connection.execute(insert(Chain), new)
    if grown:
        connection.execute(_CHAIN_GREW, grown)
    for each in altered:
        each.stored = each.now
