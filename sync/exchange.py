"""How the server judges one change, as pure decisions (PROTOCOL section 8).

`examine` needs only the envelope and the sender, and happens before any lock. `judge` needs what
the database says, gathered by the shell under the locks. Neither reads a clock or a row.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sync.changes import Change, change_hash, is_normalised, paired_id, read_change, signed_bytes
from sync.checks import problems_of_change
from sync.fields import RecordType, Role
from sync.problems import Problem, problem
from sync.strict import has_lone_surrogate

Verdict: TypeAlias = Literal[
    "accepted", "merged", "conflicted", "held", "late", "refused", "quarantined", "known", "retry"
]
Verify: TypeAlias = Callable[[bytes, str], bool]
"""Whether a signature (base64url of r and s) over these bytes is by the install's enrolled key."""

CHANGES_MAX = 200
BODY_BYTES_MAX = 1024 * 1024
CLOCK_TOLERANCE = timedelta(minutes=10)
PLACED = ("referral",)
"""Types that are placed in an agency's stream beside their home."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who delivers: the install of the session and what is known of it without a lock."""

    tenant: str
    install: str
    person: str
    role: Role
    verify: Verify
    compromised: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons. waits_for: what a held change waits for, `change:<id>`,
    `record:<id>` or `newer`.
    """

    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    waits_for: str | None = None

    @property
    def code(self) -> str | None:
        """Code of the first problem."""
        return self.problems[0].code if self.problems else None


@dataclass(frozen=True, slots=True)
class Examined:
    """An envelope after the context-free checks.

    id: of the change where it could be read. change: None when it could not. signed: whether the
    signature was found right. judgement: None when the change goes on to `judge`. creates: the record that
    it would make, known of a text that is no change too.
    """

    text: str
    signature: str
    hash: str
    id: str | None
    change: Change | None
    signed: bool
    judgement: Judgement | None
    creates: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A record as it stands. home: its home stream. creators: installs that sent a `create` of it.

    placed: the streams it is in now; left: those that it was in.
    """

    type: str
    home: str
    creators: frozenset[str]
    placed: frozenset[str]
    left: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says about one change, read under the locks.

    grant: of the author on the stream that the change names. after: of the change that it names as
    `after`.
    create_refused: this install's `create` of the record was refused or quarantined.
    """

    grant: Literal["read", "create", "ended"] | None
    install_ended: bool
    dseq_taken: bool
    after: Literal["judged", "waiting"] | None
    record: RecordFacts | None
    create_refused: bool


def examine(
    envelope: Any, sender: Sender, catalogue: Mapping[str, RecordType], schema: int, today: str | None = None
) -> Examined:
    """Steps 1 to 5: what can be said of an envelope without the database. Never raises.

    today: the server's local date, for fields that cannot lie ahead; None does not ask them.
    """
    if not _is_envelope(envelope):
        # Kept all the same: as the JSON of whatever it is.
        text = json.dumps(envelope)
        return _apart(text, "", None, refused(problem("change_malformed")))
    text, signature = envelope
    read = read_change(text, schema=schema)
    change = read.change
    if change is None:
        # What a text that is no change would have made counts only when its install signed it.
        signed = not has_lone_surrogate(text) and sender.verify(signed_bytes(text), signature)
        unreadable = Judgement("refused", read.problems)
        return Examined(text, signature, change_hash(text), read.id, None, signed, unreadable, read.record)
    creates = change.record if change.op == "create" else None
    foreign = _foreign(change, signature, sender)
    if foreign is not None:
        # The key that was asked is the sender's: of a foreign install nothing is proved.
        signed = foreign.code not in ("signature_wrong", "install_foreign")
        return Examined(text, signature, change.hash, change.id, change, signed, foreign, creates)
    judgement = None
    if read.newer or change.type not in catalogue:
        judgement = Judgement("held", (problem("newer_than_server"),), "newer")
    else:
        problems = context_free_problems(change, catalogue[change.type], sender.role, today)
        judgement = Judgement("refused", problems) if problems else None
    return Examined(
        text, signature, change.hash, change.id, change, signed=True, judgement=judgement, creates=creates
    )


def context_free_problems(
    change: Change, record_type: RecordType, role: Role, today: str | None = None
) -> tuple[Problem, ...]:
    """Every rule that the device could have checked from the change and its schema."""
    problems = []
    if not is_at_home(record_type, change.stream, change.op):
        problems.append(problem("stream_wrong", "stream"))
    if record_type.paired and change.op == "create":
        first, second = (change.set.get(name) for name in record_type.paired)
        if isinstance(first, str) and isinstance(second, str):
            wanted = paired_id(change.tenant, record_type.name, first, second)
            if change.record != wanted:
                problems.append(problem("record_id_wrong", "record"))
    problems.extend(problems_of_change(record_type, change.op, change.set, role=role, today=today))
    return tuple(problems)


def is_at_home(record_type: RecordType, stream: str, op: str) -> bool:
    """Whether a change of this type may name this stream. A placed type is created at home only."""
    if record_type.home == "about":
        return True
    if record_type.name in PLACED and op == "set" and stream.startswith("agency/"):
        return True
    first, _, rest = stream.partition("/")
    return first == record_type.home and bool(rest) is (record_type.home not in ("ref", "staff"))


def judge(change: Change, facts: Facts, *, paired: bool) -> Judgement | None:
    """Step 7: what the database decides; None when the change is merged into its record.

    That its id is there already (step 6) is found by the shell, which has the bytes to compare.
    """
    return (
        _judge_sender(facts)
        or _judge_waiting(change, facts)
        or _judge_record(change, facts, paired=paired)
        or _judge_late(facts)
    )


def clock_is_wrong(wall: str, received_at: datetime, enrolled_at: datetime) -> bool:
    """Whether a device's time cannot be: ahead of the server's, or before the device was enrolled."""
    try:
        said = datetime.fromisoformat(wall)
        return not enrolled_at - CLOCK_TOLERANCE <= said <= received_at + CLOCK_TOLERANCE
    except (ValueError, OverflowError):
        return True


def text_flags(change: Change) -> list[tuple[str, str | None]]:
    """Flags that the change's own text gives: text that is not in Unicode form NFC."""
    if change.text.isascii() and "\\u" not in change.text:
        return []
    return [("text_not_normalised", key) for key, value in change.set.items() if not is_normalised(value)]


