"""The photographs, sound and papers that changes name by their hash: are they here, and are they what was signed?

A change is whole without its files; each comes by itself (PROTOCOL section 25). So a file that never came is noted, and
one that came and is gone or altered is broken. That it came is told by the audit and by its phone's receipt.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.audit.models import AuditRow
from server.evidence.findings import Finding, Report
from server.exchange.models import Entry, StoredChange
from server.files.models import StoredFile
from server.files.parts import parts_of
from server.files.uploads import REFUSED, file_id, signed_receipt
from sync.files import File, files_of
from sync.strict import Malformed, parse

ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "image/heif": "heif",
    "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/wav": "wav",
    "application/pdf": "pdf",
}  # fmt: skip
"""What a file in a bundle is called after its hash, so that other programs open it."""

NOT_RECEIVED = "it has not been received"
GONE = "it was received and is not here any more"
ALTERED = "what is kept does not have the hash that was signed"


class _Naming(NamedTuple):
    """A change with the one file that it names."""

    change: str
    change_hash: str
    file: File


def walk_files(session: Session, tenant: str, report: Report) -> None:
    """Hold every file to the hash that its change signed. What is held in memory does not grow with the ledger."""
    wanted = (
        select(StoredChange.record_id, StoredChange.id, StoredChange.hash, StoredChange.text)
        .where(StoredChange.tenant_id == tenant, StoredChange.verdict != REFUSED)
        .order_by(StoredChange.record_id)
    )
    arrived: set[str] | None = None
    for record, rows in groupby(session.execute(wanted).yield_per(500), key=lambda row: row.record_id):
        named = [
            _Naming(change, change_hash, file)
            for _, change, change_hash, text in rows
            for file in _files_in(text)
        ]
        if not named:
            continue
        report.files += len({each.file.sha256 for each in named})
        for naming, why in _faults(session, tenant, record, named):
            if why == NOT_RECEIVED:
                arrived = _arrived(session, tenant) if arrived is None else arrived
            report.add([_finding(session, tenant, naming, why, arrived or set())])


def originals_of(
    session: Session, tenant: str, record: str, changes: Sequence[tuple[str, bytes]]
) -> list[Any]:
    """**files** of a bundle (PROTOCOL section 23). changes: id and text of those that its readers may see."""
    named = [_Naming(change, "", file) for change, text in changes for file in _files_in(text)]
    faults = {naming.file: why for naming, why in _faults(session, tenant, record, named)}
    lines = []
    for file in dict.fromkeys(each.file for each in named):
        why = faults.get(file)
        row = _row(session, tenant, record, file)
        if why == NOT_RECEIVED and _arrived(session, tenant) & _ids(tenant, named, file):
            why = GONE
        lines.append({
            "sha256": file.sha256, "bytes": file.bytes, "mime": file.mime, "why": why,
            "change": row.change_id if row is not None else None,
            "name": None if why else f"files/{file.sha256}.{ENDINGS.get(file.mime, 'bin')}",
            "receipt": signed_receipt(session, row) if row is not None else None,
        })  # fmt: skip
    return lines


def _files_in(text: bytes) -> list[File]:
    if b'"sha256"' not in text:
        return []
    try:
        return sorted(set(files_of(parse(text.decode())["set"])))
    except (Malformed, KeyError, UnicodeDecodeError):
        return []  # The walk over changes says so.


def _faults(
    session: Session, tenant: str, record: str, named: Sequence[_Naming]
) -> Iterator[tuple[_Naming, str]]:
    """The first naming of each file that is not here as signed, with the reason."""
    held = defaultdict(list)
    rows = select(StoredFile).where(
        StoredFile.tenant_id == tenant, StoredFile.record_id == record,
        StoredFile.sealed.is_(None), StoredFile.received_at.is_not(None),
    )  # fmt: skip
    for row in session.scalars(rows):
        held[row.sha256].append(row)
    seen: set[str] = set()
    for naming in named:
        if naming.file.sha256 in seen:
            continue
        seen.add(naming.file.sha256)
        here = held.get(naming.file.sha256)
        if here is None:
            yield naming, NOT_RECEIVED
        same = [each for each in named if each.file.sha256 == naming.file.sha256]
        for row in here or ():
            why = _fault(session, row)
            if why is not None:
                yield next((each for each in same if each.change == row.change_id), naming), why
                break


def _fault(session: Session, row: StoredFile) -> str | None:
    whole, size = hashlib.sha256(), 0
    for part in parts_of(session, row):
        whole.update(part)
        size += len(part)
    if whole.hexdigest() == row.sha256:
        return None
    return ALTERED if size == row.bytes else GONE


def _finding(session: Session, tenant: str, naming: _Naming, why: str, arrived: set[str]) -> Finding:
    if why == NOT_RECEIVED and file_id(tenant, naming.change, naming.file.sha256) not in arrived:
        return Finding("file_not_received", about=f"{naming.file.sha256} of change {naming.change}")
    entry = session.execute(
        select(Entry.stream, Entry.seq)
        .where(Entry.tenant_id == tenant, Entry.change_hash == naming.change_hash)
        .order_by(Entry.seq)
        .limit(1)
    ).one_or_none()
    code = "file_altered" if why == ALTERED else "file_missing"
    stream, seq = (entry.stream, entry.seq) if entry is not None else (None, None)
    return Finding(code, stream, seq, naming.file.sha256)


def _row(session: Session, tenant: str, record: str, file: File) -> StoredFile | None:
    """The file as some change of the record brought it."""
    rows = select(StoredFile).where(
        StoredFile.tenant_id == tenant, StoredFile.record_id == record, StoredFile.sha256 == file.sha256,
        StoredFile.sealed.is_(None), StoredFile.received_at.is_not(None),
    )  # fmt: skip
    return session.scalars(rows.order_by(StoredFile.id).limit(1)).one_or_none()


def _arrived(session: Session, tenant: str) -> set[str]:
    """Ids of the files that the audit says to have come."""
    rows = select(AuditRow.subject).where(AuditRow.tenant_id == tenant, AuditRow.act == "file_received")
    return {str(subject["file"]) for subject in session.scalars(rows)}


def _ids(tenant: str, named: Sequence[_Naming], file: File) -> set[str]:
    return {file_id(tenant, each.change, file.sha256) for each in named if each.file == file}
