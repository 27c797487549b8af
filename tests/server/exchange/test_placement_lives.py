"""Every path into an agency's stream and out of it, in random order, against a naive account of the rules."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.clock import new_id, now
from server.database import reading
from server.erasure.service import Wanted, Why, erase
from server.evidence.walk import verify
from server.settings import Settings
from sync.changes import paired_id
from tests.factories.devices import Device, Envelope, device
from tests.factories.records import PERSON
from tests.factories.referrals import AGREED, CARE, REFERRAL, SENT
from tests.server.exchange.placement_life import FUTURE, PAST, RISKS, STATES, Account, Answer, Sent, acts
from tests.server.people import Partnership


@pytest.fixture
def settings(settings_with_journal: Settings) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return settings_with_journal


@dataclass
class Life:
    """The account beside the real thing: an officer's phone and a support worker's of each of two agencies."""

    officer: Device
    workers: dict[str, Device]
    account: Account = field(default_factory=Account)
    bases: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Envelope] = field(default_factory=dict)
    newest: dict[Any, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    held_at: dict[str, int] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    said: dict[tuple[str, str], bool] = field(default_factory=dict)

    def begin(self) -> "Life":
        """Three records of people, two referrals about the first two of them."""
        self.people = [self.save("person_supported", PERSON) for _ in range(3)]
        for person in self.people[:2]:
            agency = min(self.workers)
            referral = self.save(
                "referral", REFERRAL | {"to_agency": agency, "reference": new_id(now())[-12:]}
            )
            self.bases[referral] = self.save("referral_basis", {"referral": referral, "person": person})
            self.account.referrals[referral] = Sent(person, agency)
        return self

    def live(self, act: str, chance: random.Random) -> None:
        """Do one thing in both worlds."""
        self.account.moment += 1
        doing: Callable[[random.Random], str | None] = getattr(self, f"_{act}")
        done = doing(chance)
        self.log.append(f"{act} {done}")
        self.account.settle()

    def save(self, record_type: str, values: dict[str, Any], **more: Any) -> str:
        """One change that counts."""
        record, verdict = self.officer.save(record_type, values, **({"stream": CARE} | more))
        assert verdict["verdict"] in ("accepted", "merged", "conflicted"), (verdict, "; ".join(self.log[-8:]))
        return record

    def edit(self, referral: str, **values: Any) -> None:
        """Change a referral, having seen everything."""
        self.officer.pull()
        cursor = self.officer.cursors[CARE]
        base = self.officer.row(referral, CARE)["last_change"]
        seen = [cursor["epoch"], cursor["seq"], cursor["head"]]
        self.save("referral", values, record=referral, base=base, seen=seen)
        self.account.referrals[referral].touched = self.account.moment

    def _any(self, chance: random.Random) -> tuple[str, Sent]:
        return chance.choice(sorted(self.account.referrals.items()))

    def _submit(self, chance: random.Random) -> str:
        referral, sent = self._any(chance)
        self.edit(referral, submitted=SENT)
        sent.submitted = True
        return referral

    def _edit(self, chance: random.Random) -> str:
        referral, _ = self._any(chance)
        self.edit(referral, ask=f"A room, {self.account.moment}")
        return referral

    def _void(self, chance: random.Random) -> str:
        referral, sent = self._any(chance)
        self.edit(referral, voided={"reason": "undone"})
        sent.voided = True
        return referral

    def _unvoid(self, chance: random.Random) -> str:
        referral, sent = self._any(chance)
        self.edit(referral, voided=None)
        sent.voided = False
        return referral

    def _move(self, chance: random.Random) -> str:
        referral, sent = self._any(chance)
        sent.to_agency = next(each for each in sorted(self.workers) if each != sent.to_agency)
        self.edit(referral, to_agency=sent.to_agency)
        return f"{referral} to {sent.to_agency}"

    def _basis(self, chance: random.Random, value: str | None = "vital_interest") -> str:
        referral, sent = self._any(chance)
        self.save(
            "referral_basis", {"lawful_basis": value, "lawful_basis_reason": "Unwell"},
            record=self.bases[referral],
        )  # fmt: skip
        sent.basis = value is not None
        return referral

    def _no_basis(self, chance: random.Random) -> str:
        return self._basis(chance, None)

    def _say(self, person: str, agency: str, state: str, until: str | None) -> str:
        pair = {"person": person, "agency": agency}
        record = paired_id(self.officer.phone.tenant, "agreement", person, agency)
        base = None
        if (person, agency) in self.account.answers:
            self.officer.pull()
            base = self.officer.row(record, CARE)["last_change"]
        values = pair | AGREED | {"state": state, "until": until}
        self.save("agreement", values, record=record, op="create", base=base)
        self.newest[person, agency] = self.officer.last
        self.account.answers[person, agency] = Answer(state, until, self.account.moment)
        return f"{person} {agency} {state} {until}"

    def _agree(self, chance: random.Random) -> str:
        return self._say(chance.choice(self.people), chance.choice(sorted(self.workers)), "given", FUTURE)

    def _answer(self, chance: random.Random) -> str:
        return self._say(
            chance.choice(self.people), chance.choice(sorted(self.workers)), chance.choice(STATES), FUTURE
        )

    def _run_out(self, chance: random.Random) -> str:
        return self._say(chance.choice(self.people), chance.choice(sorted(self.workers)), "given", PAST)

    def _erase_answer(self, chance: random.Random) -> str | None:
        if not self.account.answers:
            return None
        pair = chance.choice(sorted(self.account.answers))
        erase(self.officer.phone.tenant, Wanted([self.newest[pair]]), Why("asked"))
        answer = self.account.answers[pair]
        answer.state = answer.until = None
        return str(pair)

    def _link(self, chance: random.Random, state: str = "linked") -> str:
        one, other = chance.sample(self.people, 2)
        link = f"links/{other}"
        values = {f"{link}/other": other, f"{link}/state": state, f"{link}/reason": "Seen together"}
        self.save("person_supported", values, record=one)
        self.newest[one, other] = self.officer.last
        self.said[one, other] = state == "linked"
        self._relink()
        return f"{one} {other}"

    def _unlink(self, chance: random.Random) -> str:
        return self._link(chance, "apart")

    def _erase_link(self, chance: random.Random) -> str | None:
        if not self.said:
            return None
        pair = chance.choice(sorted(self.said))
        erase(self.officer.phone.tenant, Wanted([self.newest[pair]]), Why("asked"))
        self.said[pair] = True  # Nobody can tell any more: it counts until somebody says otherwise.
        self._relink()
        return str(pair)

    def _relink(self) -> None:
        self.account.links = {frozenset(pair) for pair, linked in self.said.items() if linked}

    def _risk(self, chance: random.Random) -> str:
        person, risk = chance.choice(self.people), chance.choice(RISKS)
        self.save("person_supported", {"risk": risk}, record=person)
        self.account.risks[person] = risk
        return f"{person} {risk}"

    def _stop(self, chance: random.Random) -> str | None:
        referral, sent = self._any(chance)
        if not sent.present:
            return None
        (agency,) = sent.present
        worker = self.workers[agency]
        worker.pull()
        base = worker.row(referral, f"agency/{agency}")["last_change"]
        worker.save(
            "referral", {"stopped": "stop_everything"}, stream=f"agency/{agency}", record=referral, base=base
        )
        # A word of the agency's own is no look of the officer's at the agreements.
        sent.stopped = True
        return referral

    def _hold(self, chance: random.Random) -> str | None:
        referral, sent = self._any(chance)
        if sent.held:
            return None
        first = self.officer.change("referral", {"ask": "One"}, record=referral, stream=CARE)
        after = self.officer.last
        second = self.officer.change("referral", {"ask": "Two"}, record=referral, stream=CARE, after=after)
        (verdict,) = self.officer.push(second)
        assert verdict["verdict"] == "held"
        sent.held, self.waiting[referral], self.held_at[referral] = True, first, self.account.moment
        return referral

    def _release(self, chance: random.Random) -> str | None:
        referral, sent = self._any(chance)
        if not sent.held:
            return None
        self.officer.push(self.waiting.pop(referral))
        sent.held = False
        sent.touched = max(sent.touched, self.held_at[referral])
        return referral

    def check(self) -> None:
        """The phones hold what the account says, and the texts say what is in force for linked people."""
        self.officer.pull()
        for agency, worker in self.workers.items():
            worker.pull()
            stream = f"agency/{agency}"
            assert worker.digest(stream)[0] == worker.completes[stream]["digest"]
            for referral, sent in self.account.referrals.items():
                assert (agency in sent.present) == ((stream, referral) in worker.rows), "; ".join(
                    self.log[-8:]
                )
        for person in self.people:
            self._check_linked(person)

    def _check_linked(self, person: str) -> None:
        row = self.officer.row(person, CARE)
        others = sorted(self.account.same_person(person) - {person})
        wanted = {"with": others, "risk": self.account.risk(person)} if others else None
        assert wanted == row.get("linked"), "; ".join(self.log[-8:])
        for agency in self.workers:
            if (person, agency) in self.account.answers:
                record = paired_id(self.officer.phone.tenant, "agreement", person, agency)
                linked = self.officer.row(record, CARE).get("linked")
                if any((other, agency) in self.account.answers for other in others):
                    assert linked is not None, "; ".join(self.log[-8:])
                    assert linked["state"] == self.account.strictest(person, agency), "; ".join(self.log[-8:])
                else:
                    assert linked is None, "; ".join(self.log[-8:])


@pytest.mark.parametrize("seed", [0, 1])
def test_the_agency_holds_what_the_rules_give_it_after_every_act(
    seed: int, client: FlaskClient, partnership: Partnership
) -> None:
    """Agreements, bases, links, voidings, stops, moves, held changes, erasures in random order; checked after each."""
    live_and_check(seed, 25, client, partnership)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 130))
def test_thirty_long_lives(seed: int, client: FlaskClient, partnership: Partnership) -> None:
    """The same, longer and more of them."""
    live_and_check(seed, 60, client, partnership)


def live_and_check(seed: int, count: int, client: FlaskClient, partnership: Partnership) -> None:
    """One life of so many acts."""
    partnership.add("wren", welfare=True)
    agencies = [partnership.agency, partnership.another_agency("Quayside")]
    for agency, name in zip(agencies, ("linnet", "siskin"), strict=True):
        partnership.agency = agency
        partnership.add(name, "support_worker")
    workers = {agencies[0]: device(client, "linnet"), agencies[1]: device(client, "siskin")}
    life = Life(device(client, "wren"), workers).begin()

    for act, chance in acts(seed, count):
        life.live(act, chance)
        life.check()

    with reading() as session:
        assert [] == list(verify(session, partnership.tenant))
