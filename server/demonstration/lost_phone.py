"""Finch's phone, lost with nine entries and found by a colleague (DEMONSTRATION section 5, row 11)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from server.accounts.keys import key_pair
from server.database import reading
from server.demonstration.calendar import wall
from server.demonstration.cast import OP
from server.demonstration.device import Device, StoryError
from server.demonstration.script import Script
from server.demonstration.sealing import sealed_copy
from server.exchange.sealed import Carrier, deliver
from server.exchange.service import Delivery
from sync.changes import paired_id

ENTRIES = (
    "Bottles by the arch, told the street team.",
    "Gate of the yard left open.",
    "Camera on the corner points at the wall.",
    "Keeper of the kiosk says mornings are quiet.",
    "Two bins on the pavement.",
    "Broken glass at the bus stop.",
    "Sign of the parking zone is down.",
    "Lorry on the kerb, moved when asked.",
    "Street lamp out by the yard door.",
)
"""What the phone held, one note each; the last one had been logged by a colleague."""


def plan_lost_phone(script: Script) -> None:
    """Nine notes without a signal, the loss an hour later, the rescue two days later, the decisions after it."""
    calendar = script.stage.calendar
    first = calendar.at(11, 3, "11:00")
    script.dead_zone("finch", first - timedelta(minutes=2), first + timedelta(hours=1))
    for number, words in enumerate(ENTRIES):
        script.happen(first + timedelta(minutes=5 * number), _note(script, words))
    found: list[Device] = []
    script.happen(
        first + timedelta(hours=1), lambda at: found.append(script.stage.replace_phone("finch", at))
    )
    changes: list[tuple[str, str]] = []
    script.happen(calendar.at(11, 5, "12:00"), lambda at: changes.extend(_carry(script, found[0], at)))
    script.do("kestrel", calendar.at(11, 5, "15:00"), lambda phone, at: _decide(script, phone, changes, at))


def _note(script: Script, words: str) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        values = {"kind": "note", "happened_at": wall(at), "place": {"street": "Tide Lane"}, "words": words}
        script.stage.phone("finch").create("sighting", OP, values, at)

    return act


def _carry(script: Script, lost: Device, at: datetime) -> list[tuple[str, str]]:
    """Wren's session brings what lies sealed on the phone that she found. Returns (change, record) of each."""
    stage = script.stage
    with reading() as session:
        key = key_pair(session, stage.tenant, "sealing")
    pinned = {"kid": key.kid, "public_key": key.public_key}
    held = lost.give_up()
    copies = [
        sealed_copy(pinned, stage.tenant, lost.install.id, dseq, list(written.envelope))
        for dseq, written in held
    ]
    wren = stage.phone("wren")
    lines = deliver(Carrier(Delivery(wren.install, wren.account)), copies, at)
    if len(lines) != len(ENTRIES) or any(line["receipt"] is None for line in lines):
        raise StoryError("the lost phone's nine entries were not stored")
    return [(written.change, written.record) for _, written in held]


def _decide(script: Script, phone: Device, changes: list[tuple[str, str]], at: datetime) -> None:
    """Eight count; the ninth had been logged already. The tasks that asked for it are done."""
    for number, (change, record) in enumerate(changes):
        last = number == len(changes) - 1
        values = {"about": record, "about_change": change, "kind": "reject" if last else "apply"}
        phone.create("decision", OP, values | ({"reasons": "Logged by Martin as well."} if last else {}), at)
        task = paired_id(script.stage.tenant, "task", change, "late")
        phone.change("task", task, OP, {"done_at": wall(at), "outcome": "Decided."}, at)
