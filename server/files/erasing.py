"""Files go with the words that named them (PROTOCOL sections 17, 19 and 25)."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.database import among
from server.files.models import StoredFile
from server.files.parts import remove
from server.rescue.models import UnsignedNote

_OF_CHANGES = select(StoredFile).where(
    StoredFile.tenant_id == bindparam("tenant"), among(StoredFile.change_id, "changes")
)


def erase_files(
    session: Session, tenant: str, changes: Collection[str], *, keep: Collection[str] = ()
) -> int:
    """Destroy the files of these changes and notes, whole or on their way; returns how many.

    keep: hashes that are said again of the same record by whoever erases.
    """
    rows = session.scalars(_OF_CHANGES, {"tenant": tenant, "changes": changes}).all()
    gone = [row for row in rows if row.sha256 not in keep]
    for row in gone:
        remove(session, row)
    return len(gone)


def erase_sealed_files(session: Session, tenant: str, install: str) -> int:
    """Destroy what was brought sealed of an install and is named by nothing yet; returns how many."""
    rows = session.scalars(
        select(StoredFile).where(
            StoredFile.tenant_id == tenant, StoredFile.record_id == install, StoredFile.sealed.is_not(None)
        )
    ).all()
    for row in rows:
        remove(session, row)
    return len(rows)


def forget_of_notes(session: Session) -> int:
    """Take away the files of notes whose words are gone; returns how many."""
    of_note = (UnsignedNote.tenant_id == StoredFile.tenant_id) & (
        UnsignedNote.note_id == StoredFile.change_id
    )
    forgotten = select(UnsignedNote.id).where(of_note, UnsignedNote.content.is_(None)).exists()
    standing = select(UnsignedNote.id).where(of_note, UnsignedNote.content.is_not(None)).exists()
    rows = session.scalars(select(StoredFile).where(forgotten, ~standing)).all()
    for row in rows:
        remove(session, row)
    return len(rows)
