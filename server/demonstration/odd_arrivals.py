"""Odd arrivals: what happens to phones and their owners, and must not lose or double anything."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from server import registering
from server.accounts.models import Account
from server.database import in_transaction
from server.demonstration.calendar import wall
from server.demonstration.cast import CARE, OP
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.lost_phone import plan_lost_phone
from server.demonstration.script import Script

UNSET_CLOCK = datetime(1970, 1, 1, 0, 4, tzinfo=UTC)


def plan_odd_arrivals(script: Script) -> None:
    """Add rows 8 and 10 to 13 of DEMONSTRATION section 5, the lost phone and the people who leave."""
    _accepted_twice(script)
    _check_before_its_warning(script)
    _clock_of_1970(script)
    _two_lists(script)
    calendar = script.stage.calendar
    plan_lost_phone(script)
    script.happen(calendar.at(15, 0, "18:00"), lambda at: _leaves(script, "martin", at))


def _accepted_twice(script: Script) -> None:
    """Two workers accept one referral without having seen each other; the second is told by whom."""
    at = script.stage.calendar.at(14, 4, "10:05")
    stream = f"agency/{script.stage.agencies['harbour_light']}"
    script.dead_zone("dipper", at - timedelta(hours=1), at + timedelta(hours=2))

    def accept(phone: Device, moment: datetime) -> None:
        answer = {"state": "accepted", "at": wall(moment), "by": phone.person}
        phone.change("referral", script.stage.records["r13"], stream, {"answer": answer}, moment)

    def settle(phone: Device, moment: datetime) -> None:
        clash = phone.open_clash(script.stage.records["r13"], stream, "answer")
        answer = {"state": "accepted", "at": wall(moment), "by": phone.person}
        phone.change(
            "referral",
            script.stage.records["r13"],
            stream,
            {"answer": answer},
            moment,
            resolves=[(change, "answer") for change in clash],
            reason="Accepted by both; Nia keeps it.",
        )

    # The first acceptance is the referral's own (referrals.py); Dipper's arrives two hours later.
    script.do("dipper", at, accept, delay=timedelta(minutes=1))
    script.do("linnet", at + timedelta(hours=4), settle)


def _check_before_its_warning(script: Script) -> None:
    """Two people share one phone in the cold: his check is delivered at once, her warning 40 minutes later."""
    at = script.stage.calendar.at(8, 5, "22:20")

    def check(phone: Device, moment: datetime) -> None:
        warning = script.stage.records["warning-dace"]
        values = {
            "warning": warning,
            "check_type": "patrol_pass",
            "happened_at": wall(moment),
            "finding": "nothing_seen",
            "place": {"street": "Ropewalk Street"},
            "action": "none",
        }
        phone.create("breach_check", OP, values, moment)

    script.do("martin", at, check, delay=timedelta(seconds=20))


def _clock_of_1970(script: Script) -> None:
    """A phone whose battery was flat believes that it is 1970; what it sends is kept in its place."""

    def note(phone: Device, at: datetime) -> None:
        phone.clock_error = UNSET_CLOCK - at
        values = {
            "kind": "note",
            "happened_at": wall(at),
            "place": {"street": "Tide Lane"},
            "words": "Street lamp out by the yard door.",
        }
        phone.create("sighting", OP, values, at)
        phone.clock_error = timedelta(0)

    script.do("martin", script.stage.calendar.at(13, 1, "21:00"), note)


def _two_lists(script: Script) -> None:
    """Two officers add to one list without having seen each other: both count and nobody is asked."""
    at = script.stage.calendar.at(8, 3, "21:30")

    def add(*concerns: str) -> Any:
        def act(phone: Device, moment: datetime) -> None:
            met = script.stage.records["met-hazel"]
            phone.change("engagement", met, CARE, {"concerns": listed(*concerns)}, moment)

        return act

    for minutes, username, concern in ((0, "wren", "health"), (12, "starling", "nowhere_to_stay")):
        script.dead_zone(username, at - timedelta(minutes=20), at + timedelta(minutes=90 + minutes))
        script.do(username, at + timedelta(minutes=minutes), add(concern), delay=timedelta(minutes=1))


def _leaves(script: Script, username: str, at: datetime) -> None:
    def work(session: Session) -> None:
        account = session.get_one(Account, (script.stage.tenant, script.stage.person(username)))
        registering.end_registered_account(session, account, at)

    in_transaction(work)
