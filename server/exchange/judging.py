"""The changes of one push, judged one by one under the locks (PROTOCOL section 8, steps 6 to 8)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, bindparam, select

from server.accounts.models import Install
from server.database import among
from server.exchange.authors import Author, breaks_chain, flags_of_change, load_author, load_dseqs
from server.exchange.consequences import Consequences
from server.exchange.entering import enter
from server.exchange.erasing import erase_again
from server.exchange.held import Held
from server.exchange.holes import fill_hole
from server.exchange.ledger import Ledger
from server.exchange.models import ApartChange, StoredChange
from server.exchange.rows import Counting, NewChange, show
from server.exchange.shares import Shares
from server.exchange.storing import apart, envelope_hash, problems_text, stored
from sync.changes import Change, Read, read_change
from sync.exchange import Examined, Facts, Judgement, RecordFacts, context_free_problems, judge, quarantined
from sync.horizon import home_of
from sync.merge import Outcome
from sync.messages import StreamEntry
from sync.problems import Problem
from sync.records.catalogue import CATALOGUE, SCHEMA

Row = Counting | ApartChange

# Written once: building a statement takes longer than SQLite needs for it.
_TENANT: BindParameter[Any] = bindparam("tenant")
_STORED = select(StoredChange).where(StoredChange.tenant_id == _TENANT, among(StoredChange.id, "ids"))
_APART = select(ApartChange).where(
    ApartChange.tenant_id == _TENANT, among(ApartChange.envelope_hash, "envelopes")
)
_WAITING = select(StoredChange).where(
    StoredChange.tenant_id == _TENANT, among(StoredChange.waits_for, "keys")
)


class Judging:
    """One push under way. Everything is read once for the whole push, then kept up to date by hand."""

    def __init__(self, ledger: Ledger, install: Install) -> None:
        """Begin for the install that delivers."""
        self.ledger = ledger
        self.session = ledger.session
        self.authors: dict[str, Author] = {}
        self.sender = self._author(install)
        self.consequences = Consequences(ledger)
        self.shares = Shares(ledger)
        self._stored: dict[str, Counting] = {}
        self._apart: dict[str, ApartChange] = {}
        self._waiting: dict[str, list[Counting]] = defaultdict(list)

    def judge_all(self, examined: Sequence[Examined]) -> list[tuple[Row, bool]]:
        """A row for each envelope, in order, and whether it was here before this push."""
        envelopes = [envelope_hash(each.text, each.signature) for each in examined]
        self._prepare(examined, envelopes)
        rows = [self._one(*each) for each in zip(examined, envelopes, strict=True)]
        erase_again(self.ledger, [row for row, _ in rows])
        return rows

    def tell_later(self, rows: Iterable[Row]) -> None:
        """Let the install hear of these verdicts with its next pull: somebody else brought the changes."""
        for row in rows:
            if not isinstance(row, ApartChange):
                self._number(row)

    def _one(self, examined: Examined, envelope: str) -> tuple[Row, bool]:
        known = self._known(examined, envelope)
        if known is not None:
            return known, True
        change, judgement = examined.change, examined.judgement
        reused = change is not None and examined.signed and change.id in self._stored
        if reused and (judgement is None or judgement.verdict != "quarantined"):
            judgement = quarantined("id_reused", "id")
        if change is not None and judgement is None:
            judgement = judge(change, self._facts(change, self.sender), paired=_is_paired(change))
        if change is not None and examined.signed:
            judgement = self.shares.beyond(change, judgement) or judgement
        if change is None or not examined.signed or (judgement and judgement.verdict == "quarantined"):
            return self._keep_apart(examined, judgement or quarantined("change_malformed")), False
        row = self._settle(change, examined.signature, judgement)
        self.shares.note(change, judgement)
        self._release(change.id, change.record)
        return row, False

    def _settle(self, change: Change, signature: str, judgement: Judgement | None) -> Counting:
        """Store a change that counts, and let it into the ledger unless it waits or is refused."""
        author, at = self.sender, self.ledger.at
        flags = flags_of_change(self.session, author, change, at)
        missing_prev = change.prev if breaks_chain(flags) else None
        author.note(change)
        fill_hole(self.ledger, author, change)
        if change.dseq > author.chain.last_dseq:
            author.chain.last_dseq, author.chain.last_hash = change.dseq, change.hash
        if judgement is not None and judgement.verdict in ("refused", "held"):
            row = self._keep(
                stored(
                    change, signature, self.ledger.received_at, judgement.verdict,
                    problems=judgement.problems, waits_for=judgement.waits_for, missing_prev=missing_prev,
                )
            )  # fmt: skip
            if judgement.waits_for is not None:
                self._waiting[judgement.waits_for].append(row)
            return row
        late = judgement.code if judgement is not None else None
        row = self._keep(
            stored(
                change, signature, self.ledger.received_at, "late" if late else "accepted",
                problems=judgement.problems if judgement else (), missing_prev=missing_prev,
            )
        )  # fmt: skip
        self._enter(row, change, author, flags, late, at)
        return row

    def _enter(
        self, row: Counting, change: Change, author: Author,
        flags: list[tuple[str, str | None]], late: str | None, at: datetime,
    ) -> None:  # fmt: skip
        held, outcome, entries = enter(
            self.ledger, change, install_code=author.install.code, flags=flags, late=late,
            blind_since=author.blind_since(change.stream, at),
        )  # fmt: skip
        reads = author.grant(change.stream, at) == "read" and not author.is_ended(at)
        row.verdict = outcome.verdict
        row.fields = stored_fields(change, outcome, reads_home=reads and change.stream == held.home)
        if reads:
            show(row, _own_entry(entries, change))
        for decided in self.consequences.follow(held, change, outcome, author):
            self._announce(*decided)

    def _announce(self, change_id: str, outcome: Outcome) -> None:
        """Tell the install whose late change was decided on, with its next pull."""
        row = self._row(change_id)
        if row is None:
            return
        row.verdict, row.fields = outcome.verdict, stored_fields(None, outcome, reads_home=False)
        self._number(row)

    def _number(self, row: Counting) -> None:
        chain = self.ledger.chain(row.install_id)
        chain.verdict_seq += 1
        row.verdict_seq = chain.verdict_seq

    def _release(self, change: str | None, record: str | None) -> None:
        """Judge again whatever waited for this change, or for the record that it made or failed to make.

        One after the other, not one inside the other: a chain of held changes may be longer than Python's stack.
        """
        settled = deque([(change, record)])
        while settled:
            for key in _keys([settled.popleft()]):
                for row in self._waiting.pop(key, []):
                    # One that waited beside another for the same record was read again when that one was judged.
                    if row.verdict == "held" and self._judge_held(row):
                        settled.append((row.id, row.record_id))

    def judge_again(self, row: Counting) -> None:
        """Judge a held change once more; nothing happens while it still has to wait for an upgrade."""
        if self._judge_held(row):
            self._release(row.id, row.record_id)

    def _judge_held(self, row: Counting) -> bool:
        """Whether a held change has its verdict now."""
        read = read_change(row.text.decode(), schema=SCHEMA)
        change, install = read.change, self.session.get(Install, (row.tenant_id, row.install_id))
        if install is None or not is_known(read):
            return False
        if change is None:
            self._refuse_held(row, read.problems)
            return True
        row.op = change.op
        author = self._author(install)
        load_dseqs(self.session, author, [change.dseq])
        at = datetime.fromisoformat(row.received_at)
        judgement = _was_newer(row, change, author) or judge(
            change, self._facts(change, author, at), paired=_is_paired(change)
        )
        if judgement is not None and judgement.verdict == "held":
            self._wait(row, judgement)
            return False
        row.waits_for = None
        row.problems = problems_text(judgement.problems if judgement else ())
        if judgement is not None and judgement.verdict != "late":
            row.verdict = judgement.verdict
            if judgement.verdict == "quarantined":
                self.ledger.alarms[row.install_id, judgement.code or ""] += 1
        else:
            flags = flags_of_change(self.session, author, change, at)
            if author.grant(change.stream, self.ledger.at) == "ended":
                flags.append(("not_permitted_now", None))
            late = judgement.code if judgement is not None else None
            self._enter(row, change, author, flags, late, at)
        self._number(row)
        self._load_waiting([(change.id, change.record)])
        return True

    def _refuse_held(self, row: Counting, problems: Sequence[Problem]) -> None:
        """It was of a newer schema, is of this one by now, and has not its form."""
        row.waits_for, row.verdict, row.problems = None, "refused", problems_text(problems)
        self._number(row)
        self._load_waiting([(row.id, row.record_id)])

    def _wait(self, row: Counting, judgement: Judgement) -> None:
        row.waits_for = judgement.waits_for
        if judgement.waits_for is not None:
            self._waiting[judgement.waits_for].append(row)

    def _keep_apart(self, examined: Examined, judgement: Judgement) -> ApartChange:
        install = self.sender.install
        row = apart(
            examined, self.ledger.tenant, install.id, install.person_id, self.ledger.received_at,
            verdict=judgement.verdict, problems=judgement.problems,
        )  # fmt: skip
        self.session.add(row)
        self._apart[row.envelope_hash] = row
        if judgement.verdict == "quarantined":
            self.ledger.alarms[install.id, judgement.code or ""] += 1
        if examined.signed:
            self._release(examined.id, examined.creates)
        return row

    def _known(self, examined: Examined, envelope: str) -> Row | None:
        row = self._stored.get(examined.id) if examined.id is not None and examined.signed else None
        if row is not None and row.hash == examined.hash:
            return row
        return self._apart.get(envelope)

    def _facts(self, change: Change, author: Author, at: datetime | None = None) -> Facts:
        at = at or self.ledger.at
        held = self.ledger.record(change.record)
        return Facts(
            grant=author.grant(change.stream, at),
            install_ended=author.is_ended(at),
            dseq_taken=author.has_taken(change),
            after=self._after(change),
            record=None if held is None else record_facts(held),
            create_refused=held is None and change.op == "set" and self._create_refused(change),
        )

    def _after(self, change: Change) -> Literal["judged", "waiting"] | None:
        if change.after is None:
            return None
        row = self._row(change.after)
        if row is not None:
            return "waiting" if row.waits_for is not None else "judged"
        apart_here = any(each.change_id == change.after for each in self._apart.values())
        return "judged" if apart_here or self._is_apart(change.after, change.install) else None

    def _is_apart(self, change_id: str, install: str) -> bool:
        found = select(ApartChange.hash).where(
            ApartChange.tenant_id == self.ledger.tenant,
            ApartChange.install_id == install,
            ApartChange.change_id == change_id,
        )
        return self.session.scalars(found.limit(1)).first() is not None

    def _create_refused(self, change: Change) -> bool:
        refused = select(StoredChange.id).where(
            StoredChange.tenant_id == self.ledger.tenant,
            StoredChange.record_id == change.record,
            StoredChange.install_id == change.install,
            StoredChange.op == "create",
            StoredChange.verdict.in_(("refused", "quarantined")),
        )
        kept_apart = select(ApartChange.hash).where(
            ApartChange.tenant_id == self.ledger.tenant,
            ApartChange.record_id == change.record,
            ApartChange.install_id == change.install,
        )
        found = (self.session.scalars(each.limit(1)).first() for each in (refused, kept_apart))
        return any(each is not None for each in found)

    def _row(self, change_id: str) -> Counting | None:
        if change_id not in self._stored:
            row = self.ledger.change(change_id)
            if row is None:
                return None
            self._stored[change_id] = row
        return self._stored[change_id]

    def _keep(self, change: NewChange) -> Counting:
        row = self.ledger.keep(change)
        self._stored[row.id] = row
        return row

    def _author(self, install: Install) -> Author:
        if install.id not in self.authors:
            chain = self.ledger.chain(install.id)
            self.authors[install.id] = load_author(self.session, self.ledger.tenant, install, chain)
        return self.authors[install.id]

    def _prepare(self, examined: Sequence[Examined], envelopes: Sequence[str]) -> None:
        tenant = self.ledger.tenant
        ids = {each.id for each in examined if each.id is not None}
        for row in self.session.scalars(_STORED, {"tenant": tenant, "ids": ids}):
            self._stored[row.id] = row
        for kept in self.session.scalars(_APART, {"tenant": tenant, "envelopes": envelopes}):
            self._apart[kept.envelope_hash] = kept
        changes = [each.change for each in examined if each.change is not None and each.signed]
        load_dseqs(self.session, self.sender, [each.dseq for each in changes])
        self.ledger.load(each.record for each in changes)
        self.ledger.load_dangling(each.record for each in changes if each.op == "create")
        unreadable = [each for each in examined if each.change is None and each.signed]
        self._load_waiting(
            [(each.id, each.record) for each in changes] + [(each.id, each.creates) for each in unreadable]
        )

    def _load_waiting(self, named: Iterable[tuple[str | None, str | None]]) -> None:
        keys = _keys(named)
        present = {row.id for rows in self._waiting.values() for row in rows}
        rows = self.session.scalars(_WAITING, {"tenant": self.ledger.tenant, "keys": keys})
        # Asked for the order, SQLite walks every change by the index that has it.
        for row in sorted(rows, key=lambda each: (each.install_id, each.dseq)):
            self._stored.setdefault(row.id, row)
            if row.waits_for is not None and row.id not in present:
                self._waiting[row.waits_for].append(row)


def record_facts(held: Held) -> RecordFacts:
    """What `judge` asks about a record."""
    return RecordFacts(
        type=held.type,
        home=held.home,
        creators=held.creators,
        # A change of an old record names the home, to which the change brings it back.
        placed=frozenset(home_of(name) for name, place in held.places.items() if not place.left),
        left=frozenset(name for name, place in held.places.items() if place.left),
    )


def stored_fields(change: Change | None, outcome: Outcome, *, reads_home: bool) -> str:
    """Names of fields for the verdict, as JSON; of others' fields only for those who read the record."""
    own = set(change.set) if change is not None else set()
    names = [each for each in outcome.fields if reads_home or each in own]
    return stored_names(names)


