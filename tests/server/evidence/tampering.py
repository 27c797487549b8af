"""Ways of altering a ledger behind the server's back, each with what the walk must say of it.

Each works on any ledger that has notes in `op/harbour`, a late change among them, and two checkpoints. Nothing is
committed here: the caller walks in the same session and rolls it back.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.accounts.models import Install, ServerKey
from server.accounts.signatures import public_text, sign
from server.evidence.streams import entry_of_row
from server.exchange.log_models import CheckpointRow, TreeHead
from server.exchange.models import Entry, Placement, RecordRow, StoredChange, Stream
from sync.changes import change_hash, signed_bytes
from sync.messages import text_hash

STREAM = "op/harbour"
Place = tuple[str, int] | None
"""Stream and number of the first entry that must be named, None where no entry is at fault."""


@dataclass
class Target:
    """The middle of the ledger: an entry of a device's change, and its change."""

    session: Session
    tenant: str
    entry: Entry = field(init=False)
    change: StoredChange = field(init=False)

    def __post_init__(self) -> None:
        rows = self.session.execute(
            select(Entry, StoredChange)
            .join(StoredChange, StoredChange.hash == Entry.change_hash)
            .where(
                Entry.tenant_id == self.tenant,
                StoredChange.tenant_id == self.tenant,
                Entry.stream == STREAM,
                Entry.seq >= self.stream.last_seq // 2,
                StoredChange.op == "create",
                StoredChange.reader_stream.is_not(None),
            )
            .order_by(Entry.seq)
            .limit(1)
        )
        self.entry, self.change = rows.one()

    @property
    def stream(self) -> Stream:
        """The counter row."""
        return self.session.get_one(Stream, (self.tenant, STREAM))

    @property
    def here(self) -> Place:
        """The entry's place."""
        return STREAM, self.entry.seq

    @property
    def placement(self) -> Placement:
        """The change's record as phones are sent it."""
        return self.session.get_one(Placement, (self.tenant, STREAM, self.change.record_id))

    @property
    def newest_of_record(self) -> Place:
        """The newest entry about the change's record."""
        return STREAM, self.placement.seq

    def set_change(self, **values: Any) -> Place:
        """Edit the change's row."""
        self.session.execute(update(StoredChange).where(StoredChange.id == self.change.id).values(**values))
        return self.here

    def set_entry(self, **values: Any) -> Place:
        """Edit the entry's row."""
        where = (Entry.stream == STREAM) & (Entry.seq == self.entry.seq)
        self.session.execute(update(Entry).where(where).values(**values))
        return self.here

    def set_stream(self, **values: Any) -> Place:
        """Edit the counter row."""
        last = self.stream.last_seq
        self.session.execute(update(Stream).where(Stream.name == STREAM).values(**values))
        return STREAM, last

    def set_place(self, **values: Any) -> Place:
        """Edit the placement's row."""
        place = self.newest_of_record
        where = (Placement.stream == STREAM) & (Placement.record_id == self.change.record_id)
        self.session.execute(update(Placement).where(where).values(**values))
        return place

    def set_state(self, record: str, edit: Callable[[dict[str, Any]], None]) -> Place:
        """Edit a record's state."""
        row = self.session.get_one(RecordRow, (self.tenant, record))
        state = json.loads(row.state)
        edit(state)
        self.session.execute(update(RecordRow).where(RecordRow.id == record).values(state=json.dumps(state)))
        return STREAM, self.session.get_one(Placement, (self.tenant, STREAM, record)).seq


@dataclass(frozen=True)
class Tampering:
    """One way. code: what the walk must say; act: does it, returns the place that must be named first."""

    name: str
    code: str
    act: Callable[[Target], Place]


def _stranger() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _text_byte(at: Target) -> Place:
    return at.set_change(text=at.change.text.replace(b"2026", b"2025", 1))


def _resigned(at: Target) -> Place:
    text = at.change.text.decode().replace("2026", "2025", 1)
    new = change_hash(text)
    at.session.execute(update(Entry).where(Entry.change_hash == at.change.hash).values(change_hash=new))
    return at.set_change(text=text.encode(), hash=new, signature=sign(signed_bytes(text), _stranger()))


def _signature(at: Target) -> Place:
    others = select(StoredChange.signature).where(
        StoredChange.install_id == at.change.install_id, StoredChange.id != at.change.id
    )
    return at.set_change(signature=at.session.scalars(others.limit(1)).one())


