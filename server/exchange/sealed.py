"""Sealed things at the door: opened, judged in their own install's name, or kept apart (PROTOCOL section 17).

Whoever brings them learns that they are stored and nothing else. What an install brings of its own it also hears
the verdict of. One bad thing holds back none of the others, and everything may come any number of times.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.accounts.keys import KeyPair, key_pair, sealing_keys
from server.accounts.models import Account, Install
from server.accounts.signatures import sign
from server.alarms.service import raise_alarms
from server.audit.service import record
from server.clock import now, stamp
from server.database import BusyError, in_transaction, insert_into, reading
from server.exchange.models import ApartSealed, Erasure
from server.exchange.opening import Apart, Copy, PrivateKeys, open_copy, read_copy, read_envelope, read_note
from server.exchange.service import Delivery, push
from server.exchange.storing import VerdictLine
from server.rescue.notes import keep_note
from sync.messages import stored_bytes

APART_MAX = 1_000
"""What one carrier may have kept apart; beyond it things are counted in the alarm and not stored."""

SealedLine = dict[str, Any]
"""The answer to one sealed thing: `receipt` (null: not stored, keep it) and `verdict` (null for carriers)."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who brings sealed things. alone: by its key alone, so that it may only bring its own."""

    delivery: Delivery
    alone: bool = False

    @property
    def install(self) -> str:
        """The install that brings them."""
        return self.delivery.install.id


@dataclass(slots=True)
class _Opened:
    """What one delivery turned out to hold; things are named by their place in it."""

    changes: dict[str, list[tuple[int, Copy, list[str]]]] = field(default_factory=lambda: defaultdict(list))
    notes: list[tuple[int, Copy, bytes]] = field(default_factory=list)
    apart: list[tuple[int, Copy | None, str]] = field(default_factory=list)
    copies: dict[int, Copy] = field(default_factory=dict)


def deliver(carrier: Carrier, things: Sequence[Any], at: datetime | None = None) -> list[SealedLine]:
    """Take sealed things in: an answer for each, in order. Never raises for what they hold.

    at: as for `push`.
    """
    if not things:
        return []
    tenant = carrier.delivery.tenant
    with reading() as session:
        receipt_key = key_pair(session, tenant, "receipt")
        keys = sealing_keys(session, tenant)
        deliveries = _deliveries(session, tenant, things)
    if carrier.alone:
        deliveries = {name: each for name, each in deliveries.items() if name == carrier.install}
    opened = _open_all(things, tenant, keys, deliveries)
    stored: set[int] = set()
    verdicts: dict[int, VerdictLine] = {}
    for install, group in opened.changes.items():
        group.sort(key=lambda each: each[1].place)
        own = install == carrier.install
        lines = push(deliveries[install], [each[2] for each in group], at, answered=own).verdicts
        for (index, _, _), line in zip(group, lines, strict=True):
            if line["verdict"] != "retry":
                stored.add(index)
            if own:
                verdicts[index] = line
    stored |= _keep(carrier, opened, deliveries, things, at or now())
    moment = stamp(at or now())
    return [
        {
            "receipt": _receipt(receipt_key, tenant, opened.copies.get(index), thing, moment)
            if index in stored
            else None,
            "verdict": verdicts.get(index),
        }
        for index, thing in enumerate(things)
    ]


def _deliveries(session: Session, tenant: str, things: Iterable[Any]) -> dict[str, Delivery]:
    """Those whom the things say to be of, by install; what names nobody here is left on its phone."""
    named = {each["install"] for each in things if isinstance(each, dict) and _is_name(each.get("install"))}
    rows = session.execute(
        select(Install, Account)
        .join(Account, (Account.tenant_id == Install.tenant_id) & (Account.person_id == Install.person_id))
        .where(Install.tenant_id == tenant, Install.id.in_(sorted(named)))
    ).all()
    return {install.id: Delivery(install, account) for install, account in rows}


