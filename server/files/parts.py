"""The bytes of a file, read part by part, so that no file is ever whole in memory."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.audit.service import record
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


def parts_for_sending(tenant: str, file: str, first: int, end: int) -> Iterator[bytes]:
    """Bytes from `first` up to `end`, for an answer that may take an hour: no transaction stays open between two parts.

    Raises LookupError in the middle when the file is erased meanwhile: the answer breaks off, and is never whole.
    """
    at = first
    while at < end:
        with reading() as session:
            held = _part_with(session, tenant, file, at)
        if held is None or at - held[0] >= len(held[1]):
            raise LookupError("the file is gone")
        start, data = held
        yield data[at - start : end - start]
        at = start + len(data)


def note_received(session: Session, row: StoredFile, at: datetime) -> None:
    """That it came is written down apart from it: one that is gone later is not taken for one that never came."""
    subject: dict[str, str | int | None] = {"record": row.record_id, "change": row.change_id, "file": row.id}
    record(session, row.tenant_id, "file_received", install=row.install_id, subject=subject, at=at)


def remove(session: Session, row: StoredFile) -> None:
    """Take a file away with its bytes."""
    session.execute(delete(FilePart).where(FilePart.tenant_id == row.tenant_id, FilePart.file_id == row.id))
    session.delete(row)


def _part_with(session: Session, tenant: str, file: str, at: int) -> tuple[int, bytes] | None:
    """The part in which this byte stands, with where it begins."""
    wanted = select(FilePart.start, FilePart.data).where(
        FilePart.tenant_id == tenant, FilePart.file_id == file, FilePart.start <= at
    )
    row = session.execute(wanted.order_by(FilePart.start.desc()).limit(1)).one_or_none()
    return None if row is None else (row.start, row.data)


def _part(session: Session, tenant: str, file: str, start: int) -> bytes | None:
    wanted = select(FilePart.data).where(
        FilePart.tenant_id == tenant, FilePart.file_id == file, FilePart.start == start
    )
    return session.scalars(wanted).one_or_none()
