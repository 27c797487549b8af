"""What can be wrong with a ledger, in words for an information officer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SHIFTS_BLAME = (
    "What stands before it is proved as before; what stands after it has lost its tie to what stands before."
)

WORDS: dict[str, tuple[str, str]] = {
    "entry_missing": (
        "an entry is missing: the numbers leave one out",
        SHIFTS_BLAME,
    ),
    "entry_altered": (
        "an entry does not have the hash that it is stored under",
        SHIFTS_BLAME,
    ),
    "chain_broken": (
        "an entry does not name the one before it",
        SHIFTS_BLAME,
    ),
    "epoch_wrong": (
        "an entry, or its stream, has an epoch that cannot be",
        "Entries before and after it were not written in this order.",
    ),
    "head_wrong": (
        "the stream's own count does not end where its entries end",
        "Entries were taken from the end or put there, or the count was edited.",
    ),
    "digest_wrong": (
        "the records in force are not those that the newest entry counted",
        "At least one record's present text, or the digest itself, was changed outside Lantern.",
    ),
    "not_as_signed": (
        "the entries are not those that the server signed in a checkpoint",
        (
            "The chain was made again after that checkpoint: entries up to the one before this stand as "
            "signed, from here on none does."
        ),
    ),
    "entries_removed": (
        "a checkpoint covers more entries than there are",
        "The newest entries of this stream were taken away after the server had signed them.",
    ),
    "stream_missing": (
        "a whole stream is gone although something still tells of it",
        "Every record of the stream is affected.",
    ),
    "change_altered": (
        "the text of a change is not the text that was received",
        (
            "What this change says cannot be relied on; its hash in the chain still proves that another text "
            "stood here."
        ),
    ),
    "signature_wrong": (
        "a change's signature does not fit its text and the install's key",
        (
            "It is not proved that this install wrote it. If all changes of an install are so, its key was "
            "exchanged."
        ),
    ),
    "change_misfiled": (
        "a change is filed under another number, record, author or stream than its signed text names",
        "The signed text counts; the row beside it was edited.",
    ),
    "change_missing": (
        "the change behind an entry is gone",
        (
            "That something was said here is proved by its hash; what was said is lost, unless the phone "
            "still has it."
        ),
    ),
    "change_not_in_ledger": (
        "a change is said to count, and no entry stands for it",
        "Entries were taken away, or its verdict was edited.",
    ),
    "verdict_altered": (
        "a change's verdict is not the one that its record holds",
        "The record and the signed receipt count; the row was edited.",
    ),
    "received_at_altered": (
        "the time of arrival of a change is not the one of its entry",
        "The entry's time counts: it is in the chain.",
    ),
    "receipt_wrong": (
        "a change's receipt names an entry that is not there as it says",
        "The phone holds the receipt as it was signed: compare with `--receipt`.",
    ),
    "record_missing": (
        "entries tell of a record that is gone",
        "Its changes can still be read one by one.",
    ),
    "state_altered": (
        "a record's state is not what its signed changes add up to",
        "What people see of this record may be wrong; its signed changes count.",
    ),
    "text_altered": (
        "a record's text is not the one whose hash is stored",
        "What phones are sent of this record was changed outside Lantern.",
    ),
    "text_not_as_folded": (
        "a record's text does not say what its signed changes add up to",
        (
            "What phones are sent of this record was changed outside Lantern, or an older version of Lantern "
            "wrote it."
        ),
    ),
    "placement_wrong": (
        "a record does not stand in the stream as the newest entry about it says",
        "Who is sent this record may be wrong.",
    ),
    "chain_hole": (
        "a number of an install's chain of changes is missing, and was not when the next one arrived",
        "A change was taken away.",
    ),
    "chain_wrong": (
        "a change does not follow the one before it in its install's chain, and did when it arrived",
        "One of the two was exchanged, or an install's changes were put in another order.",
    ),
    "chain_cut": (
        "an install had sent more changes than there are",
        "Its newest changes were taken away.",
    ),
    "enrolment_altered": (
        "an install's key, person or id is not the one that signed its enrolment",
        "Nothing that is filed under this install is proved to come from it.",
    ),
    "key_altered": (
        "one of the server's own keys was exchanged or does not follow from the one before",
        "What it signed from then on does not speak for this server.",
    ),
    "file_altered": (
        "the bytes of a file do not have the hash that its change signed",
        "The file here is not the one that was added; the phone may still have it. The change itself stands.",
    ),
    "file_missing": (
        "a file that was received is gone",
        "What it was is proved by its hash alone, unless the phone or a backup still has it.",
    ),
    "checkpoint_altered": (
        "a checkpoint's text or signature does not hold",
        "It proves nothing; the one after it still does.",
    ),
    "checkpoint_missing": (
        "a checkpoint is missing: the numbers leave one out, or the newest is gone",
        "Somebody took away what the server had signed.",
    ),
    "log_altered": (
        "the log of checkpoints does not hold together",
        "Checkpoints from here on do not speak for the streams.",
    ),
    "given_removed": (
        "the checkpoint that was given covers more than the ledger holds",
        "The newest entries were taken away, or a backup was restored, after that checkpoint was signed.",
    ),
    "given_rewritten": (
        "the ledger is not the one that the given checkpoint signed",
        "Entries that this checkpoint covers were changed, and the chain made again.",
    ),
    "given_foreign": (
        "the given checkpoint or receipt is not signed by a key of this server",
        "It proves nothing about this ledger, or the server's key was exchanged.",
    ),
    "receipt_removed": (
        "the change of the given receipt is not in the ledger",
        "It was taken away, or a backup was restored, after the receipt was signed.",
    ),
    "receipt_elsewhere": (
        "the given receipt names an entry that is not there as it says",
        "Entries from that number on were changed, or a backup was restored.",
    ),
}
"""Code → what is wrong, and what follows from it."""

NOTED: dict[str, str] = {
    "hole_on_arrival": ("a number of an install's chain never arrived: the phone was lost or still holds it"),
    "chain_wrong_on_arrival": ("an install's chain was broken when it arrived, and was flagged then"),
    "not_to_be_told": (
        "a change that was refused or held does not follow the one before it; what arrives so is not flagged"
    ),
    "file_not_received": "a file that a change names has not been received yet: its phone may still hold it",
    "not_rendered_yet": (
        "a record stands as a release before this one left it: the worker renders such records again; then it is judged"
    ),
    "verdict_since": ("the verdict of the given receipt has changed since it was signed"),
}
"""Code → what is strange and breaks nothing."""

LIMIT = (
    "Not provable from the ledger alone: that nothing was taken away from its end, or that all of it was not"
    " written anew by somebody who holds the server's keys. Give a checkpoint (--checkpoint) or a receipt"
    " (--receipt) from outside."
)
"""What no walk over a ledger can see by itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up. stream, seq: the entry, where one can be named; about: an id or a kid."""

    code: str
    stream: str | None = None
    seq: int | None = None
    about: str | None = None

    @property
    def place(self) -> str:
        """Stream, number and what it is about, as far as they can be named."""
        return " ".join(str(each) for each in (self.stream, self.seq, self.about) if each is not None)


@dataclass(slots=True)
class Walked:
    """What one stream showed. covered: how many entries the newest checkpoint covers."""

    entries: int = 0
    covered: int = 0


@dataclass
class Report:
    """Everything that a walk over one tenant's ledger found, in bounded memory: of a code in a stream the first.



    files: how many were named and looked at. given: whether a checkpoint or receipt from outside was compared.
    """

    tenant: str
    name: str
    streams: dict[str, Walked] = field(default_factory=dict)
    first: dict[tuple[str | None, str], Finding] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    checkpoints: int = 0
    files: int = 0
    given: bool = False

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings in; those that name an earlier entry come first."""
        for finding in findings:
            self.counts[finding.code] += 1
            key = (finding.stream, finding.code)
            known = self.first.get(key)
            if known is None or (finding.seq is not None and (known.seq is None or finding.seq < known.seq)):
                self.first[key] = finding

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken."""
        return not self.counts.keys() & WORDS.keys()

    def broken(self) -> list[Finding]:
        """What is broken: the first of each kind in each stream, by stream and number."""
        found = [each for each in self.first.values() if each.code in WORDS]
        return sorted(
            found, key=lambda each: (each.stream or "~", each.seq is None, each.seq or 0, each.code)
        )

    def first_broken(self, stream: str) -> Finding | None:
        """The first broken entry of a stream; one without a number when only its end is wrong."""
        return next((each for each in self.broken() if each.stream == stream), None)

    def noted(self) -> list[Finding]:
        """What is strange and breaks nothing."""
        return [each for each in self.first.values() if each.code in NOTED]
