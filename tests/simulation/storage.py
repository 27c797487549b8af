"""What a device keeps: a durable image that survives a kill, written in whole transactions only."""

import copy
from dataclasses import dataclass, field
from typing import Any

from sync.horizon import OLD

Cursor = dict[str, Any]
"""{"epoch", "seq", "head"}: how far the device has come in a stream."""


@dataclass(slots=True)
class Pending:
    """One signed change of this device's.

    text: the exact bytes. state: `unsent`, `sent` (a receipt was verified), `attention`. overlay: laid over
    the rows until the pull has passed it. verdict: the newest, None before the first.
    """

    id: str
    text: str
    signature: str
    hash: str
    install: str
    dseq: int
    type: str
    record: str
    stream: str
    value: dict[str, Any]
    saved_at: float
    state: str = "unsent"
    overlay: bool = True
    verdict: dict[str, Any] | None = None


@dataclass(slots=True)
class Durable:
    """The image on disk. `beside` holds a stream that is pulled again while the old rows still stand.

    shown: (epoch, seq) of the newest `complete` whose digest was found right. signed: its statement by stream,
    receipt: the newest one, to be shown to a server that may have gone back. lacking: what it asked for, not answered.
    earlier: keys of installs that were ended, for what they did not send. pinned: the server's newest keys by
    purpose; receipt_keys: every one that ever proved a receipt. checkpoint: the newest note witnessed.
    """

    install: str = ""
    key: int = 0
    code: str = ""
    person: str = ""
    receipt_keys: dict[str, str] = field(default_factory=dict)
    dseq: int = 0
    prev: str | None = None
    changes: dict[str, Pending] = field(default_factory=dict)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    beside: dict[str, dict[str, str]] = field(default_factory=dict)
    cursors: dict[str, Cursor] = field(default_factory=dict)
    cursors_beside: dict[str, Cursor] = field(default_factory=dict)
    shown: dict[str, tuple[int, int]] = field(default_factory=dict)
    grants: list[dict[str, Any]] = field(default_factory=list)
    verdicts: int = 0
    cookie: str | None = None
    alarms: list[str] = field(default_factory=list)
    signed: dict[str, list[Any]] = field(default_factory=dict)
    receipt: list[Any] | None = None
    acknowledged: int = 0
    lacking: dict[str, Any] | None = None
    earlier: dict[str, int] = field(default_factory=dict)
    pinned: dict[str, dict[str, str]] = field(default_factory=dict)
    checkpoint: str | None = None

    def image(self) -> "Durable":
        """A copy of everything, as a copied profile would have it."""
        return copy.deepcopy(self)

    def row(self, stream: str, record: str) -> str | None:
        """A record's text as it is stored, from its home stream or the one of old records beside it."""
        return self.rows.get(stream, {}).get(record) or self.rows.get(OLD + stream, {}).get(record)

    def unsent(self) -> list[Pending]:
        """What waits to be pushed, in the order of the chain."""
        found = [each for each in self.changes.values() if each.state == "unsent"]
        return sorted(found, key=lambda each: (each.install != self.install, each.dseq))

    def overlaid(self, record: str) -> list[Pending]:
        """Own changes of a record that are laid over its row, in the order of the chain."""
        found = [each for each in self.changes.values() if each.overlay and each.record == record]
        return sorted(found, key=lambda each: each.dseq)
