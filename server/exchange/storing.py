"""A change and its verdict as they are stored, and as they are said on the wire (PROTOCOL section 8)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from server.accounts.keys import KeyPair
from server.accounts.signatures import sign
from server.exchange.models import ApartChange, StoredChange
from server.exchange.rows import NewChange
from sync.changes import Change
from sync.exchange import Examined
from sync.messages import receipt_bytes
from sync.problems import Problem
from sync.strict import hashed_array

VerdictLine = dict[str, Any]
"""A **verdict** of PROTOCOL section 8."""


def stored(
    change: Change,
    signature: str,
    received_at: str,
    verdict: str,
    *,
    problems: Iterable[Problem] = (),
    fields: Sequence[str] = (),
    waits_for: str | None = None,
    missing_prev: str | None = None,
) -> NewChange:
    """The row of a change that counts, for `Ledger.keep`."""
    return NewChange(
        tenant_id=change.tenant,
        id=change.id,
        hash=change.hash,
        text=change.text.encode(),
        signature=signature,
        install_id=change.install,
        author_id=change.author,
        dseq=change.dseq,
        type=change.type,
        op=change.op,
        record_id=change.record,
        stream=change.stream,
        received_at=received_at,
        verdict=verdict,
        fields=json.dumps(list(fields)) if fields else "[]",
        problems=problems_text(problems),
        waits_for=waits_for,
        missing_prev=missing_prev,
    )


def apart(
    examined: Examined, tenant: str, install: str, author: str, received_at: str, *,
    verdict: str, problems: Iterable[Problem],
) -> ApartChange:  # fmt: skip
    """The row of what is kept outside the ledger."""
    return ApartChange(
        tenant_id=tenant,
        envelope_hash=envelope_hash(examined.text, examined.signature),
        hash=examined.hash,
        text=examined.text.encode("utf-8", "surrogatepass"),
        signature=examined.signature.encode("utf-8", "surrogatepass"),
        install_id=install,
        author_id=author,
        change_id=examined.id,
        record_id=examined.creates if examined.signed else None,
        received_at=received_at,
        verdict=verdict,
        problems=problems_text(problems),
    )


def problems_text(problems: Iterable[Problem]) -> str:
    """Problems as they are stored: JSON of code, path and words."""
    said = [each.as_json() for each in problems]
    return json.dumps(said) if said else "[]"


def envelope_hash(text: str, signature: str) -> str:
    """What tells two deliveries apart that must not be taken for one."""
    return hashlib.sha256(hashed_array([text, signature]).encode("utf-8", "surrogatepass")).hexdigest()


def verdict_line(row: NewChange | StoredChange | ApartChange, keys: KeyPair) -> VerdictLine:
    """A stored change's verdict as it stands, with a receipt signed now."""
    place: list[Any] = [None] * 4
    fields: list[str] = []
    if not isinstance(row, ApartChange):
        place = [row.reader_stream, row.reader_epoch, row.reader_seq, row.reader_head]
        fields = _listed(row.fields)
    # By its number its phone finds what it keeps of a change that it has settled long ago.
    number = {"dseq": row.dseq} if isinstance(row, StoredChange) else {}
    erased = {} if row.text else {"erased": True, **number}
    receipt = [keys.kid, row.tenant_id, row.hash, row.verdict, row.received_at, *place]
    return {
        "change": row.change_id if isinstance(row, ApartChange) else row.id,
        "change_hash": row.hash,
        "verdict": row.verdict,
        "latest": None,
        "problems": _listed(row.problems),
        "fields": fields,
        "receipt": [receipt, sign(receipt_bytes(receipt), keys.private_key)],
        **erased,
    }


def _listed(text: str) -> list[Any]:
    """A list as it is stored; most are empty."""
    listed: list[Any] = [] if text == "[]" else json.loads(text)
    return listed


def known_line(latest: VerdictLine) -> VerdictLine:
    """The answer to a change that is here already."""
    return {
        "change": latest["change"], "change_hash": latest["change_hash"], "verdict": "known",
        "latest": latest, "problems": [], "fields": [], "receipt": None,
    }  # fmt: skip


def retry_line(examined: Examined) -> VerdictLine:
    """Nothing was stored: send it again."""
    return {
        "change": examined.id, "change_hash": examined.hash, "verdict": "retry", "latest": None,
        "problems": [], "fields": [], "receipt": None,
    }  # fmt: skip
