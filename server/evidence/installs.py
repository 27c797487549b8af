"""Walking each install's chain of changes, and the proof of its enrolment."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install, ServerKey
from server.accounts.signatures import is_signed
from server.evidence.findings import Finding, Report
from server.evidence.records import IN_LEDGER
from server.exchange.lacking import number_of
from server.exchange.models import ApartChange, Chain, Entry, StoredChange
from server.exchange.system import SYSTEM
from sync.strict import hashed_array

BATCH = 1_000


def walk_installs(session: Session, tenant: str, flagged: set[str], report: Report) -> None:
    """Every install of a tenant. flagged: changes whose chain was broken when they arrived."""
    report.add(_enrolments(session, tenant))
    report.add(_chains(session, tenant, flagged))


def _enrolments(session: Session, tenant: str) -> Iterator[Finding]:
    system_keys = set(
        session.scalars(
            select(ServerKey.public_key).where(ServerKey.tenant_id == tenant, ServerKey.purpose == "system")
        )
    )
    for install in session.scalars(select(Install).where(Install.tenant_id == tenant)):
        array = ["lantern-enrol-v1", tenant, install.id, install.person_id, install.public_key]
        proof = install.proof
        if install.person_id == SYSTEM:
            holds = install.public_key in system_keys
        else:
            holds = proof is None or is_signed(hashed_array(list(array)).encode(), proof, install.public_key)
        if not holds:
            yield Finding("enrolment_altered", about=install.id)


def _chains(session: Session, tenant: str, flagged: set[str]) -> Iterator[Finding]:
    apart = set(session.scalars(select(ApartChange.hash).where(ApartChange.tenant_id == tenant)))
    unheard = _apart_numbers(session, tenant)
    ends = {
        row.install_id: row.last_dseq
        for row in session.execute(select(Chain.install_id, Chain.last_dseq).where(Chain.tenant_id == tenant))
    }
    rows = session.execute(
        select(
            StoredChange.install_id, StoredChange.dseq, StoredChange.id, StoredChange.hash, StoredChange.text,
            StoredChange.verdict, StoredChange.record_id,
        )
        .where(StoredChange.tenant_id == tenant)
        .order_by(StoredChange.install_id, StoredChange.dseq)
        .execution_options(yield_per=BATCH)
    )  # fmt: skip
    reached: dict[str, int] = {}
    before: set[str | None] = {None}
    newest: set[str | None] = {None}
    for install, dseq, change, change_hash, text, verdict, record in rows:
        last = reached.get(install, 0)
        if last == 0 or dseq > last:
            before = newest if last else {None}
            newest = set()
        newest.add(change_hash)
        reached[install] = dseq
        prev = _prev(text)
        code = None
        hole = range(last + 1, dseq)
        if hole and prev not in apart and not (not text and unheard[install].explain(hole)):
            code = "chain_hole", "hole_on_arrival"
        elif text and dseq == last + 1 and prev not in before and prev not in apart:
            code = "chain_wrong", "chain_wrong_on_arrival"
        if code is None:
            continue
        if change in flagged:
            yield Finding(code[1], about=change)
        elif verdict not in IN_LEDGER:
            yield Finding("not_to_be_told", about=change)
        else:
            yield _placed(session, tenant, code[0], change, change_hash, record)
    for install, last in ends.items():
        if reached.get(install, 0) < last:
            yield Finding("chain_cut", about=install)


@dataclass(slots=True)
class _Apart:
    """What was kept apart of an install. numbers: that the texts say; erased: texts that say none any more."""

    numbers: set[int] = field(default_factory=set)
    erased: int = 0

    def explain(self, hole: range) -> bool:
        """Whether all that is missing may be here: asked of a hole before a text that was erased, and names nothing."""
        return len(set(hole) - self.numbers) <= self.erased


def _apart_numbers(session: Session, tenant: str) -> dict[str, _Apart]:
    found: dict[str, _Apart] = defaultdict(_Apart)
    rows = select(ApartChange.install_id, ApartChange.text).where(ApartChange.tenant_id == tenant)
    for install, text in session.execute(rows):
        number = number_of(text)
        if number is not None:
            found[install].numbers.add(number)
        elif not text:
            found[install].erased += 1
    return found


def _prev(text: bytes) -> str | None:
    """What a change names as the one before; null where nothing can be read any more."""
    try:
        value: str | None = json.loads(text)["prev"]
    except (ValueError, LookupError):
        return None
    return value


def _placed(session: Session, tenant: str, code: str, change: str, change_hash: str, record: str) -> Finding:
    entry = session.execute(
        select(Entry.stream, Entry.seq).where(
            Entry.tenant_id == tenant, Entry.record_id == record, Entry.change_hash == change_hash
        )
    ).first()
    return Finding(code, None, None, change) if entry is None else Finding(code, entry[0], entry[1], change)
