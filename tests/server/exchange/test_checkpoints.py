"""Checkpoints: taken when due, signed, growing only at the end, and provable to whoever holds one."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from server.accounts.keys import key_pair
from server.accounts.signatures import is_signed_der, public_bytes
from server.clock import now
from server.database import reading, writing
from server.exchange import checkpoints
from server.exchange.checkpoints import newest_checkpoint, prove, take_checkpoint
from server.exchange.log_models import CheckpointRow, TreeHead
from server.exchange.models import Entry, Stream
from server.exchange.trees import StoredTree, entry_leaf
from sync import merkle, notes
from tests.factories.devices import Device
from tests.factories.records import NOTE


def save(device: Device, count: int) -> None:
    """Push as many notes."""
    for begin in range(0, count, 200):
        device.push(*[device.change("sighting", NOTE) for _ in range(min(200, count - begin))])


def newest(device: Device) -> CheckpointRow:
    """The newest checkpoint of the device's tenant."""
    with reading() as session:
        row = newest_checkpoint(session, device.phone.tenant)
    assert row is not None
    return row


def said(note: str) -> notes.Checkpoint:
    """What a note says."""
    return notes.read_checkpoint(notes.read_note(note).text)


def test_a_checkpoint_bears_the_signature_of_the_tenants_own_key(wren: Device) -> None:
    """Key name, key id and signature are as C2SP has them."""
    save(wren, 1)
    take_checkpoint(wren.phone.tenant, now())

    note = notes.read_note(newest(wren).note)
    with reading() as session:
        key = key_pair(session, wren.phone.tenant, "checkpoint")
    assert f"lantern/{wren.phone.tenant}" == note.signatures[0].name
    assert notes.key_id(public_bytes(key.public_key)) == note.signatures[0].key_id
    assert is_signed_der(note.text.encode(), note.signatures[0].signature, key.public_key)
    assert wren.enrolment["checkpoint_key"] == {"kid": key.kid, "public_key": key.public_key}


