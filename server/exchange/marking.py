"""Marks of *Sergeant first* for people with an open welfare record, and warnings given in error.

A mark stands in `op/` where everybody sees it; whom it stands for only `MarkSource` knows.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from server.accounts.keys import mark_key
from server.clock import local_date
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.models import Link, MarkSource, RecordRow
from server.exchange.system import make_change
from sync.checks import holds
from sync.marks import alias_hash

MARK_DAYS = 365
"""How long a mark stands after the last word about the person; it is renewed by the next."""

CHILD_BELOW = 16


def follow_person(ledger: Ledger, person: Held) -> None:
    """Bring the mark of a supported person up to date with the names they use."""
    fields = person.fields
    stream = "op/" + person.home.partition("/")[2]
    ledger.require([stream])
    key = mark_key(ledger.session, ledger.tenant)
    is_open = not holds(fields.get("voided"))
    wanted = {alias_hash(key, each) for each in fields.get("names_used", [])} if is_open else set()
    row = ledger.session.get(MarkSource, (ledger.tenant, person.id))
    if row is None:
        if not wanted:
            return
        row = MarkSource(tenant_id=ledger.tenant, person_record_id=person.id, mark_id=str(uuid.uuid4()))
        ledger.session.add(row)
    mark = ledger.record(row.mark_id)
    held = set(mark.fields.get("aliases", [])) if mark is not None else set()
    values: dict[str, Any] = {}
    if wanted != held:
        values["aliases"] = {"add": sorted(wanted - held), "remove": sorted(held - wanted)}
    today = date.fromisoformat(local_date(ledger.at))
    until = today + timedelta(days=MARK_DAYS if wanted else -1)
    if mark is None or abs(until - date.fromisoformat(mark.fields.get("until", "1900-01-01"))) > timedelta(
        days=30
    ):
        values["until"] = until.isoformat()
    if values:
        make_change(ledger, "mark", row.mark_id, stream, values)


def warning_is_in_error(ledger: Ledger, warning: Held) -> bool:
    """Whether a warning was given that must not stand as it is: to somebody under 16, or without a
    supervisor's decision to somebody with an open welfare record.
    """
    fields = warning.fields
    if not holds(fields.get("given")):
        return False
    if _is_child(fields):
        return True
    return _is_supported(ledger, fields) and not _is_allowed(ledger, warning)


def _is_child(fields: dict[str, Any]) -> bool:
    if fields.get("sixteen_or_over") == "no":
        return True
    born, given = (fields.get("birth") or {}).get("date"), fields["given"].get("at")
    if not isinstance(born, str) or not isinstance(given, str):
        return False
    # ISO texts compare as days do: sixteen is reached on the same month and day.
    return given[:10] < f"{int(born[:4]) + CHILD_BELOW:04d}{born[4:]}"


def _is_supported(ledger: Ledger, fields: dict[str, Any]) -> bool:
    key = mark_key(ledger.session, ledger.tenant)
    names = [fields[each] for each in ("name", "alias") if isinstance(fields.get(each), str)]
    wanted = {alias_hash(key, each) for each in names}
    marks = ledger.session.scalars(
        select(MarkSource.mark_id).where(MarkSource.tenant_id == ledger.tenant)
    ).all()
    ledger.load(marks)
    today = local_date(ledger.at)
    held = [mark.fields for each in marks if (mark := ledger.record(each)) is not None]
    return any(wanted & set(each.get("aliases", [])) and each.get("until", "") >= today for each in held)


def _is_allowed(ledger: Ledger, warning: Held) -> bool:
    about = ledger.session.scalars(
        select(Link.source_id)
        .join(RecordRow, (RecordRow.tenant_id == Link.tenant_id) & (RecordRow.id == Link.source_id))
        .where(
            Link.tenant_id == ledger.tenant, Link.target_id == warning.id, Link.key == "about",
            RecordRow.type == "decision",
        )
    ).all()  # fmt: skip
    ledger.load(about)
    decisions = [each for each in ledger.records.values() if each is not None and each.type == "decision"]
    return any(
        each.fields.get("about") == warning.id and each.fields.get("kind") in ("approve", "allow")
        for each in decisions
    )
