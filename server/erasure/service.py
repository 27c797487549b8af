"""Erasing: the journal first, then one transaction that destroys, restates and audits.

If the machine stops between the two, the next start finds the journal ahead and asks for a replay.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.audit.service import record as audit
from server.clock import now, stamp
from server.database import reading
from server.erasure import journal
from server.erasure.beside import (
    Beside,
    beside_of_hashes,
    beside_of_install,
    beside_of_record,
    blank,
    has_words,
)
from server.erasure.beside import hash_of as hash_beside
from server.erasure.beside import record_of as record_beside
from server.exchange.erasing import Row, change_id, erase_again, erase_rows
from server.exchange.ledger import Ledger, places_of
from server.exchange.models import ApartChange, Erasure, RecordRow, StoredChange
from server.exchange.system import make_change, problems_of_own
from server.exchange.transactions import in_ledger
from server.files.erasing import erase_files, erase_sealed_files
from server.rescue.models import UnsignedNote
from sync.files import files_of
from sync.problems import Problem
from sync.records.catalogue import CATALOGUE

RESTATED = "restated after an erasure"
"""The reason of a change by which the server says again what must remain."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be erased: changes by id or hash, a whole record, what an install has outside the ledger's force.

    restate: what must remain of the record, as a change's `set`.
    """

    changes: Sequence[str] = ()
    record: str | None = None
    install: str | None = None
    restate: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Why:
    """reason: of `REASONS`. case_number: or null. person: who asked for it, null for the operator."""

    reason: str
    case_number: str | None = None
    person: str | None = None


def problems_of(tenant: str, wanted: Wanted) -> list[Problem]:
    """What stands against restating these values; nothing when they may be said."""
    if not wanted.restate:
        return []
    with reading() as session:
        row = session.get(RecordRow, (tenant, wanted.record)) if wanted.record else None
    if row is None or row.type not in CATALOGUE:
        raise LookupError("say of which record this is to be restated")
    return problems_of_own(row.type, "set", wanted.restate, in_place_of_others=True)


def erase(tenant: str, wanted: Wanted, why: Why) -> int:
    """Destroy what is wanted, for good. Returns how many changes and notes lost their words now; again: none.

    Raises LookupError when nothing of the kind is here or there is no journal, BusyError.
    """
    with reading() as session:
        rows, besides = _rows(session, tenant, wanted), _besides(session, tenant, wanted)
    if not rows and not besides and wanted.install is None:
        raise LookupError("there is no such change, record or phone")
    at = stamp(now())
    lines = [_line_beside(each, why, at) for each in besides if has_words(each)]
    journal.write([*(_line(row, why, at) for row in rows if row.text), *lines])

    def work(ledger: Ledger) -> int:
        count = erase_rows(
            ledger,
            _again(ledger.session, rows),
            reason=why.reason,
            case_number=why.case_number,
            person_id=why.person,
        )
        if wanted.restate and wanted.record is not None:
            held = ledger.record(wanted.record)
            if held is not None:
                make_change(
                    ledger, held.type, held.id, held.home, wanted.restate, reason=RESTATED,
                    in_place_of_others=True,
                )  # fmt: skip
        _erase_files(ledger, rows, keep={each.sha256 for each in files_of(wanted.restate)})
        _note_lines(ledger.session, lines)
        notes = blank(ledger.session, besides)
        _erase_files_beside(ledger, besides, wanted.install)
        subject = {"reason": why.reason, "case_number": why.case_number, "changes": count, "notes": notes}
        subject |= {"record": wanted.record, "restated": len(wanted.restate)}
        audit(ledger.session, tenant, "erased", person=why.person, subject=subject)
        return count + notes

    return in_ledger(tenant, _streams(tenant, rows), work)


def outstanding() -> int:
    """How many erasures of the journal this database does not know: after a restore, until `replay`."""
    return len(_unknown())


def replay() -> int:
    """Do again what the journal has and this database has not. Returns how many; again does nothing."""
    lines = _unknown()
    for tenant in sorted({each.tenant_id for each in lines}):
        _replay_in(tenant, [each for each in lines if each.tenant_id == tenant])
    return len(lines)


def _unknown() -> list[journal.Line]:
    with reading() as session:
        tenants = session.scalars(select(Tenant.id)).all()
        lines = journal.read(tenants)
        known = {(row[0], row[1]) for row in session.execute(select(Erasure.tenant_id, Erasure.hash))}
    return [each for each in lines if (each.tenant_id, each.hash) not in known]


def _replay_in(tenant: str, lines: Sequence[journal.Line]) -> None:
    hashes = [each.hash for each in lines]
    with reading() as session:
        rows, besides = _of_hashes(session, tenant, hashes), beside_of_hashes(session, tenant, hashes)

    def work(ledger: Ledger) -> None:
        _note_lines(ledger.session, lines)
        ledger.session.flush()
        erase_again(ledger, _again(ledger.session, rows))
        _erase_files(ledger, rows)
        blank(ledger.session, besides)
        _erase_files_beside(ledger, besides, None)
        audit(ledger.session, tenant, "erasures_replayed", subject={"changes": len(lines)})

    in_ledger(tenant, _streams(tenant, rows), work)


def _rows(session: Session, tenant: str, wanted: Wanted) -> list[Row]:
    """Everything that is meant, erased already or not."""
    found: list[Row] = []
    if wanted.changes:
        names = list(wanted.changes)
        found += _both(session, tenant, lambda table, id_: id_.in_(names) | table.hash.in_(names))
    elif wanted.record is not None:
        found += _both(session, tenant, lambda table, _: table.record_id == wanted.record)
    elif wanted.install is not None:
        apart = ApartChange.install_id == wanted.install
        waiting = StoredChange.verdict.in_(("late", "held", "refused"))
        stored = (StoredChange.install_id == wanted.install) & waiting
        found += session.scalars(select(StoredChange).where(StoredChange.tenant_id == tenant, stored))
        found += session.scalars(select(ApartChange).where(ApartChange.tenant_id == tenant, apart))
    return found


def _besides(session: Session, tenant: str, wanted: Wanted) -> list[Beside]:
    if wanted.install is not None:
        return beside_of_install(session, tenant, wanted.install)
    if wanted.record is not None and not wanted.changes:
        return beside_of_record(session, tenant, wanted.record)
    return []


def _of_hashes(session: Session, tenant: str, hashes: Sequence[str]) -> list[Row]:
    return _both(session, tenant, lambda table, _: table.hash.in_(hashes))


def _both(
    session: Session,
    tenant: str,
    condition: Callable[[type[StoredChange] | type[ApartChange], Any], ColumnElement[bool]],
) -> list[Row]:
    stored = select(StoredChange).where(
        StoredChange.tenant_id == tenant, condition(StoredChange, StoredChange.id)
    )
    apart = select(ApartChange).where(
        ApartChange.tenant_id == tenant, condition(ApartChange, ApartChange.change_id)
    )
    return [*session.scalars(stored), *session.scalars(apart)]


def _again(session: Session, rows: Sequence[Row]) -> list[Row]:
    """The same rows, as they stand in the transaction that writes."""
    again: list[Row] = []
    for row in rows:
        found: Row | None
        if isinstance(row, ApartChange):
            found = session.get(ApartChange, (row.tenant_id, row.envelope_hash))
        else:
            found = session.get(StoredChange, (row.tenant_id, row.id))
        if found is not None:
            again.append(found)
    return again


def _erase_files(ledger: Ledger, rows: Sequence[Row], keep: Collection[str] = ()) -> None:
    changes = {each for each in map(change_id, rows) if each is not None}
    erase_files(ledger.session, ledger.tenant, changes, keep=keep)


def _erase_files_beside(ledger: Ledger, besides: Sequence[Beside], install: str | None) -> None:
    """What notes named, and of a whole phone also what came sealed and was named by nothing."""
    notes = {each.note_id for each in besides if isinstance(each, UnsignedNote)}
    erase_files(ledger.session, ledger.tenant, notes)
    if install is not None:
        erase_sealed_files(ledger.session, ledger.tenant, install)


def _line(row: Row, why: Why, at: str) -> journal.Line:
    return journal.Line(
        row.tenant_id, row.hash, change_id(row), row.record_id,
        at, why.reason, why.case_number, why.person,
    )  # fmt: skip


def _line_beside(row: Beside, why: Why, at: str) -> journal.Line:
    return journal.Line(
        row.tenant_id, hash_beside(row), None, record_beside(row),
        at, why.reason, why.case_number, why.person,
    )  # fmt: skip


def _note_lines(session: Session, lines: Sequence[journal.Line]) -> None:
    """Write down in the database what the journal has."""
    for line in {(each.tenant_id, each.hash): each for each in lines}.values():
        if session.get(Erasure, (line.tenant_id, line.hash)) is None:
            session.add(Erasure(**{name: getattr(line, name) for name in journal.Line.__slots__}))


def _streams(tenant: str, rows: Sequence[Row]) -> set[str]:
    """Where the records stand or stood: a hint before locking."""
    records = sorted({row.record_id for row in rows if row.record_id is not None})
    with reading() as session:
        return {stream for _, stream in places_of(session, tenant, records)}
