"""The server's own changes: signed by the tenant's `system` install, chained and merged like any other.

Whoever makes accounts, operations and agencies writes their records with `write_record`; the exchange
writes tasks and marks.
"""

import secrets
import time
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.accounts.keys import key_pair
from server.accounts.models import Install
from server.accounts.signatures import sign
from server.clock import new_id
from server.exchange.entering import enter
from server.exchange.held import Held
from server.exchange.ledger import Ledger, Widen, begin_streams
from server.exchange.rows import show
from server.exchange.storing import stored
from sync.changes import base64url, read_change, signed_bytes, write_change
from sync.checks import problems_of_change
from sync.problems import Problem
from sync.records.catalogue import CATALOGUE, SCHEMA
from sync.view import last_change_of

SYSTEM = "system"
CODE = "0S"
"""The system install's code; letters of other codes have no 0."""

APP = "lantern-server"
_SESSION = str(uuid.uuid4())
_SYSTEM = select(Install).where(Install.tenant_id == bindparam("tenant"), Install.person_id == SYSTEM)


def write_record(
    session: Session,
    tenant: str,
    record_type: str,
    stream: str,
    values: Mapping[str, Any],
    at: datetime,
    *,
    record: str | None = None,
) -> str:
    """Create a record, or change it when it exists, in the caller's transaction. Returns its id.

    values: the change's `set` (PROTOCOL section 5). Raises ValueError for values that a device would
    have been refused for.
    """
    record = record or str(uuid.uuid4())
    ledger = begin_ledger(session, tenant, {stream}, at)
    make_change(ledger, record_type, record, stream, values)
    ledger.flush()
    return record


def begin_ledger(session: Session, tenant: str, names: set[str], at: datetime) -> Ledger:
    """A ledger over these streams, whose counter rows are made when they are missing."""
    try:
        return Ledger(session, tenant, names, at)
    except Widen as missing:
        begin_streams(session, tenant, missing.names)
        return Ledger(session, tenant, names, at)


def make_change(
    ledger: Ledger,
    record_type: str,
    record: str,
    stream: str,
    values: Mapping[str, Any],
    *,
    reason: str | None = None,
    in_place_of_others: bool = False,
) -> Held:
    """Sign one change of the system's and put it into the ledger. Raises ValueError for bad values.

    in_place_of_others: it says again what others said, so that fields which are not the system's may be written.
    """
    held = ledger.record(record)
    op = "create" if held is None else "set"
    problems = problems_of_own(record_type, op, values, in_place_of_others=in_place_of_others)
    if problems:
        raise ValueError(f"{record_type}: {', '.join(f'{each.code} {each.path}' for each in problems)}")
    install = system_install(ledger.session, ledger.tenant, ledger.at)
    chain = ledger.chain(install.id)
    text = write_change(
        {
            "id": new_id(ledger.at),
            "tenant": ledger.tenant,
            "stream": stream,
            "install": install.id,
            "author": SYSTEM,
            "dseq": chain.last_dseq + 1,
            "prev": chain.last_hash,
            "type": record_type,
            "record": record,
            "op": op,
            "base": last_change_of(held.state) if held is not None else None,
            "after": None,
            "set": dict(values),
            "resolves": [],
            "seen": None,
            "at": {
                "wall": ledger.at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                "monotonic": time.monotonic_ns() // 1_000_000,
                "session": _SESSION,
            },
            "schema": SCHEMA,
            "app": APP,
            "salt": base64url(secrets.token_bytes(16)),
            "reason": reason,
        }
    )
    change = read_change(text, schema=SCHEMA).change
    if change is None:
        raise ValueError(f"{record_type}: not a change of the protocol")
    chain.last_dseq, chain.last_hash = change.dseq, change.hash
    signature = sign(signed_bytes(text), key_pair(ledger.session, ledger.tenant, "system").private_key)
    held, outcome, entries = enter(ledger, change, install_code=install.code, flags=[])
    row = stored(change, signature, ledger.received_at, outcome.verdict, fields=outcome.fields)
    show(row, entries.get(stream))
    ledger.keep(row)
    return held


def problems_of_own(
    record_type: str, op: str, values: Mapping[str, Any], *, in_place_of_others: bool = False
) -> list[Problem]:
    """What is wrong with values that the server is to write."""
    found = problems_of_change(CATALOGUE[record_type], op, values, role=SYSTEM)
    return [each for each in found if not (in_place_of_others and each.code == "not_permitted")]


def system_install(session: Session, tenant: str, at: datetime) -> Install:
    """The tenant's own install, enrolled when it is first needed."""
    install = session.scalars(_SYSTEM, {"tenant": tenant}).first()
    if install is None:
        install = Install(
            tenant_id=tenant, id=str(uuid.uuid4()), person_id=SYSTEM, code=CODE, label="The server itself",
            public_key=key_pair(session, tenant, "system").public_key, enrolled_at=at, revoked_at=None,
            revoked_by=None, compromised_at=None,
        )  # fmt: skip
        session.add(install)
        session.flush()
    return install
