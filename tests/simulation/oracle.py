"""Who may be sent what, written down a second time from the words of the design, not from the server's code.

Members of an operation read `op/`; welfare records are read by officers named for welfare and by supervisors, never
by council officers; `sup/` by supervisors; an agency's stream by its support workers, and a referral stands in it
only while there is a ground (DESIGN sections 4 and 5, DOMAIN part 4).
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sync.horizon import home_of
from tests.simulation.matter import MARKER
from tests.simulation.records import RecordShadow, RecordsShadow
from tests.simulation.violation import hold

REFUSALS = ("withdrawn", "said_no", "ask_again")


@dataclass(slots=True)
class Membership:
    """Somebody in an operation, from then on."""

    operation: str
    welfare: bool
    begins: datetime
    ends: datetime | None = None


@dataclass(slots=True)
class Person:
    """Somebody with an account."""

    role: str
    agency: str | None
    memberships: list[Membership] = field(default_factory=list)


class Oracle:
    """What everybody may read at this moment."""

    def __init__(self, records: RecordsShadow) -> None:
        self.records = records
        self.people: dict[str, Person] = {}
        self.expired_on = "0000-00-00"

    def joined(self, person: str, operation: str, at: datetime, *, welfare: bool) -> None:
        """Somebody was put into an operation, or their part in it changed."""
        self.left(person, operation, at)
        self.people[person].memberships.append(Membership(operation, welfare, at))

    def left(self, person: str, operation: str, at: datetime) -> None:
        """Somebody was taken out of an operation."""
        for each in self.people[person].memberships:
            if each.operation == operation and each.ends is None:
                each.ends = at

    def member(self, person: str, operation: str) -> Membership | None:
        """Their part in an operation now."""
        found = self.people[person].memberships
        return next((each for each in found if each.operation == operation and each.ends is None), None)

    def reads(self, person: str, stream: str) -> bool:
        """Whether whole records of a stream may be sent to a person now."""
        who = self.people[person]
        kind, _, rest = stream.partition("/")
        if kind == "ref":
            return True
        if kind == "staff":
            return who.role != "support_worker"
        if kind == "old":
            return self.reads(
                person, rest
            )  # Old records beside their home are read by whoever reads the home.
        if kind == "agency":
            return who.role == "support_worker" and who.agency == rest
        part = self.member(person, rest)
        if part is None:
            return False
        if kind == "op":
            return True
        if kind == "care":
            return who.role == "supervisor" or (who.role == "officer" and part.welfare)
        return kind == "sup" and who.role == "supervisor"

    def pulled(self, person: str, body: bytes) -> None:
        """Invariant 5: for every byte sent there was a right to it at that moment (R7)."""
        stream = ""
        for line in body.decode().splitlines():
            value = json.loads(line)
            if value.get("line") == "stream":
                stream = value["stream"]
            if "line" not in value:
                hold(5, value["stream"] == stream, f"a record of {value['stream']} among those of {stream}")
                hold(5, self.reads(person, stream), f"a record of {stream} was sent to somebody without it")
                self._markers(stream, value, line)
            elif value["line"] in ("leave", "cursor", "complete", "rewound"):
                hold(5, self.reads(person, value["stream"]), f"a word about {value['stream']} was sent")
            elif value["line"] == "dropped":
                hold(6, not self.reads(person, value["stream"]), f"{value['stream']} was taken from a reader")

    def answered(self, body: bytes) -> None:
        """Invariant 5 for all other answers: no words of anybody's stand in them."""
        found = MARKER.findall(body.decode("utf-8", "replace"))
        hold(5, not found, "an answer that is no pull has words of a record in it")

    def _markers(self, stream: str, value: dict[str, Any], line: str) -> None:
        for marker in MARKER.findall(line):
            told = self.records.markers.get(marker)
            hold(5, told is not None, f"{marker} was sent, which is not in the ledger")
            hold(5, marker not in self.records.gone, f"{marker} was sent, which was erased")
            if told is None:
                continue
            shadow = self.records.records[told.record]
            hold(5, value["record"] == told.record, f"{marker} was sent with another record")
            if home_of(stream) == shadow.home:
                continue
            since = shadow.places.get(stream)
            hold(5, since is not None, f"{told.record} was sent in {stream}, where it is not")
            shown = marker in json.dumps(shadow.fields) or (since is not None and told.rowid > since)
            hold(5, shown, f"{marker} of before the entering was sent in {stream}")

    def placements(self) -> None:
        """Invariant 5 at rest: no referral stands in an agency's stream without a ground (R6)."""
        for referral in self.records.of_type("referral"):
            for stream in referral.places:
                kind, _, agency = stream.partition("/")
                if kind != "agency":
                    continue
                hold(
                    5,
                    self._has_ground(referral, agency),
                    f"{referral.id} stands in {stream} without a ground",
                )

    def _has_ground(self, referral: RecordShadow, agency: str) -> bool:
        fields = referral.fields
        if fields.get("voided") or not fields.get("submitted") or fields.get("to_agency") != agency:
            return False
        bases = [
            each.fields
            for each in self.records.of_type("referral_basis")
            if each.fields.get("referral") == referral.id and not each.fields.get("voided")
        ]
        if any(each.get("lawful_basis") for each in bases):
            return True
        if fields.get("stopped") == "stop_everything":
            return False
        people = self._linked({each["person"] for each in bases if "person" in each})
        said = [
            each.fields
            for each in self.records.of_type("agreement")
            if each.fields.get("person") in people
            and each.fields.get("agency") == agency
            and not each.fields.get("voided")
        ]
        return bool(said) and all(
            each.get("state") == "given" and each.get("until", "9999") >= self.expired_on for each in said
        )

    def _linked(self, people: set[str]) -> set[str]:
        """Everybody linked, over however many others, as either side says; a link in dispute counts."""
        pairs = [
            (each.id, link.get("other"))
            for each in self.records.of_type("person_supported")
            for link in each.fields.get("links", [])
            if link.get("state") == "linked" or _disputed(each, link["element"])
        ]
        while True:
            more = {b for a, b in pairs if a in people and b} | {a for a, b in pairs if b in people}
            if more <= people:
                return people
            people = people | more


def _disputed(person: RecordShadow, element: str) -> bool:
    return any(each["field"] == f"links/{element}/state" for each in person.text.get("clashes", []))
