"""Files that come sealed: from an install that was ended, or from a colleague on the same phone (PROTOCOL section 25).

What is brought is taken whatever it is, as sealed things are (section 17): opened and given to the changes and notes
that name it, or kept as it came for a while. Whoever brings it learns that it is here and nothing else.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair, sealing_keys
from server.accounts.models import Account, Install
from server.accounts.signatures import sign
from server.alarms.service import raise_alarms
from server.audit.service import record
from server.clock import stamp
from server.database import insert_into
from server.exchange.models import ApartChange, StoredChange
from server.exchange.opening import Apart, Copy, open_copy
from server.files.erasing import forget_of_notes
from server.files.models import FilePart, StoredFile
from server.files.parts import note_received, parts_of, remove
from server.rescue.models import UnsignedNote
from sync.changes import UUID, from_base64url, paired_id
from sync.files import SEALED_PART_BYTES, files_of, sealed_part_data, sealed_size
from sync.messages import file_place, stored_bytes
from sync.strict import Malformed, parse

KEPT_AFTER = timedelta(days=14)
"""What nothing names, or what does not open, is tried again for so long; then it goes."""

IV_BYTES = 12
KEY_BYTES = 32

Named = tuple[str, str]
"""Id of a change or note that names a file, and of its record; of a note twice its own."""


@dataclass(frozen=True, slots=True)
class _Box:
    """What the sealed text holds: the file's key, and which bytes come out of it."""

    key: bytes
    sha256: str
    bytes: int


def read_thing(text: str) -> Copy:
    """`{"kid", "install", "file", "sealed"}` of the wire. Raises Apart `sealed_malformed`."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or set(value) != {"kid", "install", "file", "sealed"}:
        raise Apart("sealed_malformed")
    if not all(isinstance(each, str) for each in value.values()):
        raise Apart("sealed_malformed")
    if len(value["kid"]) > 16 or not UUID.fullmatch(value["install"]) or not UUID.fullmatch(value["file"]):
        raise Apart("sealed_malformed")
    return Copy(value["kid"], value["install"], file_place(value["file"]), value["sealed"])


def upload_id(tenant: str, carrier: str, thing: Copy) -> str:
    """The upload's id: each carrier has its own, so that nobody can spoil another's."""
    digest = hashlib.sha256(thing.sealed.encode()).hexdigest()
    return paired_id(tenant, "sealed_file", f"{carrier}/{thing.install}/{thing.place}", digest)


def is_taken(session: Session, carrier: Install, thing: Copy, *, alone: bool) -> bool:
    """Whether this may come: of an install that is known and has ended, or of one that said it in a change.

    What lies in a draft of a phone that stands is not anybody's to take. alone: by its key alone it brings its own.
    """
    tenant = carrier.tenant_id
    owner = session.get(Install, (tenant, thing.install))
    account = session.get(Account, (tenant, owner.person_id)) if owner is not None else None
    if owner is None or account is None or (alone and owner.id != carrier.id):
        return False
    if owner.revoked_at is not None or account.ended_at is not None:
        return True
    try:
        box = _open(session, tenant, thing)
    except Apart:
        return False
    return any(True for _ in _changes(session, tenant, owner.id, box))


def begun(carrier: Install, thing: Copy, text: str, size: int, at: datetime) -> StoredFile:
    """A new upload of a sealed file."""
    return StoredFile(
        tenant_id=carrier.tenant_id, id=upload_id(carrier.tenant_id, carrier.id, thing),
        change_id=str(thing.place).removeprefix("file/"), record_id=thing.install, install_id=carrier.id,
        sha256=hashlib.sha256(thing.sealed.encode()).hexdigest(), bytes=size, arrived=0,
        created_at=at, touched_at=at, received_at=None, sealed=text,
    )  # fmt: skip


def settle(session: Session, row: StoredFile, at: datetime) -> None:
    """It is here whole: received from now on, whatever it is, and given to those that name it."""
    row.received_at = stamp(at)
    subject: dict[str, str | int | None] = {"install": row.record_id, "count": 1}
    record(session, row.tenant_id, "sealed_delivered", install=row.install_id, subject=subject, at=at)
    try:
        give(session, row)
    except Apart as apart:
        alarmed = Counter(dict.fromkeys(((row.record_id, apart.code), (row.install_id, apart.code)), 1))
        raise_alarms(session, row.tenant_id, alarmed, at)


def give(session: Session, row: StoredFile) -> int:
    """Open it for every change and note that names it; how many. Then its sealed bytes go. Raises Apart."""
    tenant, thing = row.tenant_id, read_thing(row.sealed or "")
    box = _open(session, tenant, thing)
    named = [*_changes(session, tenant, thing.install, box), *_notes(session, tenant, thing.install, box)]
    digest = hashlib.sha256()
    for part in _opened_parts(session, row, thing, box):
        digest.update(part)
    if digest.hexdigest() != box.sha256:
        raise Apart("sealed_mismatch")
    for change, about in named:
        _store(session, row, thing, box, change, about)
    if named:
        session.execute(delete(FilePart).where(FilePart.tenant_id == tenant, FilePart.file_id == row.id))
    return len(named)


def receipt_of_sealed(session: Session, row: StoredFile) -> list[Any]:
    """The stored receipt: the bytes are here, whatever they are."""
    keys, thing = key_pair(session, row.tenant_id, "receipt"), read_thing(row.sealed or "")
    array = [keys.kid, row.tenant_id, thing.install, thing.place, row.sha256, row.received_at]
    return [array, sign(stored_bytes(array), keys.private_key)]


def give_again(session: Session, at: datetime) -> int:
    """Try what nothing named yet, and take away what is over, notes' files with their words; returns how many went."""
    sealed = select(StoredFile).where(StoredFile.sealed.is_not(None), StoredFile.received_at.is_not(None))
    kept = exists().where(FilePart.tenant_id == StoredFile.tenant_id, FilePart.file_id == StoredFile.id)
    for row in session.scalars(sealed.where(kept)).all():
        try:
            give(session, row)
        except Apart:
            continue
    over = session.scalars(sealed.where(StoredFile.touched_at < at - KEPT_AFTER)).all()
    for row in over:
        remove(session, row)
    return len(over) + forget_of_notes(session)


