"""Putting a map file in, and reading spans of it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.accounts.models import Operation
from server.accounts.people import UnknownError
from server.database import reading
from server.tiles.models import TileFile, TilePart
from server.tiles.rules import Span, check_tile_file

PART_BYTES = 256 * 1024


def install_tiles(session: Session, tenant: str, operation: str, content: bytes, at: datetime) -> TileFile:
    """Make this the operation's map file; the one before goes.

    Raises UnknownError for an operation that there is not, TileFileError for a file that is none.
    """
    if session.get(Operation, (tenant, operation)) is None:
        raise UnknownError(f"there is no operation {operation}")
    check_tile_file(content)
    remove_tiles(session, tenant, operation)
    file_hash = hashlib.sha256(content).hexdigest()
    file = TileFile(
        tenant_id=tenant, operation=operation, file_hash=file_hash, size=len(content), installed_at=at
    )
    session.add(file)
    for number, first in enumerate(range(0, len(content), PART_BYTES)):
        part = content[first : first + PART_BYTES]
        session.add(
            TilePart(tenant_id=tenant, operation=operation, file_hash=file_hash, number=number, content=part)
        )
    return file


def remove_tiles(session: Session, tenant: str, operation: str) -> bool:
    """Take the operation's map file away. Returns whether there was one."""
    file = session.get(TileFile, (tenant, operation))
    session.execute(delete(TilePart).where(TilePart.tenant_id == tenant, TilePart.operation == operation))
    if file is None:
        return False
    session.delete(file)
    session.flush()
    return True


def tiles_of(session: Session, tenant: str, operation: str) -> TileFile | None:
    """What the operation has."""
    return session.get(TileFile, (tenant, operation))


def content_of(file: TileFile, span: Span) -> Iterator[bytes]:
    """The bytes of a span, a part at a time, each in a snapshot of its own.

    Raises LookupError when the file was replaced meanwhile: what was sent before it must not be completed.
    """
    for number in range(span.first // PART_BYTES, span.last // PART_BYTES + 1):
        begin = number * PART_BYTES
        content = _part(file, number)
        yield content[max(0, span.first - begin) : span.last + 1 - begin]


def _part(file: TileFile, number: int) -> bytes:
    wanted = select(TilePart.content).where(
        TilePart.tenant_id == file.tenant_id,
        TilePart.operation == file.operation,
        TilePart.file_hash == file.file_hash,
        TilePart.number == number,
    )
    with reading() as session:
        content = session.scalars(wanted).first()
    if content is None:
        raise LookupError("the map file was replaced while it was read")
    return content
