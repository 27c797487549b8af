"""The trees over streams and the tenant's log, read from rows and grown at their end (PROTOCOL section 23)."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from server.exchange.log_models import LOG, TreeBlock, TreeHead
from server.exchange.models import Entry
from sync.merkle import BLOCK, folded, leaf_hash


class StoredTree:
    """The `Blocks` (`sync/merkle.py`) of one tree. name: a stream's, or `LOG`. What was read is kept."""

    def __init__(self, session: Session, tenant: str, name: str) -> None:
        """Nothing is read yet."""
        self.session = session
        self.tenant = tenant
        self.name = name
        self._held: dict[tuple[int, int], list[bytes]] = {}

    def hashes(self, level: int, block: int) -> Sequence[bytes]:
        """See `Blocks`: of level 0 as many as there are rows now, so read the size before."""
        if (level, block) not in self._held:
            first = block * BLOCK
            self._held[level, block] = self._leaves(first) if level == 0 else self._blocks(level, first)
        return self._held[level, block]

    def grow(self, size: int, most: int | None = None) -> bool:
        """Store the complete blocks among the first `size` leaves that are not there yet.

        most: how many of the lowest level at once. Returns whether all of them are there now.
        """
        level, width, whole = 1, BLOCK, True
        while width <= size:
            have = self._count(level)
            want = size // width
            upto = min(want, have + most) if most is not None and level == 1 else want
            if level > 1:
                upto = min(upto, self._count(level - 1) // BLOCK)
            whole &= upto == want
            rows = [
                {
                    "tenant_id": self.tenant, "tree": self.name, "level": level, "number": number,
                    "hash": folded(self.hashes(level - 1, number)).hex(),
                }
                for number in range(have, upto)
            ]  # fmt: skip
            if rows:
                self.session.execute(insert(TreeBlock), rows)
                self._held.clear()
            level, width = level + 1, width * BLOCK
        return whole

    def _leaves(self, first: int) -> list[bytes]:
        if self.name == LOG:
            heads = select(TreeHead.hash).where(
                TreeHead.tenant_id == self.tenant, TreeHead.index >= first, TreeHead.index < first + BLOCK
            )
            return [bytes.fromhex(each) for each in self.session.scalars(heads.order_by(TreeHead.index))]
        entries = select(Entry.hash).where(
            Entry.tenant_id == self.tenant,
            Entry.stream == self.name,
            Entry.seq > first,
            Entry.seq <= first + BLOCK,
        )
        return [entry_leaf(each) for each in self.session.scalars(entries.order_by(Entry.seq))]

    def _blocks(self, level: int, first: int) -> list[bytes]:
        rows = select(TreeBlock.hash).where(
            TreeBlock.tenant_id == self.tenant,
            TreeBlock.tree == self.name,
            TreeBlock.level == level,
            TreeBlock.number >= first,
            TreeBlock.number < first + BLOCK,
        )
        return [bytes.fromhex(each) for each in self.session.scalars(rows.order_by(TreeBlock.number))]

    def _count(self, level: int) -> int:
        newest = self.session.scalar(
            select(func.max(TreeBlock.number)).where(
                TreeBlock.tenant_id == self.tenant, TreeBlock.tree == self.name, TreeBlock.level == level
            )
        )
        return 0 if newest is None else newest + 1


def entry_leaf(entry_hash: str) -> bytes:
    """The leaf hash of an entry: its data are the 32 bytes of the entry's hash."""
    return leaf_hash(bytes.fromhex(entry_hash))
