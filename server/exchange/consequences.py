"""What follows from a change in the same transaction: decisions on what came late, tasks, marks, alerts."""

from typing import Any

from sqlalchemy import bindparam, select

from server.accounts.models import Account, Grant
from server.alerts.service import notify
from server.clock import local_date
from server.exchange.authors import Author
from server.exchange.entering import settle_late
from server.exchange.held import Held
from server.exchange.ledger import Ledger
from server.exchange.marking import follow_person, warning_is_in_error
from server.exchange.system import make_change
from sync.changes import Change, paired_id
from sync.merge import Outcome
from sync.view import flags_of

WORDS = {
    "late": "An entry came after access had ended. Decide whether it counts.",
    "giving_lost": "A yes came after a no. The no stands until somebody asks again.",
    "given_in_error": "Look at this warning again before anything follows from it.",
}
"""What a task of the system's says, by why it is there. Never more than the record itself shows."""

_SUPERVISORS = select(Account.person_id).where(
    Account.tenant_id == bindparam("tenant"), Account.role == "supervisor"
)
_READERS = select(Grant.person_id).where(
    Grant.tenant_id == bindparam("tenant"),
    Grant.stream == bindparam("stream"),
    Grant.mode == "read",
    Grant.ends.is_(None),
)


class Consequences:
    """What one push sets off, collected and done under its locks."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin with nothing."""
        self.ledger = ledger
        self._supervising: dict[str, set[str]] = {}

    def follow(
        self, held: Held, change: Change, outcome: Outcome, author: Author
    ) -> list[tuple[str, Outcome]]:
        """Do what follows from a change that has entered. Returns late changes that were decided on."""
        decided = []
        if held.type == "decision" and outcome.verdict != "late":
            settled = settle_late(self.ledger, held)
            if settled is not None:
                decided.append(settled)
        if outcome.verdict == "late":
            self._open_task(held, change.id, "late")
        for flag in flags_of(held.state, held.declared):
            if flag["code"] == "giving_lost":
                self._open_task(held, flag["change"], "giving_lost")
        if held.type == "warning" and "given" in change.set and warning_is_in_error(self.ledger, held):
            self._open_task(held, held.id, "given_in_error")
        if held.type == "person_supported":
            follow_person(self.ledger, held)
        self._alert(held, change, outcome, author)
        return decided

    def _open_task(self, held: Held, cause: str, why: str) -> None:
        """One task for each cause: its id derives from it, so that nothing opens it twice."""
        task = paired_id(self.ledger.tenant, "task", cause, why)
        if self.ledger.record(task) is not None:
            return
        values: dict[str, Any] = {
            "about": held.id, "what": WORDS[why], "why": why, "due": local_date(self.ledger.at)
        }  # fmt: skip
        make_change(self.ledger, "task", task, held.home, values)

    def _alert(self, held: Held, change: Change, outcome: Outcome, author: Author) -> None:
        """Tell the phones of those for whom something waits now: that it waits, never what."""
        persons: set[str] = set()
        if outcome.verdict in ("conflicted", "late") or (
            held.type == "warning" and "submitted" in change.set
        ):
            persons |= self._supervisors(held.home)
        for stream, place in held.places.items():
            if stream.startswith("agency/") and not place.left and change.stream != stream:
                persons |= self._readers(stream)
        if change.stream != held.home or held.type == "decision":
            persons |= self._authors_concerned(held)
        persons.discard(author.install.person_id)
        notify(self.ledger.session, self.ledger.tenant, persons, but_install=author.install.id)

    def _authors_concerned(self, held: Held) -> set[str]:
        # A decision that came late says nothing yet: it is not in force.
        named = held.fields.get("about", "") if held.type == "decision" else held.id
        about = self.ledger.record(named)
        return set() if about is None else {str(each["author"]) for each in about.state["entries"]}

    def _supervisors(self, stream: str) -> set[str]:
        # Asked once for a push: a hundred edits that clash are a third of the work for it.
        if stream not in self._supervising:
            self._supervising[stream] = self._find_supervisors(stream)
        return self._supervising[stream]

    def _find_supervisors(self, stream: str) -> set[str]:
        found = self.ledger.session.scalars(_SUPERVISORS, {"tenant": self.ledger.tenant})
        return self._readers(stream) & set(found)

    def _readers(self, stream: str) -> set[str]:
        given = {"tenant": self.ledger.tenant, "stream": stream}
        return set(self.ledger.session.scalars(_READERS, given))
