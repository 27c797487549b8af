"""Who wrote a change, as the database says under the locks: grants, install, and what it sent before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.accounts.grants import HeldGrant, all_grants, stands
from server.accounts.models import Account, Install
from server.clock import stamp
from server.database import among
from server.exchange.epochs import epoch_of
from server.exchange.locked import ChainInHand
from server.exchange.models import ApartChange, Entry, StoredChange
from sync.changes import Change, Seen
from sync.exchange import clock_is_wrong, text_flags
from sync.fields import Role

GrantNow = Literal["read", "create", "ended"] | None

HOLE = "hole_in_dseq"
WRONG_PREV = "wrong_prev"

_ROLE = select(Account.role).where(
    Account.tenant_id == bindparam("tenant"), Account.person_id == bindparam("person")
)
_NUMBERED = select(StoredChange.dseq, StoredChange.id, StoredChange.hash).where(
    StoredChange.tenant_id == bindparam("tenant"),
    StoredChange.install_id == bindparam("install"),
    among(StoredChange.dseq, "numbers"),
)


@dataclass(slots=True)
class Author:
    """An install with its person, its grants and its chain.

    role: of the person, None for the server itself. dseqs: number → ids and hashes stored. issued: whether this
    server gave out a cursor of a stream.
    """

    install: Install
    role: Role | None
    grants: Sequence[HeldGrant]
    chain: ChainInHand
    dseqs: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    issued: dict[tuple[str, Seen], bool] = field(default_factory=dict)
    _given: dict[tuple[str, datetime], GrantNow] = field(default_factory=dict)

    def grant(self, stream: str, at: datetime) -> GrantNow:
        """What the person may do in a stream at a moment; `ended` when they could once, else None."""
        if (stream, at) not in self._given:
            self._given[stream, at] = self._grant(stream, at)
        return self._given[stream, at]

    def _grant(self, stream: str, at: datetime) -> GrantNow:
        of_stream = [each for each in self.grants if each.stream == stream]
        modes = {each.mode for each in of_stream if stands(each, at)}
        if modes:
            return "read" if "read" in modes else "create"
        return "ended" if any(each.begins <= at for each in of_stream) else None

    def blind_since(self, stream: str, at: datetime) -> str | None:
        """From when on the person could see nothing of a stream that they may only write to, as a server time; an empty
        text when they never could, None for whoever reads it.
        """
        if self.grant(stream, at) != "create":
            return None
        ends = [each.ends for each in self.grants if each.stream == stream and each.mode == "read"]
        return max((stamp(each) for each in ends if each is not None and each <= at), default="")

    def is_ended(self, at: datetime) -> bool:
        """Whether the install had been signed off by then."""
        return self.install.revoked_at is not None and self.install.revoked_at <= at

    def note(self, change: Change | StoredChange) -> None:
        """Remember that this number of the chain is taken."""
        self.dseqs[change.dseq][change.id] = change.hash

    def has_taken(self, change: Change) -> bool:
        """Whether another change of this install has the same number."""
        return bool(self.dseqs.get(change.dseq, {}).keys() - {change.id})


def load_author(session: Session, tenant: str, install: Install, chain: ChainInHand) -> Author:
    """Read what stands about an install and its person."""
    connection, person = session.connection(), install.person_id
    role: Role | None = connection.scalar(_ROLE, {"tenant": tenant, "person": person})
    return Author(install, role, all_grants(connection, tenant, person), chain)


def load_dseqs(session: Session, author: Author, numbers: Iterable[int]) -> None:
    """Read which of these numbers of the chain, and those beside them, are taken."""
    wanted = {each for number in numbers for each in (number - 1, number, number + 1)}
    given = {"tenant": author.install.tenant_id, "install": author.install.id, "numbers": wanted}
    for dseq, change, change_hash in session.execute(_NUMBERED, given):
        author.dseqs[dseq][change] = change_hash


def flags_of_change(
    session: Session, author: Author, change: Change, at: datetime
) -> list[tuple[str, str | None]]:
    """What is strange about a change and refuses nothing: clock, chain, `seen`, form of text."""
    flags = text_flags(change)
    if clock_is_wrong(change.wall, at, author.install.enrolled_at):
        flags.append(("clock_error", None))
    chain = _chain_flag(session, author, change)
    if chain is not None:
        flags.append((chain, None))
    if change.seen is not None and not _was_issued(session, author, change, at):
        flags.append(("seen_unknown", None))
    return flags


def breaks_chain(flags: Iterable[tuple[str, str | None]]) -> bool:
    """Whether these flags say that the text before a change in its chain was not here."""
    return any(code in (HOLE, WRONG_PREV) for code, _ in flags)


def _chain_flag(session: Session, author: Author, change: Change) -> str | None:
    if change.dseq == 1:
        return None if change.prev is None else WRONG_PREV
    before = author.dseqs.get(change.dseq - 1, {})
    if change.prev in before.values():
        return None
    if before:
        return WRONG_PREV
    # What was kept apart is no hole: it arrived.
    kept_apart = session.scalars(
        select(ApartChange.hash).where(
            ApartChange.tenant_id == author.install.tenant_id,
            ApartChange.install_id == author.install.id,
            ApartChange.hash == change.prev,
        )
    ).first()
    return None if kept_apart else HOLE


def _was_issued(session: Session, author: Author, change: Change, at: datetime) -> bool:
    """Whether this server gave out the cursor that the device says it had."""
    if change.seen is None or author.grant(change.stream, at) not in ("read", "ended"):
        return change.seen is None
    cursor = change.stream, change.seen
    if cursor not in author.issued:
        author.issued[cursor] = _is_in_ledger(session, change.tenant, *cursor)
    return author.issued[cursor]


def _is_in_ledger(session: Session, tenant: str, stream: str, seen: Seen) -> bool:
    epoch, seq, head = seen
    if seq == 0:
        return head is None
    entry = session.get(Entry, (tenant, stream, seq))
    # Its hash holds the entry's own epoch; the stream's may have risen since (PROTOCOL section 21).
    return entry is not None and entry.hash == head and entry.epoch <= epoch <= epoch_of(session, tenant)
