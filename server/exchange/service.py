"""Push: envelopes in, a verdict for each, everything stored before the answer (PROTOCOL section 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.accounts.grants import all_grants
from server.accounts.keys import KeyPair, key_pair
from server.accounts.models import Account, Install
from server.accounts.signatures import is_signed
from server.clock import local_date, now
from server.database import BusyError, reading, writing
from server.exchange.judging import Judging, Row
from server.exchange.ledger import Ledger, places_of
from server.exchange.storing import VerdictLine, known_line, retry_line, verdict_line
from server.exchange.system import system_install
from server.exchange.transactions import in_ledger
from sync.exchange import Examined, Sender, examine
from sync.fields import Role
from sync.records.catalogue import CATALOGUE, SCHEMA


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who pushes: the install of the session and its person's account."""

    install: Install
    account: Account

    @property
    def tenant(self) -> str:
        """The partnership of everything that is delivered."""
        return self.install.tenant_id


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answer to a push. verdicts: one per envelope, in order; epochs: of the streams touched that
    the author reads.
    """

    verdicts: list[VerdictLine]
    epochs: dict[str, int]


def push(
    delivery: Delivery, envelopes: Sequence[Any], at: datetime | None = None, *, answered: bool = True
) -> Pushed:
    """Judge, store and answer. Never raises for what the envelopes hold.

    at: when it arrived, for a story told afterwards; None is the moment at which the locks are held.
    answered: the install itself gets this answer; else its next pull tells it.
    """
    today = local_date(at or now())
    sender = _sender(delivery)
    examined = [examine(each, sender, CATALOGUE, SCHEMA, today) for each in envelopes]
    names = _foreseen_streams(delivery, examined)
    try:
        rows, keys, epochs = in_ledger(
            delivery.tenant, names, lambda ledger: _judge(ledger, delivery, examined, answered=answered), at
        )
    except BusyError:
        return Pushed([retry_line(each) for each in examined], {})
    lines = [verdict_line(row, keys) for row, _ in rows]
    return Pushed(
        [known_line(line) if known else line for line, (_, known) in zip(lines, rows, strict=True)], epochs
    )


def prepare(tenant: str) -> None:
    """Make what a first push would otherwise have to make under its locks."""
    with writing() as session:
        system_install(session, tenant, now())


def _judge(
    ledger: Ledger, delivery: Delivery, examined: Sequence[Examined], *, answered: bool
) -> tuple[list[tuple[Row, bool]], KeyPair, dict[str, int]]:
    install = ledger.session.get_one(Install, (delivery.tenant, delivery.install.id))
    judging = Judging(ledger, install)
    rows = judging.judge_all(examined)
    if not answered:
        judging.tell_later(row for row, known in rows if not known)
    keys = key_pair(ledger.session, delivery.tenant, "receipt")
    epochs = {
        name: stream.epoch
        for name, stream in ledger.streams.items()
        if judging.sender.grant(name, ledger.at) == "read"
    }
    return rows, keys, epochs


def _sender(delivery: Delivery) -> Sender:
    install, key = delivery.install, delivery.install.public_key
    role: Role = delivery.account.role  # type: ignore[assignment]  # the column holds roles alone
    return Sender(
        tenant=delivery.tenant,
        install=install.id,
        person=install.person_id,
        role=role,
        verify=lambda message, signature: is_signed(message, signature, key),
        compromised=install.compromised_at is not None,
    )


def _foreseen_streams(delivery: Delivery, examined: Sequence[Examined]) -> set[str]:
    """The streams that this push will probably touch, read without a lock: only a hint.

    A stream that its author was never given is not among them, so that nobody can make counter rows.
    """
    changes = [each.change for each in examined if each.change is not None and each.judgement is None]
    with reading() as session:
        person = delivery.install.person_id
        granted = {each.stream for each in all_grants(session.connection(), delivery.tenant, person)}
        placed = places_of(session, delivery.tenant, {each.record for each in changes})
    names = {each.stream for each in changes if each.stream in granted}
    names |= {stream for _, stream in placed}
    for change in changes:
        if change.type == "person_supported" and change.stream in granted:
            names.add("op/" + change.stream.partition("/")[2])
        agency = change.set.get("to_agency")
        if change.type == "referral" and isinstance(agency, str) and change.stream in granted:
            names.add(f"agency/{agency}")
    return names
