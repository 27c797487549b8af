"""Files go with the words that named them (PROTOCOL sections 19 and 25)."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.database import among
from server.files.models import StoredFile
from server.files.uploads import remove


def erase_files(
    session: Session, tenant: str, changes: Collection[str], *, keep: Collection[str] = ()
) -> int:
    """Destroy the files of these changes, whole or on their way; returns how many.

    keep: hashes that are said again of the same record by whoever erases.
    """
    rows = session.scalars(
        select(StoredFile).where(
            StoredFile.tenant_id == tenant, among(session, StoredFile.change_id, changes)
        )
    ).all()
    gone = [row for row in rows if row.sha256 not in keep]
    for row in gone:
        remove(session, row)
    return len(gone)
