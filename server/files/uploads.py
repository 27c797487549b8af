"""Taking a file in, part by part, for one change of one install (PROTOCOL section 25).

Each function is one transaction. A file is known by its change and hash, so that asking for it twice is asking once.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair
from server.accounts.models import Install
from server.accounts.signatures import sign
from server.clock import stamp
from server.database import in_transaction, reading
from server.exchange.models import StoredChange
from server.exchange.opening import Apart
from server.files import carried
from server.files.models import FilePart, StoredFile
from server.files.parts import note_received, parts_of, remove
from server.problems import refuse
from sync.changes import paired_id
from sync.files import FILE_BYTES_MAX, SEALED_BYTES_MAX, file_receipt_bytes, files_of
from sync.strict import Malformed, parse

EXPIRES_AFTER = timedelta(days=14)
"""Nothing of an upload arrived for so long: what is here of it goes. The phone begins again; it keeps the file until
it has the receipt.
"""

UNFINISHED_MAX = 100
"""Uploads of one install under way at once; a phone has one."""

SHARE_BYTES = 1_000_000_000
"""What one install may begin to send within 24 hours: 80 photographs of 12 MB."""

SHARE_TIME = timedelta(hours=24)

REFUSED = "refused"
"""The verdict after which a change's files are not wanted: its phone mends it as a new change."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload has come. bytes: of the whole; arrived: offset of the next one."""

    id: str
    bytes: int
    arrived: int
    expires: datetime
    whole: bool


def file_id(tenant: str, change: str, sha256: str) -> str:
    """The upload's id: a device can work it out as well."""
    return paired_id(tenant, "file", change, sha256)


def begin(install: Install, change: str, sha256: str, size: int, at: datetime) -> Progress:
    """An upload of this install for a change that it has pushed; the one under way if there is one.

    Raises ProblemError 404 `not_found` alike for every change that does not name such a file or is not this
    install's, 413 `file_too_large`, 429 `file_share_used`.
    """
    if size > FILE_BYTES_MAX:
        _too_large()

    def work(session: Session) -> Progress:
        named = _change_that_names(session, install, change, sha256, size)
        if named is None:
            refuse(404, "not_found")
        found = _upload(session, install, file_id(install.tenant_id, change, sha256))
        if found is None:
            _keep_to_the_share(session, install, size, at)
            found = StoredFile(
                tenant_id=install.tenant_id, id=file_id(install.tenant_id, change, sha256), change_id=change,
                record_id=named.record_id, install_id=install.id, sha256=sha256, bytes=size, arrived=0,
                created_at=at, touched_at=at, received_at=None,
            )  # fmt: skip
            session.add(found)
        return _progress(found)

    return in_transaction(work)


def begin_sealed(install: Install, text: str, size: int, at: datetime, *, alone: bool) -> Progress:
    """An upload of a sealed file that this install brings; the one under way if there is one.

    text: the thing as it came; size: of the sealed bytes; alone: by its key alone. Raises ProblemError 400
    `tus_header_wrong`, 404 `not_found` for what is not taken (`carried.is_taken`), 413, 429.
    """
    if size > SEALED_BYTES_MAX:
        _too_large()
    try:
        thing = carried.read_thing(text)
    except Apart:
        refuse(400, "tus_header_wrong", header="Upload-Metadata")

    def work(session: Session) -> Progress:
        found = _upload(session, install, carried.upload_id(install.tenant_id, install.id, thing))
        if found is None:
            if not carried.is_taken(session, install, thing, alone=alone):
                refuse(404, "not_found")
            _keep_to_the_share(session, install, size, at)
            found = carried.begun(install, thing, text, size, at)
            session.add(found)
        return _progress(found)

    return in_transaction(work)


