"""An evidence bundle: one record in one stream, with all that proves it, in one file (PROTOCOL section 23).

Disclosure: nothing goes in but this record's own entries in this stream, its changes as the stream's readers may see
them, and the names of those who wrote them. What the record refers to is named by its id alone.
"""

import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.keys import KeyPair, key_pair
from server.accounts.models import Account, Install
from server.accounts.rotating import key_chain
from server.audit.service import record as audit
from server.clock import now, stamp
from server.database import in_transaction, reading
from server.evidence import paper, verify_bundle
from server.evidence.originals import originals_of
from server.exchange.checkpoints import newest_checkpoint, prove, take_checkpoint
from server.exchange.models import Entry, Placement, RecordRow, StoredChange
from server.exchange.storing import verdict_line
from server.exchange.system import SYSTEM
from server.files.parts import parts_for_sending
from server.files.uploads import file_id

FORMAT = "lantern-bundle-v1"

Evidence = dict[str, Any]
"""What `evidence.json` of a bundle holds."""

READ_ME = """This is an evidence bundle of Lantern about one record.

record.pdf, record.html  the record to read: what it says, who wrote what and when
evidence.json            the signed changes byte for byte, with signatures, receipts, keys and proofs
verify_bundle.py         checks all of it: python verify_bundle.py BUNDLE.zip (Python 3.11, package cryptography)
files/                   the photographs, sound and papers that the changes name, byte for byte as they were received
manifest.json            the hashes of these files

A copy of verify_bundle.py from somewhere else proves more than the one in here: take it from Lantern's own source.
"""


class NoSuchRecordError(LookupError):
    """No record of this id stands in that stream."""


def export(record: str, stream: str | None, out: Path) -> Evidence:
    """Write the bundle of a record to a file, and note it in the audit before it is written.

    stream: its home unless given. Signs a checkpoint first, so that every entry is covered. Raises
    NoSuchRecordError; OSError when the file cannot be written.
    """
    with reading() as session:
        tenant, home = _find(session, record, stream)
    name = stream or home
    at = now()
    take_checkpoint(tenant, at, due_only=False)
    with reading() as session:
        evidence = gather(session, tenant, record, name, at)
    subject: dict[str, str | int | None] = {
        "record": record, "stream": name, "changes": len(evidence["changes"]),
    }  # fmt: skip
    in_transaction(lambda session: audit(session, tenant, "exported", subject=subject, at=at))
    with out.open("xb") as file:
        write(evidence, file)
    return evidence


def gather(session: Session, tenant: str, record: str, stream: str, at: datetime) -> Evidence:
    """Everything about a record that readers of this stream may see, with its proofs."""
    row = session.get_one(RecordRow, (tenant, record))
    place = session.get_one(Placement, (tenant, stream, record))
    entries = _entries(session, tenant, record, stream)
    changes = _changes(session, tenant, stream, entries, is_home=stream == row.home)
    texts = [json.loads(each["text"]) for each in changes if each["text"] is not None]
    newest = newest_checkpoint(session, tenant)
    proofs = [prove(session, tenant, stream, each["seq"]) for each in entries]
    return {
        "format": FORMAT,
        "tenant": tenant,
        "record": record,
        "type": row.type,
        "stream": stream,
        "made_at": stamp(at),
        "text": place.text or None,
        "changes": changes,
        "entries": entries,
        "files": originals_of(session, tenant, record, _visible(changes)),
        "proofs": [_proof_json(each) for each in proofs if each is not None],
        "seen": _seen(session, tenant, stream, texts),
        "checkpoint": newest.note if newest is not None else "",
        "installs": _installs(session, tenant, {each["install"] for each in texts}),
        "authors": _authors(session, tenant, {each["author"] for each in texts}),
        "keys": {purpose: key_chain(session, tenant, purpose) for purpose in ("receipt", "checkpoint")},
    }


def write(evidence: Evidence, file: IO[bytes]) -> None:
    """The bundle as a zip file."""
    pages = paper.pages_of(evidence)
    files = {
        "README.txt": READ_ME.encode(),
        "evidence.json": json.dumps(evidence, ensure_ascii=False, indent=1).encode(),
        "record.html": paper.as_html(pages).encode(),
        "record.pdf": paper.as_pdf(pages, datetime.fromisoformat(evidence["made_at"])),
        "verify_bundle.py": Path(verify_bundle.__file__).read_bytes(),
    }
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
        for each in evidence["files"]:
            if each["name"] is not None:
                hashes[each["name"]] = _write_original(evidence["tenant"], each, bundle)
        manifest = {"format": FORMAT, "files": hashes}
        bundle.writestr("manifest.json", json.dumps(manifest, indent=1).encode())


def _write_original(tenant: str, each: Evidence, bundle: zipfile.ZipFile) -> str:
    """The bytes of one file, as they were received; pictures and sound do not get smaller by packing."""
    whole = hashlib.sha256()
    with bundle.open(zipfile.ZipInfo(each["name"], date_time=(1980, 1, 1, 0, 0, 0)), "w") as target:
        stored = file_id(tenant, each["change"], each["sha256"])
        for part in parts_for_sending(tenant, stored, 0, each["bytes"]):
            whole.update(part)
            target.write(part)
    return whole.hexdigest()