def _open_all(
    things: Sequence[Any], tenant: str, keys: PrivateKeys, deliveries: Mapping[str, Delivery]
) -> _Opened:
    opened = _Opened()
    for index, thing in enumerate(things):
        copy = None
        try:
            copy = opened.copies[index] = read_copy(thing)
            delivery = deliveries.get(copy.install)
            if delivery is None:
                continue
            plain = open_copy(copy, tenant, keys)
            if copy.note is not None:
                read_note(plain)
                opened.notes.append((index, copy, plain))
            else:
                envelope = read_envelope(plain, copy, delivery.install.public_key)
                opened.changes[copy.install].append((index, copy, envelope))
        except Apart as apart:
            opened.apart.append((index, copy, apart.code))
    return opened


def _is_erased(session: Session, tenant: str, plain: bytes) -> bool:
    """Whether a note's words were erased: they are not stored again, and their carrier need not keep them."""
    return session.get(Erasure, (tenant, hashlib.sha256(plain).hexdigest())) is not None


def _keep(
    carrier: Carrier, opened: _Opened, deliveries: Mapping[str, Delivery], things: Sequence[Any], at: datetime
) -> set[int]:
    """Store notes and what is kept apart, and write down who brought what. Returns what is stored."""

    def work(session: Session) -> set[int]:
        kept = {
            index
            for index, copy, plain in opened.notes
            if _is_erased(session, carrier.delivery.tenant, plain)
            or keep_note(
                session, *_whose(deliveries[copy.install]), copy.note or "", plain, carrier.install, at
            )
        }
        kept |= _keep_apart(session, carrier, opened, things, at)
        brought = Counter(each.install for each in opened.copies.values())
        for install, count in sorted(brought.items()):
            record(
                session, carrier.delivery.tenant, "sealed_delivered",
                person=carrier.delivery.account.person_id, install=carrier.install,
                subject={"install": install, "count": count}, at=at,
            )  # fmt: skip
        return kept

    try:
        return in_transaction(work)
    except BusyError:
        return set()


def _whose(delivery: Delivery) -> tuple[Install, Account]:
    return delivery.install, delivery.account


def _keep_apart(
    session: Session, carrier: Carrier, opened: _Opened, things: Sequence[Any], at: datetime
) -> set[int]:
    if not opened.apart:
        return set()
    tenant = carrier.delivery.tenant
    counted = select(func.count()).where(
        ApartSealed.tenant_id == tenant, ApartSealed.carrier_id == carrier.install
    )
    room = APART_MAX - (session.scalar(counted) or 0)
    alarmed: Counter[tuple[str, str]] = Counter()
    for index, copy, code in opened.apart:
        named = copy.install if copy is not None else carrier.install
        # Nothing proves whose it is: the alarm names the install that it says to be of and the one that brought it.
        alarmed.update({(each, code) for each in {named, carrier.install}})
        what = json.dumps(things[index]).encode()
        if room > 0:
            values = {
                "tenant_id": tenant, "sealed_hash": hashlib.sha256(what).hexdigest(), "install_id": named,
                "carrier_id": carrier.install, "code": code, "received_at": at, "what": what,
            }  # fmt: skip
            session.execute(insert_into(session, ApartSealed).values(values).on_conflict_do_nothing())
        room -= 1
    raise_alarms(session, tenant, alarmed, at)
    return {index for index, _, _ in opened.apart[: len(opened.apart) + min(room, 0)]}


def _receipt(key: KeyPair, tenant: str, copy: Copy | None, thing: Any, received_at: str) -> list[Any]:
    """Signed proof that the bytes are here, whatever is in them."""
    install, place = (copy.install, copy.place) if copy is not None else (None, None)
    sealed = copy.sealed if copy is not None else json.dumps(thing)
    digest = hashlib.sha256(sealed.encode()).hexdigest()
    array = [key.kid, tenant, install, place, digest, received_at]
    return [array, sign(stored_bytes(array), key.private_key)]


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.isascii() and "\0" not in value