def _too_large() -> NoReturn:
    refuse(413, "file_too_large", megabytes=FILE_BYTES_MAX // 1_000_000)


def progress(install: Install, upload: str) -> Progress:
    """How far it has come. Raises ProblemError 404."""
    with reading() as session:
        return _progress(_needed(session, install, upload, locked=False))


def append(install: Install, upload: str, offset: int, data: bytes, at: datetime) -> Progress:
    """Keep these bytes as the next of the file. The last ones are followed by `finish`.

    Raises ProblemError 404, 409 `file_offset_wrong` when it stands elsewhere, 413 for more than was announced.
    """

    def work(session: Session) -> Progress:
        row = _needed(session, install, upload)
        if row.arrived != offset:
            refuse(409, "file_offset_wrong")
        if offset + len(data) > row.bytes:
            refuse(413, "body_too_large", bytes=row.bytes - offset)
        if data:
            session.add(FilePart(tenant_id=row.tenant_id, file_id=row.id, start=offset, data=data))
            row.arrived, row.touched_at = offset + len(data), at
        return _progress(row)

    return in_transaction(work)


def finish(install: Install, upload: str, at: datetime) -> None:
    """Prove a file whose bytes are all here by its hash; nothing while some lack, nothing again.

    Raises ProblemError 404, 422 `file_mismatch` when it is another: then it is gone, and may be sent anew.
    """

    def work(session: Session) -> bool:
        row = _needed(session, install, upload)
        if row.received_at is not None or row.arrived < row.bytes:
            return True
        if row.sealed is not None:
            carried.settle(session, row, at)
            return True
        whole = hashlib.sha256()
        for part in parts_of(session, row):
            whole.update(part)
        if whole.hexdigest() != row.sha256:
            remove(session, row)
            return False
        row.received_at = stamp(at)
        note_received(session, row, at)
        return True

    if not in_transaction(work):
        refuse(422, "file_mismatch")


def receipt_of(install: Install, upload: str) -> list[Any]:
    """[array, signature]: the server's word that it has this file. Raises ProblemError 404 until it has it whole."""

    def work(session: Session) -> list[Any]:
        row = _needed(session, install, upload)
        if row.received_at is None:
            refuse(404, "not_found")
        if row.sealed is not None:
            return carried.receipt_of_sealed(session, row)
        return signed_receipt(session, row)

    return in_transaction(work)


def signed_receipt(session: Session, row: StoredFile) -> list[Any]:
    """[array, signature] of a file that is here whole."""
    keys = key_pair(session, row.tenant_id, "receipt")
    array = [keys.kid, row.tenant_id, row.change_id, row.sha256, row.bytes, row.received_at]
    return [array, sign(file_receipt_bytes(array), keys.private_key)]


def end(install: Install, upload: str) -> None:
    """Give an upload up. Raises ProblemError 404, 403 `file_whole` once it is evidence."""

    def work(session: Session) -> None:
        row = _needed(session, install, upload)
        if row.received_at is not None:
            refuse(403, "file_whole")
        remove(session, row)

    in_transaction(work)


def forget_unfinished(session: Session, at: datetime) -> int:
    """Take away what was begun and not gone on with; returns how many."""
    old = select(StoredFile).where(
        StoredFile.received_at.is_(None), StoredFile.touched_at < at - EXPIRES_AFTER
    )
    rows = session.scalars(old).all()
    for row in rows:
        remove(session, row)
    return len(rows)


def _upload(session: Session, install: Install, upload: str, *, locked: bool = True) -> StoredFile | None:
    row = session.get(StoredFile, (install.tenant_id, upload), with_for_update=locked)
    return row if row is not None and row.install_id == install.id else None


def _needed(session: Session, install: Install, upload: str, *, locked: bool = True) -> StoredFile:
    row = _upload(session, install, upload, locked=locked)
    if row is None:
        refuse(404, "not_found")
    return row


def _change_that_names(
    session: Session, install: Install, change: str, sha256: str, size: int
) -> StoredChange | None:
    # Locked, so that an erasure of the change comes wholly before or wholly after.
    row = session.get(StoredChange, (install.tenant_id, change), with_for_update=True)
    if row is None or row.install_id != install.id or row.verdict == REFUSED or not row.text:
        return None
    try:
        values = parse(row.text.decode())["set"]
    except (Malformed, KeyError):
        return None
    named = any(each.sha256 == sha256 and each.bytes == size for each in files_of(values))
    return row if named else None


def _keep_to_the_share(session: Session, install: Install, size: int, at: datetime) -> None:
    mine = (StoredFile.tenant_id == install.tenant_id) & (StoredFile.install_id == install.id)
    begun = select(func.coalesce(func.sum(StoredFile.bytes), 0)).where(
        mine, StoredFile.created_at > at - SHARE_TIME
    )
    open_now = select(func.count()).where(mine, StoredFile.received_at.is_(None))
    if (session.scalar(begun) or 0) + size > SHARE_BYTES or (session.scalar(open_now) or 0) >= UNFINISHED_MAX:
        refuse(429, "file_share_used", headers={"Retry-After": "3600"})


def _progress(row: StoredFile) -> Progress:
    return Progress(
        row.id, row.bytes, row.arrived, row.touched_at + EXPIRES_AFTER, row.received_at is not None
    )