def stored_names(names: Iterable[str]) -> str:
    """A list of names as it is stored."""
    return "[" + ",".join(f'"{each}"' for each in names) + "]"


def _keys(named: Iterable[tuple[str | None, str | None]]) -> list[str]:
    """What a change may be waiting for: (change, record) as `waits_for` names them."""
    pairs = [
        (f"change:{change}" * bool(change), f"record:{record}" * bool(record)) for change, record in named
    ]
    return sorted({key for pair in pairs for key in pair if key})


def is_known(read: Read) -> bool:
    """Whether a change that was newer than the server can be judged: its type is known, or its form is wrong now."""
    return not read.newer and (read.change is None or read.change.type in CATALOGUE)


def _was_newer(row: Counting, change: Change, author: Author) -> Judgement | None:
    """What the context-free checks say of a change that could not be read when it arrived."""
    if row.waits_for != "newer" or author.role is None:
        return None
    problems = context_free_problems(change, CATALOGUE[change.type], author.role)
    return Judgement("refused", problems) if problems else None


def _own_entry(entries: dict[str, StreamEntry], change: Change) -> StreamEntry | None:
    entry = entries.get(change.stream)
    return entry if entry is not None and entry.kind == "change" else None


def _is_paired(change: Change) -> bool:
    declared = CATALOGUE.get(change.type)
    return declared is not None and bool(declared.paired)
