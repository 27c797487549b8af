"""Made-up lives of two referrals, three records of people and two agencies, and a naive account of who sees what.

The account (`Account`) keeps plain facts and asks the rules of PROTOCOL section 11 of them, one sentence each.
It shares no code with the server, and knows nothing of entries, folds or candidates.
"""

import random
from dataclasses import dataclass, field

RISKS = ("immediate_danger", "high", "medium", "not_known", "standard", "none_seen")
STATES = ("withdrawn", "said_no", "ask_again", "given")
PAST, FUTURE = "2020-01-01", "2099-01-31"


@dataclass
class Answer:
    """What a record of a person says to an agency. moment: of the newest word about it."""

    state: str | None
    until: str | None
    moment: int


@dataclass
class Sent:
    """A referral as facts. touched: moment of its newest change in force."""

    person: str
    to_agency: str
    submitted: bool = False
    voided: bool = False
    stopped: bool = False
    basis: bool = False
    held: bool = False
    touched: int = 0
    present: set[str] = field(default_factory=set)
    was_there: set[str] = field(default_factory=set)


@dataclass
class Account:
    """All facts. answers: (person, agency) → answer; links: pairs that count as linked."""

    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    links: set[frozenset[str]] = field(default_factory=set)
    risks: dict[str, str] = field(default_factory=dict)
    referrals: dict[str, Sent] = field(default_factory=dict)
    moment: int = 0

    def same_person(self, person: str) -> set[str]:
        """Everybody reached over links."""
        found = {person}
        while True:
            more = {each for link in self.links if link & found for each in link}
            if more <= found:
                return found
            found |= more

    def risk(self, person: str) -> str | None:
        """The highest of all who are the same person."""
        said = [self.risks[each] for each in self.same_person(person) if each in self.risks]
        return min(said, key=RISKS.index, default=None)

    def strictest(self, person: str, agency: str) -> str | None:
        """The strictest of what they said to an agency."""
        said = [
            self.answers[each, agency].state
            for each in self.same_person(person)
            if (each, agency) in self.answers
        ]
        return min((each for each in said if each is not None), key=STATES.index, default=None)

    def settle(self) -> None:
        """Let every referral enter and leave as the rules say, after one thing has happened."""
        for sent in self.referrals.values():
            for agency in sorted({sent.to_agency} | sent.present):
                self._settle(sent, agency)

    def _settle(self, sent: Sent, agency: str) -> None:
        ground = self._ground(sent, agency)
        if agency in sent.present:
            if ground is None:
                sent.present.discard(agency)
            return
        if ground is None or sent.held:
            return
        if agency in sent.was_there and ground == "agreement" and not self._saw(sent, agency):
            return
        sent.present.add(agency)
        sent.was_there.add(agency)

    def _ground(self, sent: Sent, agency: str) -> str | None:
        if sent.to_agency != agency or not sent.submitted or sent.voided:
            return None
        if sent.basis:
            return "basis"
        said = self._said(sent, agency)
        if sent.stopped or not said:
            return None
        good = all(each.state == "given" and each.until in (None, FUTURE) for each in said)
        return "agreement" if good else None

    def _said(self, sent: Sent, agency: str) -> list[Answer]:
        people = self.same_person(sent.person)
        return [self.answers[each, agency] for each in people if (each, agency) in self.answers]

    def _saw(self, sent: Sent, agency: str) -> bool:
        return all(each.moment < sent.touched for each in self._said(sent, agency))


ACTS = (
    "submit", "basis", "no_basis", "agree", "answer", "run_out", "link", "unlink", "void", "unvoid", "stop", "move",
    "hold", "release", "edit", "risk", "erase_answer", "erase_link",
)  # fmt: skip
"""What can happen. Twice as likely: what opens a way in."""


def acts(seed: int, count: int) -> list[tuple[str, random.Random]]:
    """The course of a life: acts with the chance that each goes by."""
    chance = random.Random(seed)
    often = [*ACTS, "submit", "agree", "answer", "edit", "link", "basis", "no_basis"]
    return [(chance.choice(often), random.Random(chance.random())) for _ in range(count)]
