"""Whether a referral is in its agency's stream: every way in and out, as one pure decision (PROTOCOL 11).

The shell asks after every change to a referral, its basis, an agreement or the links of a person,
and once a day for agreements that have run out; it does what comes back in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sync.view import GIVEN

Ground: TypeAlias = Literal["basis", "agreement"]
Why: TypeAlias = Literal["withdrawn", "ended", "voided"]

REFUSALS = ("withdrawn", "said_no", "ask_again")
"""Answers of an agreement that are no ground, from the strictest."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A change as far as seeing goes. seq: its place in the home stream; seen: up to which place
    of that stream its author had pulled when making it (0: nothing).
    """

    install: str
    dseq: int
    seq: int
    seen: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a person (or somebody linked with them) agreed to with the agency.

    state: in force, None when nothing is. until: last day on which it holds, ISO text, or None.
    said: its newest change in force.
    """

    state: str | None
    until: str | None
    said: Touch | None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral with what stands around it, as it is after the change.

    touches: changes of the referral in force, in ledger order. held: a change of it waits.
    stopped: the person told the agency itself to stop everything.
    lawful_basis: a basis that is not voided names one without agreement. agreements: those of the
    person and of people linked with them; who has none with the agency takes nothing away.
    """

    to_agency: str | None
    submitted: bool
    voided: bool
    stopped: bool
    held: bool
    lawful_basis: bool
    agreements: Sequence[Agreement]
    touches: Sequence[Touch]


@dataclass(frozen=True, slots=True)
class Held:
    """The referral's membership of one agency's stream so far. left: it was there and has left.

    ground: on which it is or was there.
    """

    agency: str
    left: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class Move:
    """What to do in one agency's stream. ground for `enter`, why for `leave`.

    until: the day after whose end the ground is gone by itself.
    """

    agency: str
    kind: Literal["enter", "leave", "stay"]
    ground: Ground | None = None
    why: Why | None = None
    until: str | None = None


def moves(referral: Referral, held: Sequence[Held], today: str) -> list[Move]:
    """What follows for every agency whose stream the referral is in, was in or may enter.

    today: the local date, ISO text. Agencies that nothing changes for are left out.
    """
    result = []
    present = {each.agency: each for each in held}
    agencies = list(present)
    if referral.to_agency is not None and referral.to_agency not in present:
        agencies.append(referral.to_agency)
    for agency in agencies:
        move = _move(referral, agency, present.get(agency), today)
        if move is not None:
            result.append(move)
    return result


def ground_of(referral: Referral, today: str) -> Ground | None:
    """On what ground the agency may see the referral today; None when there is none."""
    if not referral.submitted or referral.voided or referral.to_agency is None:
        return None
    if referral.lawful_basis:
        return "basis"
    if referral.stopped:
        return None
    if referral.agreements and all(_holds(each, today) for each in referral.agreements):
        return "agreement"
    return None


def _move(referral: Referral, agency: str, held: Held | None, today: str) -> Move | None:
    ground = ground_of(referral, today) if referral.to_agency == agency else None
    until = _until(referral) if ground == "agreement" else None
    if held is not None and not held.left:
        if ground is None:
            return Move(agency, "leave", why=_why(referral, agency))
        return Move(agency, "stay", ground=ground, until=until)
    if ground is None or referral.held:
        return None
    if held is not None and ground == "agreement" and not _saw_agreement(referral):
        return None
    return Move(agency, "enter", ground=ground, until=until)


def _holds(agreement: Agreement, today: str) -> bool:
    return agreement.state == GIVEN and (agreement.until is None or agreement.until >= today)


def _until(referral: Referral) -> str | None:
    return min((each.until for each in referral.agreements if each.until), default=None)


def _why(referral: Referral, agency: str) -> Why:
    if referral.voided:
        return "voided"
    if referral.to_agency == agency and referral.stopped:
        return "withdrawn"
    if referral.to_agency == agency and any(each.state in REFUSALS for each in referral.agreements):
        return "withdrawn"
    return "ended"


def _saw_agreement(referral: Referral) -> bool:
    """Whether one change of the referral was made by somebody who knew of every agreement in force."""
    said = [each.said for each in referral.agreements if each.said is not None]
    return any(all(_saw(touch, each) for each in said) for touch in referral.touches)


def _saw(touch: Touch, said: Touch) -> bool:
    if touch.install == said.install:
        return said.dseq < touch.dseq
    return said.seq <= touch.seen
