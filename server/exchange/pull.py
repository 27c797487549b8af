"""Pull: cursors in, NDJSON out, all of it from one snapshot (PROTOCOL section 9)."""

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from server.accounts.grants import HeldGrant, held_grants, on_the_wire, stands
from server.accounts.keys import KeyPair, key_pair, newest_kids
from server.accounts.rotating import ROTATED, key_chain
from server.accounts.service import Caller
from server.accounts.signatures import sign
from server.audit.service import record
from server.database import in_transaction, reading
from server.exchange.checkpoints import extension, newest_checkpoint
from server.exchange.epochs import FIRST_EPOCH
from server.exchange.lacking import lacking
from server.exchange.models import StoredChange
from server.exchange.standing import Counter, Standing, counters, hash_of, placed_after, standing
from server.exchange.statements import signed_cursor
from server.exchange.storing import verdict_line
from sync.horizon import HOMES, OLD
from sync.messages import WRITER, dropped_bytes

PAGE = 1_000
"""Records of one stream in one answer."""

VERDICTS_PAGE = 1_000

UNKNOWN_MAX = 20
"""Streams never granted that one answer takes away: each costs a signature, and anybody may name what they like."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a device has come in a stream. seq 0 with head null is the beginning."""

    epoch: int
    seq: int
    head: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a device asks for. verdicts: the number that the last pull gave it, 0 at first.

    acknowledged: the highest number of its chain that has a receipt. newest: the hash that the newest receipt names.
    checkpoint: size of the newest checkpoint that the device keeps, 0 for none.
    keys: the newest kid that it holds by purpose; empty when it does not ask.
    old: whether it wants old records too (section 20).
    """

    install: str
    cursors: Mapping[str, Cursor]
    verdicts: int
    acknowledged: int = 0
    newest: str | None = None
    checkpoint: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)
    old: bool = False


def pull(caller: Caller, request: Request, at: datetime) -> Iterator[str]:
    """The lines of the answer, each with its line break. Audited before this returns."""
    _audit(caller, request, at)
    return _lines(caller, request, at)


def _lines(caller: Caller, request: Request, at: datetime) -> Iterator[str]:
    with reading() as session:
        # Grants come from the snapshot that the records come from.
        connection = session.connection()
        grants = _with_old(held_grants(connection, caller.tenant, caller.person), request)
        given = [grant for grant in grants if stands(grant, at)]
        streams = sorted(grant.stream for grant in given if grant.mode == "read")
        yield _line({"line": "grants", "grants": [on_the_wire(grant) for grant in given]})
        now_stands = standing(connection, caller.tenant, request.install)
        counted = counters(connection, caller.tenant, {each.stream for each in grants}, now_stands.epoch)
        keys = key_pair(session, caller.tenant, "receipt")
        yield from _key_lines(session, caller.tenant, request)
        for grant in grants:
            if grant.stream in request.cursors and grant.stream not in streams and grant.begins <= at:
                epoch = counted[grant.stream].epoch
                yield _dropped(keys, caller.tenant, request.install, grant.stream, epoch, grant.version)
        # A server that was put back may know nothing of a grant that it once gave: those rows go too.
        known = {grant.stream for grant in grants}
        for name in sorted(request.cursors.keys() - known)[:UNKNOWN_MAX]:
            yield _dropped(keys, caller.tenant, request.install, name, FIRST_EPOCH, 0)
        if now_stands.epoch != FIRST_EPOCH:
            ranges = lacking(session, caller.tenant, request.install, request.acknowledged, request.newest)
            if ranges:
                yield _line({"line": "lacking", "epoch": now_stands.epoch, "ranges": ranges})
        more = False
        for stream in streams:
            more |= yield from _stream_lines(
                connection, keys, caller.tenant, counted[stream], request.cursors.get(stream)
            )
        if now_stands.checkpoint not in (None, request.checkpoint):
            yield from _checkpoint_lines(session, caller.tenant, request.checkpoint)
        upto, more_verdicts = yield from _verdict_lines(session, keys, caller.tenant, request, now_stands)
    yield _line({"line": "end", "more": more or more_verdicts, "verdicts": upto})


def _with_old(grants: Iterable[HeldGrant], request: Request) -> list[HeldGrant]:
    """With those of the old records beside each home, where they are wanted or were: whoever reads the one reads
    the other.
    """
    found = []
    for grant in grants:
        found.append(grant)
        name = OLD + grant.stream
        if (
            grant.mode == "read"
            and grant.stream.startswith(HOMES)
            and (request.old or name in request.cursors)
        ):
            found.append(replace(grant, stream=name))
    return found


def _key_lines(session: Session, tenant: str, request: Request) -> Iterator[str]:
    """The chains of keys, for a device whose newest is no longer the newest (PROTOCOL section 18)."""
    asked = [purpose for purpose in ROTATED if purpose in request.keys]
    newest = newest_kids(session.connection(), tenant) if asked else {}
    if any(newest.get(purpose) != request.keys[purpose] for purpose in asked):
        chains: dict[str, Any] = {purpose: key_chain(session, tenant, purpose) for purpose in ROTATED}
        yield _line({"line": "keys", **chains})


def _audit(caller: Caller, request: Request, at: datetime) -> None:
    """One row for the pull: which streams, from where. Committed before anything is sent."""
    subject: dict[str, str | int | None] = {
        grant.stream: cursor.seq if (cursor := request.cursors.get(grant.stream)) else 0
        for grant in _with_old(caller.standing(at), request)
        if grant.mode == "read"
    }

    def work(session: Session) -> None:
        record(
            session, caller.tenant, "pulled", person=caller.person, install=request.install,
            subject=subject, at=at,
        )  # fmt: skip

    in_transaction(work)


def _stream_lines(
    connection: Connection, keys: KeyPair, tenant: str, stream: Counter, cursor: Cursor | None
) -> Generator[str, None, bool]:
    """What a stream has after the cursor. Returns whether there is more."""
    name = stream.name
    if cursor is not None and not _is_here(connection, tenant, stream, cursor):
        yield _line({"line": "rewound", **_place(stream, stream.last_seq, stream.head)})
        return False
    begin = cursor.seq if cursor is not None else 0
    yield _line({"line": "stream", "stream": name, "epoch": stream.epoch, "from": begin})
    # A stream that stands where the device stands is not read.
    rows = placed_after(connection, tenant, name, begin, PAGE + 1) if stream.last_seq > begin else []
    for record_id, seq, version, text, left, notice in rows[:PAGE]:
        if left:
            yield _line(
                {
                    "line": "leave", "stream": name, "record": record_id, "seq": seq, "version": version,
                    "notice": None if notice is None else json.loads(notice),
                }
            )  # fmt: skip
        else:
            yield text + "\n"
    if len(rows) > PAGE:
        last = rows[PAGE - 1].seq
        yield _line({"line": "cursor", **_place(stream, last, hash_of(connection, tenant, name, last))})
        return True
    whole = _place(stream, stream.last_seq, stream.head)
    yield _line({"line": "cursor", **whole})
    signed = signed_cursor(keys, tenant, name, stream.epoch, stream.last_seq, stream.head)
    yield _line(
        {"line": "complete", **whole, "digest": stream.digest, "count": stream.count, "signed": signed}
    )
    return False


def _is_here(connection: Connection, tenant: str, stream: Counter, cursor: Cursor) -> bool:
    """Whether this ledger gave the cursor out."""
    if cursor.epoch != stream.epoch or cursor.seq > stream.last_seq:
        return False
    if cursor.seq == 0:
        return True
    at_end = cursor.seq == stream.last_seq
    head = stream.head if at_end else hash_of(connection, tenant, stream.name, cursor.seq)
    return head is not None and head == cursor.head


def _dropped(keys: KeyPair, tenant: str, install: str, name: str, epoch: int, version: int) -> str:
    """A stream is taken away. version: of the grant that ended; 0 when there never was one, which tells nothing
    about whether there is such a stream; so does the first epoch then.
    """
    signed = dropped_bytes(tenant, install, name, epoch, version)
    return _line(
        {
            "line": "dropped", "stream": name, "epoch": epoch, "grant": version,
            "signature": sign(signed, keys.private_key),
        }
    )  # fmt: skip


def _checkpoint_lines(session: Session, tenant: str, before: int) -> Iterator[str]:
    """The newest checkpoint, unless the device has it, with the proof that it extends the device's."""
    newest = newest_checkpoint(session, tenant)
    if newest is not None and newest.size != before:
        proof = extension(session, tenant, before, newest.size)
        yield _line({"line": "checkpoint", "note": newest.note, "from": before, "consistency": proof})


def _verdict_lines(
    session: Session, keys: KeyPair, tenant: str, request: Request, now_stands: Standing
) -> Generator[str, None, tuple[int, bool]]:
    """Verdicts of this install that changed since. Returns how far they go, and whether there are more."""
    if (now_stands.verdicts or 0) <= request.verdicts:
        return request.verdicts, False
    rows = session.scalars(
        select(StoredChange)
        .where(
            StoredChange.tenant_id == tenant,
            StoredChange.install_id == request.install,
            StoredChange.verdict_seq > request.verdicts,
        )
        .order_by(StoredChange.verdict_seq)
        .limit(VERDICTS_PAGE + 1)
    ).all()
    for row in rows[:VERDICTS_PAGE]:
        yield _line({"line": "verdict", "verdict": verdict_line(row, keys)})
    return rows[:VERDICTS_PAGE][-1].verdict_seq, len(rows) > VERDICTS_PAGE


def _place(stream: Counter, seq: int, head: str | None) -> dict[str, Any]:
    return {"stream": stream.name, "epoch": stream.epoch, "seq": seq, "head": head}


def _line(value: dict[str, Any]) -> str:
    return WRITER.encode(value) + "\n"