def _visible(changes: list[Evidence]) -> list[tuple[str, bytes]]:
    """Ids and texts of the changes whose text is in the bundle."""
    texts = [each["text"] for each in changes if each["text"] is not None]
    return [(json.loads(text)["id"], text.encode()) for text in texts]


def _find(session: Session, record: str, stream: str | None) -> tuple[str, str]:
    rows = session.execute(select(RecordRow.tenant_id, RecordRow.home).where(RecordRow.id == record)).all()
    for tenant, home in rows:
        if session.get(Placement, (tenant, stream or home, record)) is not None:
            return tenant, home
    raise NoSuchRecordError(f"no record {record} stands in {stream or 'any stream'}")


def _entries(session: Session, tenant: str, record: str, stream: str) -> list[Evidence]:
    """The record's entries in this stream; in an agency's stream from the last `enter` on."""
    rows = session.scalars(
        select(Entry)
        .where(Entry.tenant_id == tenant, Entry.stream == stream, Entry.record_id == record)
        .order_by(Entry.seq)
    ).all()
    begin = max((row.seq for row in rows if row.kind == "enter"), default=0)
    return [
        {
            "tenant": tenant, "stream": stream, "epoch": row.epoch, "seq": row.seq, "prev": row.prev,
            "change_hash": row.change_hash, "record": row.record_id, "version": row.version, "kind": row.kind,
            "received_at": row.received_at, "digest": row.digest, "hash": row.hash,
        }
        for row in rows
        if row.seq >= begin
    ]  # fmt: skip


def _changes(
    session: Session, tenant: str, stream: str, entries: list[Evidence], *, is_home: bool
) -> list[Evidence]:
    """The changes behind these entries, in their order. What readers of the stream may not see is a hash."""
    keys = key_pair(session, tenant, "receipt")
    hashes = list(dict.fromkeys(each["change_hash"] for each in entries if each["change_hash"] is not None))
    rows = session.scalars(
        select(StoredChange).where(StoredChange.tenant_id == tenant, StoredChange.hash.in_(hashes))
    ).all()
    by_hash = {row.hash: row for row in rows}
    return [_change(each, by_hash.get(each), keys, stream, is_home=is_home) for each in hashes]


def _change(
    change_hash: str, row: StoredChange | None, keys: KeyPair, stream: str, *, is_home: bool
) -> Evidence:
    hidden: Evidence = {"hash": change_hash, "text": None, "signature": None, "receipt": None}
    if row is None:
        return hidden | {"why": "it is not in the ledger any more"}
    if not is_home and row.stream != stream:
        return hidden | {"why": "it was written outside this stream"}
    receipt = verdict_line(row, keys)["receipt"]
    if not row.text:
        return hidden | {"why": "it was erased", "receipt": receipt}
    return {
        "hash": change_hash, "text": row.text.decode(), "signature": row.signature, "receipt": receipt,
        "why": None,
    }  # fmt: skip


def _installs(session: Session, tenant: str, ids: set[str]) -> list[Evidence]:
    rows = session.scalars(
        select(Install).where(Install.tenant_id == tenant, Install.id.in_(ids)).order_by(Install.id)
    )
    return [
        {
            "install": row.id, "person": row.person_id, "code": row.code, "public_key": row.public_key,
            "proof": row.proof, "enrolled_at": stamp(row.enrolled_at),
            "revoked_at": stamp(row.revoked_at) if row.revoked_at else None,
        }
        for row in rows
    ]  # fmt: skip


def _authors(session: Session, tenant: str, ids: set[str]) -> list[Evidence]:
    rows = session.scalars(
        select(Account).where(Account.tenant_id == tenant, Account.person_id.in_(ids)).order_by(Account.name)
    )
    authors = [{"person": row.person_id, "name": row.name, "role": row.role} for row in rows]
    if SYSTEM in ids:
        authors.append({"person": SYSTEM, "name": "Lantern itself", "role": SYSTEM})
    return authors


def _seen(session: Session, tenant: str, stream: str, texts: list[Evidence]) -> list[Evidence]:
    """Proofs of the entries of this stream that the authors' phones had seen: numbers and hashes alone."""
    named = {
        (each["seen"][1], each["seen"][2])
        for each in texts
        if each["seen"] is not None and each["stream"] == stream and each["seen"][1] > 0
    }
    found = []
    for seq, head in sorted(named):
        entry = session.get(Entry, (tenant, stream, seq))
        proof = prove(session, tenant, stream, seq)
        if entry is not None and entry.hash == head and proof is not None:
            found.append(_proof_json(proof))
    return found


def _proof_json(proof: Any) -> Evidence:
    return {
        name: getattr(proof, name)
        for name in ("seq", "epoch", "size", "root", "index", "in_stream", "in_log")
    }
