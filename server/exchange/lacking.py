"""Which numbers of an install's chain the server lacks although they were acknowledged (PROTOCOL section 21)."""

import json
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.signatures import is_signed
from server.exchange.epochs import FIRST_EPOCH, epoch_of
from server.exchange.models import ApartChange, Chain, StoredChange
from sync.changes import PREFIX

RANGES_MAX = 200
"""Ranges in one answer; the next one goes on."""

Range = tuple[int, int]
"""First and last number, both lacking."""


def lacking(session: Session, tenant: str, install: str, acknowledged: int) -> list[Range]:
    """The ranges of 1 … `acknowledged` that are not here, from the lowest.

    acknowledged: the highest number for which the device has a receipt. Asked only of a tenant whose ledger has gone
    back: otherwise nothing that was acknowledged can be missing. Of what was kept apart only what the install signed
    counts: bytes that were altered on their way say a number too, and the true ones may have come and been lost.
    """
    if acknowledged == 0 or epoch_of(session, tenant) == FIRST_EPOCH:
        return []
    return _lacking_upto(session, tenant, install, acknowledged, proved=True)[:RANGES_MAX]


def arrived(session: Session, tenant: str, install: str) -> tuple[int, list[Range]]:
    """The highest number that came from an install, 0 when none did, and the ranges that lack below it.

    What lacks was lost by the phone, by a restored server, or is still on its way. A change that was kept apart and
    then erased tells no number any more and counts as lacking.
    """
    chain = session.get(Chain, (tenant, install))
    last = chain.last_dseq if chain is not None else 0
    return last, _lacking_upto(session, tenant, install, last, proved=False)


def _lacking_upto(session: Session, tenant: str, install: str, last: int, *, proved: bool) -> list[Range]:
    own = (StoredChange.tenant_id == tenant, StoredChange.install_id == install)
    within = (*own, StoredChange.dseq <= last)
    if session.scalar(select(func.count(StoredChange.dseq.distinct())).where(*within)) == last:
        return []
    numbers = set(session.scalars(select(StoredChange.dseq).where(*within).distinct()))
    numbers |= _kept_apart(session, tenant, install, proved=proved)
    return holes(sorted(numbers), last)


def holes(numbers: Iterable[int], upto: int) -> list[Range]:
    """What is missing of 1 … upto. numbers: ascending."""
    found, next_one = [], 1
    for number in numbers:
        if number > next_one:
            found.append((next_one, min(number - 1, upto)))
        next_one = max(next_one, number + 1)
        if next_one > upto:
            return found
    return [*found, (next_one, upto)] if next_one <= upto else found


def _kept_apart(session: Session, tenant: str, install: str, *, proved: bool) -> set[int]:
    """Numbers that texts kept apart say they have. proved: only where the install's key signed the text."""
    found = session.execute(
        select(ApartChange.text, ApartChange.signature, Install.public_key)
        .join(Install, (Install.tenant_id == ApartChange.tenant_id) & (Install.id == ApartChange.install_id))
        .where(ApartChange.tenant_id == tenant, ApartChange.install_id == install)
    )
    return {
        number
        for text, signature, key in found
        if (number := number_of(text)) is not None
        and (not proved or is_signed(PREFIX + text, signature.decode(errors="replace"), key))
    }


def number_of(text: bytes) -> int | None:
    """The number that a text kept apart says it has; it may say anything, for it concerns its sender alone."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    number = value.get("dseq") if isinstance(value, dict) else None
    return number if type(number) is int else None
