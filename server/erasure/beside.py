"""Words beside the ledger: unsigned notes, and sealed things that could not be opened (PROTOCOL sections 17 and 19)."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.exchange.models import ApartSealed
from server.rescue.models import UnsignedNote

Beside = UnsignedNote | ApartSealed


def beside_of_install(session: Session, tenant: str, install: str) -> list[Beside]:
    """What is said to be of this install, erased already or not."""
    notes = select(UnsignedNote).where(UnsignedNote.tenant_id == tenant, UnsignedNote.install_id == install)
    things = select(ApartSealed).where(ApartSealed.tenant_id == tenant, ApartSealed.install_id == install)
    return [*session.scalars(notes), *session.scalars(things)]


def beside_of_record(session: Session, tenant: str, record: str) -> list[Beside]:
    """The notes that were begun about this record. What could not be opened tells of no record."""
    # Erasures are rare and notes few: a walk over them, no index that all writes pay for.
    mentioning = select(UnsignedNote).where(
        UnsignedNote.tenant_id == tenant, UnsignedNote.content.contains(record, autoescape=True)
    )
    return [each for each in session.scalars(mentioning) if record_of(each) == record]


def beside_of_hashes(session: Session, tenant: str, hashes: Sequence[str]) -> list[Beside]:
    """What has one of these hashes."""
    notes = select(UnsignedNote).where(
        UnsignedNote.tenant_id == tenant, UnsignedNote.content_hash.in_(hashes)
    )
    things = select(ApartSealed).where(ApartSealed.tenant_id == tenant, ApartSealed.sealed_hash.in_(hashes))
    return [*session.scalars(notes), *session.scalars(things)]


def blank(session: Session, rows: Iterable[Beside]) -> int:
    """Take the words away, in the transaction that writes. Returns of how many. The row stays and says by its hash
    that the same words are known, so that they are not stored when they come again.
    """
    count = 0
    for row in rows:
        now_there = _again(session, row)
        if now_there is None or not has_words(now_there):
            continue
        count += 1
        if isinstance(now_there, UnsignedNote):
            now_there.content = now_there.reason = None
        else:
            now_there.what = b""
    return count


def has_words(row: Beside) -> bool:
    """Whether there is something left to destroy."""
    if isinstance(row, UnsignedNote):
        return row.content is not None or row.reason is not None
    return row.what != b""


def hash_of(row: Beside) -> str:
    """Of the words that are or were here; the journal remembers it."""
    return row.content_hash if isinstance(row, UnsignedNote) else row.sealed_hash


def record_of(row: Beside) -> str | None:
    """The record that a note says to be about, None when it begins one or its words are gone."""
    content = row.content if isinstance(row, UnsignedNote) else None
    found: str | None = json.loads(content)["record"] if content is not None else None
    return found


def _again(session: Session, row: Beside) -> Beside | None:
    if isinstance(row, UnsignedNote):
        return session.get(UnsignedNote, (row.tenant_id, row.id), with_for_update=True)
    return session.get(ApartSealed, (row.tenant_id, row.sealed_hash), with_for_update=True)