def test_a_checkpoint_is_taken_after_fifteen_minutes_or_when_much_has_come(
    wren: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few entries wait their quarter of an hour, many do not, none make none."""
    monkeypatch.setattr(checkpoints, "ENTRIES", 20)
    tenant, at = wren.phone.tenant, now()
    save(wren, 1)
    first = take_checkpoint(tenant, at)

    save(wren, 5)
    soon = take_checkpoint(tenant, at + timedelta(minutes=14))
    later = take_checkpoint(tenant, at + timedelta(minutes=16))
    save(wren, 20)
    many = take_checkpoint(tenant, at + timedelta(minutes=17))
    nothing_new = take_checkpoint(tenant, at + timedelta(hours=9))

    assert (1, None, 2, 3, None) == (first, soon, later, many, nothing_new)


def test_each_checkpoint_extends_the_one_before(wren: Device) -> None:
    """A consistency proof from every earlier size holds against every later root."""
    taken = []
    for count in (1, 3, 300, 2):
        save(wren, count)
        take_checkpoint(wren.phone.tenant, now(), due_only=False)
        taken.append(said(newest(wren).note))

    with reading() as session:
        for old, new in ((a, b) for i, a in enumerate(taken) for b in taken[i + 1 :]):
            proof = checkpoints.extension(session, wren.phone.tenant, old.size, new.size) or []
            hashes = [base64.b64decode(each) for each in proof]
            assert merkle.is_extension(old.size, new.size, old.root, new.root, hashes)
        assert checkpoints.extension(session, wren.phone.tenant, taken[-1].size + 1, taken[-1].size) is None


def test_every_entry_that_a_checkpoint_covers_can_be_proved(wren: Device) -> None:
    """From the entry to its stream's root, from there to the log's; an entry after it cannot yet."""
    save(wren, 516)
    take_checkpoint(wren.phone.tenant, now())
    save(wren, 3)

    with reading() as session:
        last = session.get_one(Stream, (wren.phone.tenant, "op/harbour")).last_seq
        rows = session.execute(select(Entry.seq, Entry.hash).where(Entry.stream == "op/harbour"))
        hashes = {seq: entry_hash for seq, entry_hash in rows}  # noqa: C416  rows are no tuples to types
        for seq in (1, 255, 256, 257, 512, 513, last - 3):
            assert _holds(prove(session, wren.phone.tenant, "op/harbour", seq), hashes[seq])
            assert not _holds(prove(session, wren.phone.tenant, "op/harbour", seq), hashes[seq + 1])
        assert prove(session, wren.phone.tenant, "op/harbour", last - 2) is None
        assert prove(session, wren.phone.tenant, "op/harbour", 0) is None


def _holds(proof: checkpoints.Proof | None, entry_hash: str) -> bool:
    assert proof is not None
    root, tenant = bytes.fromhex(proof.root), said(proof.checkpoint).origin.removeprefix("lantern/")
    leaf = merkle.leaf_hash(notes.tree_leaf(tenant, proof.stream, proof.epoch, proof.size, root))
    in_stream, in_log = (
        [base64.b64decode(each) for each in hashes] for hashes in (proof.in_stream, proof.in_log)
    )
    log = said(proof.checkpoint)
    return merkle.is_included(
        entry_leaf(entry_hash), proof.seq - 1, proof.size, in_stream, root
    ) and merkle.is_included(leaf, proof.index, log.size, in_log, log.root)


def test_a_checkpoint_reads_a_bounded_number_of_rows(wren: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many entries stand before, only the newest blocks are read again."""
    save(wren, 530)
    take_checkpoint(wren.phone.tenant, now())
    save(wren, 1)
    read: list[tuple[int, int]] = []
    whole = StoredTree.hashes

    def counted(self: StoredTree, level: int, block: int) -> Any:
        read.append((level, block))
        return whole(self, level, block)

    monkeypatch.setattr(StoredTree, "hashes", counted)
    take_checkpoint(wren.phone.tenant, now(), due_only=False)

    blocks = {each for each in read if each[0] == 0}
    assert {(0, 2), (0, 0)} == blocks, "the last block of the stream and the only one of the log"


def test_a_pull_brings_the_newest_checkpoint_with_the_proof_that_it_extends_the_phones(wren: Device) -> None:
    """Once; a phone that has it is not sent it again, one ahead of the server is told that no proof exists."""
    save(wren, 1)
    assert _checkpoint_line(wren, 0) is None
    take_checkpoint(wren.phone.tenant, now())
    first = _checkpoint_line(wren, 0)
    assert first is not None
    old = said(first["note"])
    save(wren, 2)
    take_checkpoint(wren.phone.tenant, now(), due_only=False)

    second = _checkpoint_line(wren, old.size)
    assert second is not None
    new = said(second["note"])

    hashes = [base64.b64decode(each) for each in second["consistency"]]
    assert merkle.is_extension(old.size, new.size, old.root, new.root, hashes)
    assert _checkpoint_line(wren, new.size) is None
    ahead = _checkpoint_line(wren, new.size + 5)
    assert ahead is not None
    assert ahead["consistency"] is None


def _checkpoint_line(device: Device, size: int) -> dict[str, Any] | None:
    body = {"install": device.phone.install, "cursors": {}, "verdicts": 0, "checkpoint": size}
    answer = device.phone.client.post("/api/pull", json=body, headers=device.phone.headers)
    lines = [json.loads(each) for each in answer.get_data(as_text=True).splitlines()]
    return next((each for each in lines if each.get("line") == "checkpoint"), None)


@pytest.mark.parametrize("size", [-1, 1.5, "3", None, True])
def test_a_size_that_is_none_is_named(wren: Device, size: object) -> None:
    """400, with the place."""
    body = {"install": wren.phone.install, "cursors": {}, "verdicts": 0, "checkpoint": size}

    answer = wren.phone.client.post("/api/pull", json=body, headers=wren.phone.headers)

    assert (400, "checkpoint") == (answer.status_code, answer.get_json()["problems"][0]["path"])


def test_a_long_ledger_is_counted_in_steps(wren: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first checkpoint over many entries holds the writers' lock for a block at a time."""
    save(wren, 530)
    monkeypatch.setattr(checkpoints, "BLOCKS_AT_ONCE", 1)

    take_checkpoint(wren.phone.tenant, now())

    with writing() as session:
        heads = session.scalar(select(func.count()).select_from(TreeHead))
        proof = prove(session, wren.phone.tenant, "op/harbour", 300)
        entry = session.get_one(Entry, (wren.phone.tenant, "op/harbour", 300))
    assert heads == said(newest(wren).note).size
    assert _holds(proof, entry.hash)