def _entry_removed(at: Target) -> Place:
    at.session.execute(delete(Entry).where(Entry.stream == STREAM, Entry.seq == at.entry.seq))
    return at.here


def _swapped(at: Target) -> Place:
    place, seq = at.here, at.entry.seq
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        at.session.execute(update(Entry).where(Entry.stream == STREAM, Entry.seq == old).values(seq=new))
    return place


def _newest_removed(at: Target) -> Place:
    last = at.stream.last_seq
    before = at.session.get_one(Entry, (at.tenant, STREAM, last - 1))
    at.session.execute(delete(Entry).where(Entry.stream == STREAM, Entry.seq == last))
    at.set_stream(last_seq=last - 1, head=before.hash, digest=before.digest)
    return STREAM, last - 1


def _written_anew(at: Target) -> Place:
    """Every hash from the entry on is made again, as somebody would who knows how."""
    rows = at.session.scalars(
        select(Entry)
        .where(Entry.tenant_id == at.tenant, Entry.stream == STREAM, Entry.seq >= at.entry.seq)
        .order_by(Entry.seq)
    ).all()
    signed = at.session.scalars(
        select(TreeHead.size)
        .where(TreeHead.stream == STREAM, TreeHead.size < at.entry.seq)
        .order_by(TreeHead.size.desc())
    ).first()
    prev = rows[0].prev
    changed: dict[str, Any] = {"received_at": LONG_AGO}
    values: list[dict[str, Any]] = []
    for row in map(entry_of_row, rows):
        entry = replace(row, prev=prev, **changed)
        key = {"tenant_id": at.tenant, "stream": STREAM, "seq": row.seq}
        values.append({**key, "prev": prev, "hash": entry.hash, "received_at": entry.received_at})
        prev, changed = entry.hash, {}
    at.session.execute(update(Entry), values)
    at.set_stream(head=prev)
    return STREAM, (signed or 0) + 1


def _server_key(purpose: str) -> Callable[[Target], Place]:
    def act(at: Target) -> Place:
        public = public_text(_stranger().public_key())
        at.session.execute(update(ServerKey).where(ServerKey.purpose == purpose).values(public_key=public))
        return None

    return act


def _install_key(at: Target) -> Place:
    public = public_text(_stranger().public_key())
    at.session.execute(update(Install).where(Install.id == at.change.install_id).values(public_key=public))
    first = at.session.scalars(
        select(Entry.seq)
        .join(StoredChange, StoredChange.hash == Entry.change_hash)
        .where(Entry.stream == STREAM, StoredChange.install_id == at.change.install_id)
        .order_by(Entry.seq)
    ).first()
    return None if first is None else (STREAM, first)


def _record_text(at: Target) -> Place:
    return at.set_place(text=at.placement.text.replace("2026", "2025", 1))


def _record_text_and_hash(at: Target) -> Place:
    text = at.placement.text.replace("2026", "2025", 1)
    return at.set_place(text=text, text_hash=text_hash(text))


def _placement_removed(at: Target) -> Place:
    place = at.newest_of_record
    where = (Placement.stream == STREAM) & (Placement.record_id == at.change.record_id)
    at.session.execute(delete(Placement).where(where))
    return place


def _moved(at: Target) -> Place:
    others = select(RecordRow.id).where(RecordRow.home == STREAM, RecordRow.id != at.change.record_id)
    return at.set_change(record_id=at.session.scalars(others.limit(1)).one())


def _change_removed(at: Target) -> Place:
    at.session.execute(delete(StoredChange).where(StoredChange.id == at.change.id))
    return at.here


def _late_in_force(at: Target) -> Place:
    late = at.session.scalars(
        select(StoredChange).where(StoredChange.verdict == "late", StoredChange.stream == STREAM).limit(1)
    ).one()
    change, record = late.id, late.record_id

    def edit(state: dict[str, Any]) -> None:
        entry = next(each for each in state["entries"] if each["id"] == change)
        entry.update(late=None, why=None, verdict="accepted", position=state["next"])
        state["next"] += 1

    at.session.execute(update(StoredChange).where(StoredChange.id == change).values(verdict="accepted"))
    return at.set_state(record, edit)


def _state(at: Target) -> Place:
    def edit(state: dict[str, Any]) -> None:
        held = next(held for held in state["keys"].values() if "candidates" in held)
        held["candidates"][0][1] = "altered"

    return at.set_state(at.change.record_id, edit)


