"""Walking each install's chain of changes, and the proof of its enrolment."""

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Install, ServerKey
from server.accounts.signatures import is_signed
from server.evidence.findings import Finding, Report
from server.evidence.records import IN_LEDGER
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
        if dseq > last + 1 and prev not in apart:
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
