"""Bugs of the server: push, placement, pull."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.accounts.grants import HeldGrant
from server.accounts.grants import held_grants as read_grants
from server.accounts.service import Caller
from server.database import writing as begin_writing
from server.exchange import placing, pull, service, transactions
from server.exchange.held import Held
from server.exchange.judging import Judging, Row
from server.exchange.ledger import Ledger, Widen
from server.exchange.models import StoredChange
from sync.exchange import Examined
from sync.messages import StreamEntry
from sync.placement import Move


@contextmanager
def dseq_only_key() -> Iterator[None]:
    """A number of an install's chain that is there already is taken for the same change (R5)."""
    right = Judging._known

    def known(self: Judging, examined: Examined, envelope: str) -> Row | None:
        found = right(self, examined, envelope)
        if found is not None or examined.change is None:
            return found
        install, dseq = examined.change.install, examined.change.dseq
        for row in self._stored.values():  # Those of this push are not in the tables yet.
            if (row.install_id, row.dseq) == (install, dseq):
                return row
        same = select(StoredChange).where(StoredChange.install_id == install, StoredChange.dseq == dseq)
        return self.session.scalars(same).first()

    with patch.object(Judging, "_known", known):
        yield


@contextmanager
def missing_leave() -> Iterator[None]:
    """The ground ends, and nobody writes the entry that lets the referral leave (R6)."""
    right = placing._do

    def do(ledger: Ledger, referral: Held, move: Move, change_hash: str | None) -> StreamEntry | None:
        return None if move.kind == "leave" else right(ledger, referral, move, change_hash)

    with patch.object(placing, "_do", do):
        yield


@contextmanager
def early_verdict() -> Iterator[None]:
    """The answer is ready before the commit, and is given although the commit fails (R23)."""
    right = transactions.in_ledger

    def in_ledger(
        tenant: str, names: Iterable[str], work: Callable[[Ledger], Any], at: datetime | None = None
    ) -> Any:
        ready: list[Any] = []

        def noted(ledger: Ledger) -> Any:
            ready.append(work(ledger))
            return ready[-1]

        try:
            return right(tenant, names, noted, at)
        except DBAPIError:
            if not ready:
                raise
            return ready[-1]

    with patch.object(service, "in_ledger", in_ledger):
        yield


@contextmanager
def kept_savepoint() -> Iterator[None]:
    """What was written before a missing stream was noticed is committed instead of rolled back."""

    @contextmanager
    def writing() -> Iterator[Session]:
        wider: Widen | None = None
        with begin_writing() as session:
            try:
                yield session
            except Widen as missing:
                wider = missing
        if wider is not None:
            raise wider

    with patch.object(transactions, "writing", writing):
        yield


@contextmanager
def cached_grant() -> Iterator[None]:
    """What a person may read is looked up at their first pull and never again."""
    known: dict[str, tuple[HeldGrant, ...]] = {}

    def held_grants(connection: Connection, tenant: str, person: str) -> tuple[HeldGrant, ...]:
        if person not in known:
            known[person] = read_grants(connection, tenant, person)
        return known[person]

    with patch.object(pull, "held_grants", held_grants):
        yield


@contextmanager
def leave_once() -> Iterator[None]:
    """A `leave` that was sent is not sent again, whether it arrived or not."""
    right = pull._lines
    sent: set[tuple[str, str]] = set()

    def lines(caller: Caller, request: pull.Request, at: datetime) -> Iterator[str]:
        for line in right(caller, request, at):
            if line.startswith('{"line":"leave"'):
                if (request.install, line) in sent:
                    continue
                sent.add((request.install, line))
            yield line

    with patch.object(pull, "_lines", lines):
        yield