def _checkpoint_removed(at: Target) -> Place:
    at.session.execute(delete(CheckpointRow).where(CheckpointRow.number == 1))
    return None


def _newest_checkpoint_removed(at: Target) -> Place:
    last = at.session.scalars(select(CheckpointRow.number).order_by(CheckpointRow.number.desc())).first()
    at.session.execute(delete(CheckpointRow).where(CheckpointRow.number == last))
    return None


def _checkpoint_altered(at: Target) -> Place:
    row = at.session.get_one(CheckpointRow, (at.tenant, 1))
    note = row.note.replace(f"\n{row.size}\n", f"\n{row.size + 1}\n")
    at.session.execute(update(CheckpointRow).where(CheckpointRow.number == 1).values(note=note))
    return None


def _head_in_log(at: Target) -> Place:
    at.session.execute(update(TreeHead).where(TreeHead.index == 0).values(root="0" * 64))
    return None


def _stream_removed(at: Target) -> Place:
    for model in (Entry, Placement):
        at.session.execute(delete(model).where(model.stream == STREAM))
    at.session.execute(delete(Stream).where(Stream.name == STREAM))
    return STREAM, 1


LONG_AGO = "2026-01-01T00:00:00.000Z"
NOTHING = "0" * 64

TAMPERINGS = (
    Tampering("a byte of a change's text is changed", "change_altered", _text_byte),
    Tampering("a change is written and signed anew", "signature_wrong", _resigned),
    Tampering("a signature is replaced by another of the install", "signature_wrong", _signature),
    Tampering("an entry is removed", "entry_missing", _entry_removed),
    Tampering("two entries are swapped", "chain_broken", _swapped),
    Tampering("the newest entry is removed and the count put back", "change_not_in_ledger", _newest_removed),
    Tampering("an entry is altered and the chain made anew", "not_as_signed", _written_anew),
    Tampering("the head is edited", "head_wrong", lambda at: at.set_stream(head=NOTHING)),
    Tampering("the stream's digest is edited", "digest_wrong", lambda at: at.set_stream(digest=NOTHING)),
    Tampering("the stream's epoch is edited", "epoch_wrong", lambda at: at.set_stream(epoch=2)),
    Tampering("an entry's digest is edited", "entry_altered", lambda at: at.set_entry(digest=NOTHING)),
    Tampering("an entry's epoch is edited", "epoch_wrong", lambda at: at.set_entry(epoch=2)),
    Tampering("an entry's time is edited", "entry_altered", lambda at: at.set_entry(received_at=LONG_AGO)),
    Tampering(
        "a change's time is edited", "received_at_altered", lambda at: at.set_change(received_at=LONG_AGO)
    ),
    Tampering("the server's receipt key is exchanged", "key_altered", _server_key("receipt")),
    Tampering("the server's checkpoint key is exchanged", "checkpoint_altered", _server_key("checkpoint")),
    Tampering("an install's public key is exchanged", "enrolment_altered", _install_key),
    Tampering("a receipt is altered", "receipt_wrong", lambda at: at.set_change(reader_head=NOTHING)),
    Tampering("a record's text is altered", "text_altered", _record_text),
    Tampering("a record's text is altered with its hash", "text_not_as_folded", _record_text_and_hash),
    Tampering("a record is taken out of a stream", "placement_wrong", _placement_removed),
    Tampering("a change is moved to another record", "change_misfiled", _moved),
    Tampering(
        "a change is renumbered", "change_misfiled", lambda at: at.set_change(dseq=at.change.dseq + 10**6)
    ),
    Tampering(
        "a change's author is changed", "change_misfiled", lambda at: at.set_change(author_id=at.change.id)
    ),
    Tampering("a verdict is altered", "verdict_altered", lambda at: at.set_change(verdict="refused")),
    Tampering("a change is removed", "change_missing", _change_removed),
    Tampering("a late change is marked as in force", "state_altered", _late_in_force),
    Tampering("a record's state is edited", "state_altered", _state),
    Tampering("a checkpoint is removed", "checkpoint_missing", _checkpoint_removed),
    Tampering("the newest checkpoint is removed", "checkpoint_missing", _newest_checkpoint_removed),
    Tampering("a checkpoint is altered", "checkpoint_altered", _checkpoint_altered),
    Tampering("a head in the log is edited", "log_altered", _head_in_log),
    Tampering("a whole stream is removed", "stream_missing", _stream_removed),
)
