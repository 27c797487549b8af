"""A referral with what stands around it, made step by step through a device, as officers make it."""

from dataclasses import dataclass, field
from typing import Any

from sync.changes import paired_id
from tests.factories.devices import Device
from tests.factories.records import PERSON

CARE = "care/harbour"
SENT = "2026-11-22T02:30:00+00:00"
REFERRAL: dict[str, Any] = {
    "service": "housing",
    "ask": "A room for tonight.",
    "urgency": "hours_24",
    "answer_by": "2026-11-23T02:00:00+00:00",
    "name_or_alias": "Sorrel",
    "safe_contact": {"how": "by_worker"},
    "feedback_level": "in_touch",
    "reference": "R-7K-0001",
}
AGREED: dict[str, Any] = {
    "state": "given",
    "until": "2099-01-31",
    "asked_at": SENT,
    "alone": "alone",
    "understood": "yes",
    "well": "yes",
    "words_read_out": True,
    "may_know": {"add": ["name"], "remove": []},
}


@dataclass
class Case:
    """One person, one referral, one agency; every step is a pushed change of the officer's device."""

    officer: Device
    agency: str
    person: str = ""
    referral: str = ""
    basis: str = ""
    verdicts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def stream(self) -> str:
        """The agency's stream."""
        return f"agency/{self.agency}"

    @property
    def agreement(self) -> str:
        """Id of the person's agreement with the agency."""
        return paired_id(self.officer.phone.tenant, "agreement", self.person, self.agency)

    def begin(self, **referral: Any) -> "Case":
        """The person, a draft of the referral, and its basis."""
        self.person = self.save("person_supported", PERSON)
        self.referral = self.save("referral", REFERRAL | {"to_agency": self.agency} | referral)
        self.basis = self.save("referral_basis", {"referral": self.referral, "person": self.person})
        return self

    def agree(self, **values: Any) -> None:
        """The person says yes to this agency (or what `values` say)."""
        pair = {"person": self.person, "agency": self.agency}
        self.save("agreement", pair | AGREED | values, record=self.agreement, op="create")

    def answer(self, state: str, **more: Any) -> None:
        """The person answers anew; the officer has seen what they said before."""
        self.officer.pull()
        base = self.officer.row(self.agreement, CARE)["last_change"]
        self.save("agreement", {"state": state}, record=self.agreement, base=base, **more)

    def send(self) -> None:
        """Send the referral off."""
        self.edit(submitted=SENT)

    def edit(self, **values: Any) -> None:
        """Change the referral, having seen all that is there."""
        self.officer.pull()
        base = self.officer.row(self.referral, CARE)["last_change"]
        self.save("referral", values, record=self.referral, base=base, seen=self.seen())

    def seen(self) -> list[Any]:
        """The officer's cursor in the home stream."""
        cursor = self.officer.cursors[CARE]
        return [cursor["epoch"], cursor["seq"], cursor["head"]]

    def save(self, record_type: str, values: dict[str, Any], **more: Any) -> str:
        """One change that must count."""
        record, verdict = self.officer.save(record_type, values, **({"stream": CARE} | more))
        assert verdict["verdict"] in ("accepted", "merged", "conflicted"), verdict
        self.verdicts.append(verdict)
        return record
