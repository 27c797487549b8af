"""The bytes of a file, read part by part, so that no file is ever whole in memory."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.database import reading
from server.files.models import FilePart, StoredFile


def parts_of(session: Session, row: StoredFile) -> Iterator[bytes]:
    """All that has arrived, in order."""
    start = 0
    while start < row.arrived:
        data = _part(session, row.tenant_id, row.id, start)
        if data is None:
            return
        yield data
        start += len(data)


def parts_for_sending(tenant: str, file: str, size: int) -> Iterator[bytes]:
    """The same for an answer that may take an hour: no transaction stays open between two parts.

    Raises LookupError in the middle when the file is erased meanwhile: the answer breaks off, and is never whole.
    """
    start = 0
    while start < size:
        with reading() as session:
            data = _part(session, tenant, file, start)
        if data is None:
            raise LookupError("the file is gone")
        yield data
        start += len(data)


def _part(session: Session, tenant: str, file: str, start: int) -> bytes | None:
    wanted = select(FilePart.data).where(
        FilePart.tenant_id == tenant, FilePart.file_id == file, FilePart.start == start
    )
    return session.scalars(wanted).one_or_none()