def refused(*problems: Problem) -> Judgement:
    """Stored apart, with every problem."""
    return Judgement("refused", problems)


def quarantined(code: str, path: str = "") -> Judgement:
    """Stored apart and alarmed."""
    return Judgement("quarantined", (problem(code, path),))


def _is_envelope(envelope: Any) -> bool:
    return (
        isinstance(envelope, list)
        and len(envelope) == 2
        and isinstance(envelope[0], str)
        and isinstance(envelope[1], str)
    )


def _apart(text: str, signature: str, change_id: str | None, judgement: Judgement) -> Examined:
    return Examined(text, signature, change_hash(text), change_id, None, signed=False, judgement=judgement)


def _foreign(change: Change, signature: str, sender: Sender) -> Judgement | None:
    # The key is the sender's, so that whose install it says to be comes before the signature.
    if change.install != sender.install:
        return quarantined("install_foreign", "install")
    if not sender.verify(signed_bytes(change.text), signature):
        return quarantined("signature_wrong")
    if change.tenant != sender.tenant:
        return quarantined("tenant_foreign", "tenant")
    if change.author != sender.person:
        return quarantined("author_foreign", "author")
    if sender.compromised:
        return quarantined("key_compromised")
    return None


def _judge_sender(facts: Facts) -> Judgement | None:
    if facts.grant is None:
        return quarantined("stream_not_granted", "stream")
    return None


def _judge_waiting(change: Change, facts: Facts) -> Judgement | None:
    if change.after is not None and facts.after != "judged":
        return Judgement("held", (problem("after_unknown", "after"),), f"change:{change.after}")
    if facts.record is None and change.op == "set":
        if facts.create_refused:
            return refused(problem("create_refused", "record"))
        return Judgement("held", (problem("record_unknown", "record"),), f"record:{change.record}")
    return None


def _judge_record(change: Change, facts: Facts, *, paired: bool) -> Judgement | None:
    record = facts.record
    if record is None:
        return None
    if change.op == "create" and not paired:
        return quarantined("record_exists", "record")
    if record.type != change.type:
        return refused(problem("type_wrong", "type", expected="the record's own type"))
    if change.stream in record.left - record.placed:
        return Judgement("late", (problem("grant_ended", "stream"),))
    if change.stream not in record.placed:
        # Nothing tells whether the record exists in a stream that the author does not name.
        return quarantined("stream_not_granted", "stream")
    if facts.grant == "create" and change.op == "set" and change.install not in record.creators:
        return refused(problem("not_permitted", "record"))
    return None


def _judge_late(facts: Facts) -> Judgement | None:
    if facts.install_ended:
        return Judgement("late", (problem("install_ended", "install"),))
    if facts.grant == "ended":
        return Judgement("late", (problem("grant_ended", "stream"),))
    if facts.dseq_taken:
        return Judgement("late", (problem("dseq_repeated", "dseq"),))
    return None
