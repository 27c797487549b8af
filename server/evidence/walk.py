"""The whole walk over one tenant's ledger (`lantern verify`).

Everything is computed again from what is stored; nothing that the ledger says about itself is believed.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.evidence.findings import Finding, Report
from server.evidence.gathering import walk_records
from server.evidence.installs import walk_installs
from server.evidence.originals import walk_files
from server.evidence.signing import compare_checkpoint, compare_receipt, walk_signing
from server.evidence.streams import walk_streams
from sync import notes


def verify(session: Session, tenant: str) -> list[Finding]:
    """What is broken in a tenant's ledger; nothing when it is whole."""
    return walk(session, session.get_one(Tenant, tenant)).broken()


def walk(
    session: Session,
    tenant: Tenant,
    checkpoints: Sequence[str] = (),
    receipts: Sequence[list[Any]] = (),
    *,
    files: bool = True,
) -> Report:
    """Everything that is wrong with a tenant's ledger.

    files: read every photograph, recording and paper too. checkpoints: notes,
    receipts: [array, signature], kept outside; those of other tenants are passed over. What
    is held in memory does not grow with the ledger, but with what is wrong with it.
    """
    report = Report(tenant.id, tenant.name)
    walk_streams(session, tenant.id, report)
    flagged = walk_records(session, tenant.id, report)
    if files:
        walk_files(session, tenant.id, report)
    walk_installs(session, tenant.id, flagged, report)
    walk_signing(session, tenant.id, report)
    for note in checkpoints:
        if notes.read_checkpoint(notes.read_note(note).text).origin == notes.origin(tenant.id):
            report.given = True
            report.add(compare_checkpoint(session, tenant.id, note))
    for receipt in receipts:
        if receipt[0][1] == tenant.id:
            report.given = True
            report.add(compare_receipt(session, tenant.id, receipt))
    return report
