"""Writing down an act in the transaction that does it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from server.audit.models import AuditRow
from server.clock import new_id, now

Act: TypeAlias = Literal[
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "session_reused",
    "enrolled",
    "revoked",
    "shift_begun",
    "pulled",
    "history_read",
    "exported",
    "account_added",
    "account_ended",
    "password_set",
    "membership_added",
    "membership_ended",
    "operation_added",
    "agency_added",
    "alerts_on",
    "alerts_off",
    "epoch_raised",
    "erasure_looked_up",
    "erased",
    "erasures_replayed",
    "erasures_scrubbed",
    "retired",
    "key_rotated",
    "key_destroyed",
    "sealed_delivered",
    "notes_read",
    "note_decided",
    "alarm_seen",
    "views_read",
    "file_read",
    "file_received",
    "texts_rendered",
]


_ADD = insert(cast("Table", AuditRow.__table__))


def record(
    session: Session,
    tenant: str,
    act: Act,
    *,
    person: str | None = None,
    install: str | None = None,
    subject: Mapping[str, str | int | None] | None = None,
    at: datetime | None = None,
) -> None:
    """Add one row. subject: ids, counts, stream names; never a name, an address or a word of a record."""
    moment = at or now()
    row = {
        "tenant_id": tenant, "id": new_id(moment), "at": moment, "act": act, "person_id": person,
        "install_id": install, "subject": dict(subject or {}),
    }  # fmt: skip
    session.connection().execute(_ADD, row)
