"""Before the story begins: the partnership, its people and agencies, the operation, and a phone for each."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from server import registering
from server.accounts import people
from server.accounts.grants import newest_grants, stands
from server.accounts.installs import add_with_code, end_install
from server.accounts.models import Account, Install
from server.accounts.signatures import public_text
from server.database import in_transaction
from server.demonstration.calendar import Calendar
from server.demonstration.cast import AGENCIES, OPERATION, PASSWORD, STAFF, Member
from server.demonstration.device import Device
from server.demonstration.map import fairhaven
from server.exchange.service import prepare
from server.tiles.service import install_tiles

TITLE = "Operation Harbour"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the curve's base point (SEC 2, section 2.4.2): private keys are below it."""

TELEPHONES = {
    "telephone_control": "01632 960101",
    "telephone_childrens_services": "01632 960102",
    "telephone_adult_safeguarding": "01632 960103",
    "telephone_duty_desk": "01632 960104",
}


@dataclass(slots=True)
class Stage:
    """What every part of the story uses. devices: username → phone; agencies: key → id; zones: key → record."""

    calendar: Calendar
    chance: random.Random
    tenant: str
    agencies: Mapping[str, str]
    accounts: Mapping[str, Account]
    devices: dict[str, Device] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    """The story's own names for records → their ids."""

    def person(self, username: str) -> str:
        """The author's id of a member of staff."""
        return self.accounts[username].person_id

    def phone(self, username: str) -> Device:
        """The phone that somebody uses at this point of the story."""
        return self.devices[username]

    def replace_phone(self, username: str, at: datetime) -> Device:
        """End somebody's install and give them a new one. Returns the old phone."""
        old = self.devices[username]
        in_transaction(
            lambda session: end_install(
                session, session.get_one(Install, (self.tenant, old.install.id)), None, at
            )
        )
        self.devices[username] = _new_device(self, self.accounts[username], at)
        return old


def set_stage(calendar: Calendar, chance: random.Random) -> Stage:
    """Make the partnership with everybody in it, on the morning of the first day."""
    at = calendar.at(1, 0, "08:00")

    def work(session: Session) -> Stage:
        tenant = people.add_tenant(session, "Fairhaven", at).id
        agencies = {
            each.key: registering.register_agency(
                session, tenant, each.title, each.kind, at, _agency(each)
            ).id
            for each in AGENCIES
        }
        accounts = {each.username: _account(session, tenant, each, agencies, at, calendar) for each in STAFF}
        more = _operation(agencies, accounts, calendar)
        registering.register_operation(session, tenant, OPERATION, TITLE, at, more)
        for member in STAFF:
            if member.role in ("officer", "council_officer", "supervisor"):
                account = accounts[member.username]
                people.add_membership(session, account, OPERATION, welfare=member.welfare, at=at)
        return Stage(calendar, chance, tenant, agencies, accounts)

    stage = in_transaction(work)
    in_transaction(lambda session: install_tiles(session, stage.tenant, OPERATION, fairhaven(), at))
    prepare(stage.tenant)
    for member in STAFF:
        stage.devices[member.username] = _new_device(stage, stage.accounts[member.username], at)
    return stage


def _agency(agency: Any) -> dict[str, Any]:
    more: dict[str, Any] = {"urgent_telephone": agency.telephone}
    if agency.services:
        more["services"] = {"add": list(agency.services), "remove": []}
    return more


def _account(
    session: Session,
    tenant: str,
    member: Member,
    agencies: Mapping[str, str],
    at: datetime,
    calendar: Calendar,
) -> Account:
    more: dict[str, Any] = {"agency": agencies[member.agency]}
    if member.collar:
        more["collar_number"] = member.collar
    if member.authority:
        kind, number = member.authority
        more |= {
            "authorities/a1/kind": kind,
            "authorities/a1/number": number,
            "authorities/a1/from": calendar.day(1, 0).isoformat(),
        }
        if member.username == "heron":
            more["authorities/a1/to"] = calendar.day(15, 2).isoformat()
    return registering.register_account(
        session,
        tenant,
        username=member.username,
        name=member.name,
        role=member.role,
        password=PASSWORD,
        agency=agencies[member.agency] if member.role == "support_worker" else None,
        at=at,
        more=more,
    )


def _operation(
    agencies: Mapping[str, str], accounts: Mapping[str, Account], calendar: Calendar
) -> dict[str, Any]:
    phases = (("Scan and listen", 1, 4), ("Warn and support", 5, 12), ("Keep and check", 13, None))
    more: dict[str, Any] = {
        "objective": "Fewer people driving round to buy sex; those who are sold met as victims; homes given back.",
        "agencies": {"add": sorted(agencies.values()), "remove": []},
        "supervisor": accounts["kestrel"].person_id,
        "horizon_days": 365,
        "warning_months": 6,
        "review_days": 90,
        "welfare_months": 12,
        **TELEPHONES,
    }
    for number, (name, first, last) in enumerate(phases, 1):
        more[f"phases/p{number}/name"] = name
        more[f"phases/p{number}/from"] = calendar.day(first, 0).isoformat()
        if last:
            more[f"phases/p{number}/to"] = calendar.day(last, 6).isoformat()
    return more


def _new_device(stage: Stage, account: Account, at: datetime) -> Device:
    key = ec.derive_private_key(stage.chance.randrange(1, P256_ORDER), ec.SECP256R1())
    install = Install(
        tenant_id=stage.tenant, id=str(uuid.UUID(int=stage.chance.getrandbits(128), version=4)),
        person_id=account.person_id, public_key=public_text(key.public_key()), code="", label="Phone of the story",
        enrolled_at=at - timedelta(minutes=5), revoked_at=None, revoked_by=None, compromised_at=None,
    )  # fmt: skip

    def work(session: Session) -> frozenset[str]:
        add_with_code(session, install)
        grants = newest_grants(session, stage.tenant, account.person_id)
        return frozenset(each.stream for each in grants if each.mode == "read" and stands(each, at))

    readable = in_transaction(work)
    return Device(account, install, key, random.Random(stage.chance.random()), readable)
