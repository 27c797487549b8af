"""How things stand in one snapshot, read with as few statements as will do: what a pull asks first.

The statements are written once. Building one for each pull and making objects of its rows took five times as long
as SQLite needs for it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.engine import Connection

from server.exchange.epochs import FIRST_EPOCH
from server.exchange.log_models import CheckpointRow
from server.exchange.models import Entry, Placement, StoredChange, Stream
from server.exchange.restoration import Restoration
from sync.messages import EMPTY_DIGEST


@dataclass(frozen=True, slots=True)
class Counter:
    """A stream's counter row; one without an entry has the numbers of nothing."""

    name: str
    epoch: int
    last_seq: int
    head: str | None
    digest: str
    count: int


class Standing(NamedTuple):
    """epoch: of the tenant. checkpoint: size of its newest, None without one. verdicts: the highest number that a
    changed verdict of the install has, None for none.
    """

    epoch: int
    checkpoint: int | None
    verdicts: int | None


class Placed(NamedTuple):
    """A record in a stream, or the notice that it has left."""

    record: str
    seq: int
    version: int
    text: str
    left: bool
    notice: str | None


_TENANT: BindParameter[Any] = bindparam("tenant")
_STREAM: BindParameter[Any] = bindparam("stream")
_SEQ: BindParameter[Any] = bindparam("seq")

_STANDING = select(
    select(func.max(Restoration.epoch)).where(Restoration.tenant_id == _TENANT).scalar_subquery(),
    select(CheckpointRow.size)
    .where(CheckpointRow.tenant_id == _TENANT)
    .order_by(CheckpointRow.number.desc())
    .limit(1)
    .scalar_subquery(),
    select(func.max(StoredChange.verdict_seq))
    .where(StoredChange.tenant_id == _TENANT, StoredChange.install_id == bindparam("install"))
    .scalar_subquery(),
)
_COUNTERS = select(
    Stream.name, Stream.epoch, Stream.last_seq, Stream.head, Stream.digest, Stream.count
).where(Stream.tenant_id == _TENANT, Stream.name.in_(bindparam("names", expanding=True)))
_HASH = select(Entry.hash).where(Entry.tenant_id == _TENANT, Entry.stream == _STREAM, Entry.seq == _SEQ)
_PLACED = (
    select(
        Placement.record_id, Placement.seq, Placement.version, Placement.text, Placement.left, Placement.notice
    )
    .where(Placement.tenant_id == _TENANT, Placement.stream == _STREAM, Placement.seq > _SEQ)
    .order_by(Placement.seq)
    .limit(bindparam("most"))
)  # fmt: skip


def standing(connection: Connection, tenant: str, install: str) -> Standing:
    """How the tenant stands, and what this install has been told."""
    epoch, checkpoint, verdicts = connection.execute(_STANDING, {"tenant": tenant, "install": install}).one()
    return Standing(epoch or FIRST_EPOCH, checkpoint, verdicts)


def counters(connection: Connection, tenant: str, names: Collection[str], epoch: int) -> dict[str, Counter]:
    """The counters of these streams by name. epoch: of one that has no row yet."""
    found = {name: Counter(name, epoch, 0, None, EMPTY_DIGEST, 0) for name in names}
    rows = connection.execute(_COUNTERS, {"tenant": tenant, "names": list(names)})
    return found | {row.name: Counter(*row) for row in rows}


def hash_of(connection: Connection, tenant: str, stream: str, seq: int) -> str | None:
    """The hash of an entry, None where there is none."""
    found: str | None = connection.scalar(_HASH, {"tenant": tenant, "stream": stream, "seq": seq})
    return found


def placed_after(connection: Connection, tenant: str, stream: str, seq: int, most: int) -> list[Placed]:
    """What has come into a stream or left it since an entry, in order."""
    given = {"tenant": tenant, "stream": stream, "seq": seq, "most": most}
    return [Placed(*row) for row in connection.execute(_PLACED, given)]
