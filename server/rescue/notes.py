"""Unsigned notes: kept once, shown to those who may read where they belong, decided once (PROTOCOL section 17)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.accounts.models import Account, Grant, Install
from server.accounts.service import Caller
from server.alerts.service import notify
from server.audit.service import record
from server.clock import stamp
from server.database import insert_into
from server.rescue.models import UnsignedNote
from sync.changes import paired_id

NOTES_MAX = 200
"""Kept of one install; a phone has far fewer drafts. What comes beyond stays on its phone."""

KEPT_AFTER_DECISION = timedelta(days=30)

Decision: TypeAlias = Literal["copied", "not_needed"]
NoteLine = dict[str, Any]
"""A **note** of PROTOCOL section 17."""


def keep_note(
    session: Session, install: Install, account: Account, note: str, plain: bytes, carrier: str, at: datetime
) -> bool:
    """Keep a note of an ended install. False when it is not stored: the install stands, or has too many."""
    tenant = install.tenant_id
    ended = install.revoked_at is not None or account.ended_at is not None
    held = select(func.count()).where(UnsignedNote.tenant_id == tenant, UnsignedNote.install_id == install.id)
    digest = hashlib.sha256(plain).hexdigest()
    row = paired_id(tenant, "unsigned_note", f"{install.id}/{note}", digest)
    if session.get(UnsignedNote, (tenant, row)):
        return True
    if not ended or (session.scalar(held) or 0) >= NOTES_MAX:
        return False
    stream = _belongs(session, account, json.loads(plain)["stream"])
    values = {
        "tenant_id": tenant, "id": row, "install_id": install.id, "note_id": note,
        "person_id": install.person_id, "stream": stream, "content": plain.decode(), "content_hash": digest,
        "received_at": at, "carrier_id": carrier,
    }  # fmt: skip
    session.execute(insert_into(session, UnsignedNote).values(values).on_conflict_do_nothing())
    if stream is not None:
        notify(session, tenant, _deciders(session, tenant, stream), but_install=carrier)
    return True


def notes_for(session: Session, caller: Caller, at: datetime) -> list[NoteLine]:
    """The notes that this person may decide about, the newest first."""
    rows = session.execute(
        select(UnsignedNote, Install)
        .join(
            Install, (Install.tenant_id == UnsignedNote.tenant_id) & (Install.id == UnsignedNote.install_id)
        )
        .where(UnsignedNote.tenant_id == caller.tenant, UnsignedNote.content.is_not(None))
        .order_by(UnsignedNote.received_at.desc(), UnsignedNote.id)
    ).all()
    return [_line(note, install) for note, install in rows if may_decide(session, caller, note, at)]


def decide(
    session: Session, caller: Caller, note_id: str, decision: Decision, reason: str, at: datetime
) -> Literal["done", "not_found", "already_decided"]:
    """Write a decision down. The same one again is no second one."""
    note = session.get(UnsignedNote, (caller.tenant, note_id), with_for_update=True)
    if note is None or note.content is None or not may_decide(session, caller, note, at):
        return "not_found"
    if note.decision is not None:
        return "done" if (note.decision, note.reason) == (decision, reason) else "already_decided"
    note.decision, note.reason, note.decided_by, note.decided_at = decision, reason, caller.person, at
    subject = {"note": note_id, "install": note.install_id, "decision": decision}
    record(session, caller.tenant, "note_decided", person=caller.person, subject=subject, at=at)
    return "done"


def may_decide(session: Session, caller: Caller, note: UnsignedNote, at: datetime) -> bool:
    """Whether a note is this person's to see: a supervisor's who reads where it belongs, in an agency a colleague's.

    One that belongs nowhere is for the supervisors of an operation that its author was in.
    """
    if note.stream is not None:
        role = "support_worker" if note.stream.startswith("agency/") else "supervisor"
        return caller.account.role == role and caller.reads(note.stream, at)
    streams = _ever_granted(session, note.tenant_id, note.person_id)
    operations = [each for each in streams if each.startswith("op/")]
    return caller.account.role == "supervisor" and (
        not operations or any(caller.reads(each, at) for each in operations)
    )


def forget_decided(session: Session, at: datetime) -> None:
    """Take away the content of notes whose decision is older than `KEPT_AFTER_DECISION`."""
    session.execute(
        update(UnsignedNote)
        .where(UnsignedNote.decided_at < at - KEPT_AFTER_DECISION, UnsignedNote.content.is_not(None))
        .values(content=None)
    )


def _belongs(session: Session, account: Account, claimed: str | None) -> str | None:
    """The stream of a note: what it says when its person ever had that, else a support worker's agency."""
    if claimed is not None and claimed in _ever_granted(session, account.tenant_id, account.person_id):
        return claimed
    return f"agency/{account.agency_id}" if account.agency_id is not None else None


def _ever_granted(session: Session, tenant: str, person: str) -> set[str]:
    return set(
        session.scalars(select(Grant.stream).where(Grant.tenant_id == tenant, Grant.person_id == person))
    )


def _deciders(session: Session, tenant: str, stream: str) -> Iterable[str]:
    role = "support_worker" if stream.startswith("agency/") else "supervisor"
    return set(
        session.scalars(
            select(Grant.person_id)
            .join(
                Account, (Account.tenant_id == Grant.tenant_id) & (Account.person_id == Grant.person_id)
            )
            .where(
                Grant.tenant_id == tenant, Grant.stream == stream, Grant.mode == "read",
                Grant.ends.is_(None), Account.role == role,
            )
        )
    )  # fmt: skip


def _line(note: UnsignedNote, install: Install) -> NoteLine:
    return {
        "id": note.id,
        "install": note.install_id,
        "install_code": install.code,
        "person": note.person_id,
        "stream": note.stream,
        "received_at": stamp(note.received_at),
        "note": json.loads(note.content or "null"),
        "decision": note.decision,
        "reason": note.reason,
        "decided_by": note.decided_by,
        "decided_at": stamp(note.decided_at) if note.decided_at else None,
    }
