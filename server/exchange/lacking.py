"""Which numbers of an install's chain the server lacks although they were acknowledged (PROTOCOL section 21)."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.accounts.models import Install
from server.accounts.signatures import is_signed
from server.database import among
from server.exchange.epochs import FIRST_EPOCH, epoch_of
from server.exchange.models import ApartChange, Chain, StoredChange
from sync.changes import PREFIX

RANGES_MAX = 200
"""Ranges in one answer; the next one goes on."""

Range = tuple[int, int]
"""First and last number, both lacking."""


def lacking(
    session: Session, tenant: str, install: str, acknowledged: int, newest: str | None = None
) -> list[Range]:
    """The ranges of 1 … `acknowledged` that are not here, and numbers of which only another text is, ascending.

    acknowledged: the highest number for which the device has a receipt. newest: the hash that its newest receipt
    names. Asked only of a tenant whose ledger has gone back: otherwise nothing that was acknowledged can be missing.
    Of what was kept apart only what the install signed counts: bytes that were altered on their way say a number too,
    and the true ones may have come and been lost.

    A number that is here is not enough: somebody who held the phone's key may have used it again. That the phone's own
    text of it is lost is what the change after it says by its `prev`, and of the last number the receipt.
    """
    if acknowledged == 0 or epoch_of(session, tenant) == FIRST_EPOCH:
        return []
    ranges = _lacking_upto(session, tenant, install, acknowledged, proved=True)
    others = _other_texts(session, tenant, install, acknowledged, newest)
    asked = {number for number in others if not any(first <= number <= last for first, last in ranges)}
    return sorted([*ranges, *((number, number) for number in sorted(asked))][:RANGES_MAX])


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


def _other_texts(
    session: Session, tenant: str, install: str, acknowledged: int, newest: str | None
) -> set[int]:
    """Numbers of which the text that the install's chain or its newest receipt names is not here."""
    named = [
        (dseq - 1, prev)
        for dseq, prev in session.execute(
            select(StoredChange.dseq, StoredChange.missing_prev).where(
                StoredChange.tenant_id == tenant, StoredChange.install_id == install,
                StoredChange.missing_prev.isnot(None), StoredChange.dseq <= acknowledged + 1,
            )
        )
        if dseq > 1 and prev is not None
    ]  # fmt: skip
    if newest is not None:
        named.append((acknowledged, newest))
    if not named:
        return set()
    here = _texts_here(session, tenant, install, {text_hash for _, text_hash in named})
    return {number for number, text_hash in named if text_hash not in here}


def _texts_here(session: Session, tenant: str, install: str, hashes: set[str]) -> set[str]:
    """Those of these texts that are here; of what was kept apart only what the install signed, or was erased since."""
    stored = select(StoredChange.hash).where(
        StoredChange.tenant_id == tenant, among(StoredChange.hash, "hashes")
    )
    here = set(session.scalars(stored, {"hashes": hashes}))
    if here == hashes:
        return here
    return here | {each.hash for each in _apart(session, tenant, install, proved=True) if each.hash in hashes}


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
    return {
        number
        for each in _apart(session, tenant, install, proved=proved)
        if (number := number_of(each.text)) is not None
    }


def _apart(session: Session, tenant: str, install: str, *, proved: bool) -> Iterator[ApartChange]:
    """What was kept apart. proved: only what the install's key signed, and what was erased since: it arrived."""
    found = session.execute(
        select(ApartChange, Install.public_key)
        .join(Install, (Install.tenant_id == ApartChange.tenant_id) & (Install.id == ApartChange.install_id))
        .where(ApartChange.tenant_id == tenant, ApartChange.install_id == install)
    )
    for each, key in found:
        signature = each.signature.decode(errors="replace")
        if not proved or not each.text or is_signed(PREFIX + each.text, signature, key):
            yield each


def number_of(text: bytes) -> int | None:
    """The number that a text kept apart says it has; it may say anything, for it concerns its sender alone."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    number = value.get("dseq") if isinstance(value, dict) else None
    return number if type(number) is int else None