def _open(session: Session, tenant: str, thing: Copy) -> _Box:
    plain = open_copy(thing, tenant, sealing_keys(session, tenant))
    try:
        said = json.loads(plain)
        key, sha256, size = from_base64url(said["key"]), said["sha256"], said["bytes"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Apart("sealed_mismatch") from error
    if len(key) != KEY_BYTES or not isinstance(sha256, str) or type(size) is not int:
        raise Apart("sealed_mismatch")
    return _Box(key, sha256, size)


def _changes(session: Session, tenant: str, install: str, box: _Box) -> Iterator[Named]:
    """Changes of this install that name it: in the ledger, waiting, refused or kept apart, not erased."""
    stored = select(StoredChange.id, StoredChange.record_id, StoredChange.text).where(
        StoredChange.tenant_id == tenant, StoredChange.install_id == install
    )
    apart = select(ApartChange.change_id, ApartChange.record_id, ApartChange.text).where(
        ApartChange.tenant_id == tenant, ApartChange.install_id == install, ApartChange.change_id.is_not(None)
    )
    digest = box.sha256.encode()
    for wanted in (stored, apart):
        for change, about, text in session.execute(wanted).yield_per(500):
            if change is not None and digest in text and _names(text, "set", box):
                yield change, about or change


def _notes(session: Session, tenant: str, install: str, box: _Box) -> set[Named]:
    wanted = select(UnsignedNote.note_id, UnsignedNote.content).where(
        UnsignedNote.tenant_id == tenant,
        UnsignedNote.install_id == install,
        UnsignedNote.content.is_not(None),
    )
    rows = session.execute(wanted).all()
    return {(note, note) for note, content in rows if _names((content or "").encode(), "values", box)}


def _names(text: bytes, key: str, box: _Box) -> bool:
    try:
        values = parse(text.decode())[key]
    except (Malformed, KeyError, TypeError, UnicodeDecodeError):
        return False
    return any((each.sha256, each.bytes) == (box.sha256, box.bytes) for each in files_of(values))


def _opened_parts(session: Session, row: StoredFile, thing: Copy, box: _Box) -> Iterator[bytes]:
    """The bytes of the file, part by part. Raises Apart when they are not what the box says."""
    if row.bytes != sealed_size(box.bytes):
        raise Apart("sealed_mismatch")
    cipher, file = AESGCM(box.key), str(thing.place).removeprefix("file/")
    for number, frame in enumerate(_frames(parts_of(session, row))):
        bound = sealed_part_data(thing.install, file, number)
        try:
            yield cipher.decrypt(frame[:IV_BYTES], frame[IV_BYTES:], bound)
        except InvalidTag as error:
            raise Apart("sealed_unreadable") from error


def _frames(parts: Iterator[bytes]) -> Iterator[bytes]:
    """As they were sealed, however they arrived."""
    held = b""
    for part in parts:
        held += part
        while len(held) >= SEALED_PART_BYTES:
            yield held[:SEALED_PART_BYTES]
            held = held[SEALED_PART_BYTES:]
    if held:
        yield held


def _store(session: Session, row: StoredFile, thing: Copy, box: _Box, change: str, about: str) -> None:
    tenant, file = row.tenant_id, paired_id(row.tenant_id, "file", change, box.sha256)
    before = session.get(StoredFile, (tenant, file), with_for_update=True)
    if before is not None and before.received_at is not None:
        return
    session.execute(delete(FilePart).where(FilePart.tenant_id == tenant, FilePart.file_id == file))
    start = 0
    for part in _opened_parts(session, row, thing, box):
        values = {"tenant_id": tenant, "file_id": file, "start": start, "data": part}
        session.execute(insert_into(session, FilePart).values(values))
        start += len(part)
    whole = StoredFile(
        tenant_id=tenant, id=file, change_id=change, record_id=about, install_id=thing.install,
        sha256=box.sha256, bytes=box.bytes, arrived=box.bytes, created_at=row.created_at,
        touched_at=row.touched_at, received_at=row.received_at, sealed=None,
    )  # fmt: skip
    session.merge(whole)
    note_received(session, whole, row.touched_at)
