"""Evidence bundles: checked without the server, holding one record alone, and refused when anything in them changed."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select, update

from server.accounts.signatures import sign
from server.audit.models import AuditRow
from server.database import reading, writing
from server.evidence.bundles import NoSuchRecordError, export
from server.exchange.models import Erasure, RecordRow, StoredChange
from sync.changes import change_hash, signed_bytes
from tests.factories.devices import Device
from tests.factories.records import NOTE
from tests.server.evidence.conftest import Command

MARKER = "Zauberwort"
"""Stands in records that must not get into another's bundle."""


@pytest.fixture
def record(wren: Device) -> str:
    """A note with an edit by somebody else and a late change."""
    with reading() as session:
        late = select(StoredChange.record_id).where(StoredChange.verdict == "late")
        return session.scalars(late).one()


@pytest.fixture
def bundle(record: str, tmp_path: Path) -> Path:
    """Its bundle."""
    path = tmp_path / "bundle.zip"
    export(record, None, path)
    return path


def checked(path: Path, *words: str) -> tuple[int, str]:
    """What the verifier out of the bundle says, run in a folder with nothing of Lantern in reach."""
    folder = path.parent / "alone"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(path) as held:
        (folder / "verify_bundle.py").write_bytes(held.read("verify_bundle.py"))
    shutil.copy(path, folder / "given.zip")
    run = subprocess.run(
        [sys.executable, "-I", "verify_bundle.py", "given.zip", *words],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.returncode, run.stdout + run.stderr


def altered(path: Path, edit: Callable[[dict[str, Any]], None]) -> Path:
    """A bundle whose evidence was edited, with a manifest that agrees."""
    from hashlib import sha256  # noqa: PLC0415  the one place that forges a manifest

    forged = path.with_name("forged.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(forged, "w") as target:
        files = {name: source.read(name) for name in source.namelist()}
        evidence = json.loads(files["evidence.json"])
        edit(evidence)
        files["evidence.json"] = json.dumps(evidence, ensure_ascii=False).encode()
        manifest = json.loads(files.pop("manifest.json"))
        manifest["files"] = {name: sha256(data).hexdigest() for name, data in files.items()}
        for name, data in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            target.writestr(name, data)
    return forged


def test_a_bundle_is_checked_without_a_server_and_says_what_it_proves(bundle: Path) -> None:
    """Signatures, receipts, entries, proofs and keys hold; what no bundle proves is said too."""
    status, words = checked(bundle)

    assert 0 == status, words
    for said in (
        "is signed by install", "verdict: late", "none left out between", "Every entry stands in the log",
        "was not written earlier than entry", "proved its key", "Nothing proves “not later than”",
        "Everything in the bundle holds",
    ):  # fmt: skip
        assert said in words, words


def test_a_bundle_is_compared_with_a_checkpoint_and_a_key_from_elsewhere(
    bundle: Path, lantern: Command, tmp_path: Path
) -> None:
    """What somebody kept agrees; what somebody knows of another server does not."""
    (tmp_path / "note").write_text(lantern("checkpoint"))

    agreed = checked(bundle, "--checkpoint", str(tmp_path / "note"))
    foreign = checked(bundle, "--key", "0123456789abcdef")

    assert 0 == agreed[0]
    assert "the one that you gave from elsewhere" in agreed[1]
    assert 1 == foreign[0]


def _byte(evidence: dict[str, Any]) -> None:
    change = evidence["changes"][0]
    change["text"] = change["text"].replace("2026", "2025", 1)


def _resigned(evidence: dict[str, Any]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    _byte(evidence)
    change = evidence["changes"][0]
    change["signature"], change["hash"] = sign(signed_bytes(change["text"]), key), change_hash(change["text"])


def _signature(evidence: dict[str, Any]) -> None:
    evidence["changes"][0]["signature"] = evidence["changes"][1]["signature"]


def _verdict(evidence: dict[str, Any]) -> None:
    evidence["changes"][-1]["receipt"][0][3] = "accepted"


def _entry_time(evidence: dict[str, Any]) -> None:
    evidence["entries"][1]["received_at"] = "2026-01-01T00:00:00.000Z"


def _entry_left_out(evidence: dict[str, Any]) -> None:
    del evidence["entries"][1]


def _key(evidence: dict[str, Any]) -> None:
    evidence["installs"][0]["public_key"] = evidence["installs"][1]["public_key"]


def _author(evidence: dict[str, Any]) -> None:
    first, second = (each["person"] for each in evidence["installs"][:2])
    evidence["installs"][0]["person"], evidence["installs"][1]["person"] = second, first


def _checkpoint(evidence: dict[str, Any]) -> None:
    origin, size, rest = evidence["checkpoint"].split("\n", 2)
    evidence["checkpoint"] = f"{origin}\n{int(size) + 1}\n{rest}"


def _proof(evidence: dict[str, Any]) -> None:
    evidence["proofs"][0]["in_stream"] = evidence["proofs"][0]["in_stream"][::-1][1:]


def _server_key(evidence: dict[str, Any]) -> None:
    evidence["keys"]["checkpoint"] = evidence["keys"]["receipt"]


EDITS = (
    _byte, _resigned, _signature, _verdict, _entry_time, _entry_left_out, _key, _author, _checkpoint, _proof,
    _server_key,
)  # fmt: skip


def test_a_bundle_that_was_altered_does_not_hold(bundle: Path) -> None:
    """Whatever is edited, with a manifest made to fit: the verifier says that it does not hold, and which part."""
    answers = {each.__name__: checked(altered(bundle, each)) for each in EDITS}

    assert {} == {
        name: words
        for name, (status, words) in answers.items()
        if status != 1 or "DOES NOT HOLD" not in words
    }


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_bundle_is_told_in_a_sentence(bundle: Path, data: bytes) -> None:
    """No traceback."""
    broken = bundle.parent / "alone" / "broken.zip"
    checked(bundle)
    broken.write_bytes(data)

    status, words = checked(bundle, "--key", "x")
    run = subprocess.run(
        [sys.executable, "-I", "verify_bundle.py", "broken.zip"],
        cwd=broken.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (1, 1) == (status, run.returncode), words
    assert "Traceback" not in run.stderr
    assert "not a whole bundle" in run.stdout


def test_a_bundle_holds_one_record_and_nothing_of_another_stream(wren: Device, tmp_path: Path) -> None:
    """A warning about somebody who is also supported: no word of care/ in any file, and only its own changes."""
    with reading() as session:
        supported = session.scalars(select(RecordRow.id).where(RecordRow.type == "person_supported")).one()
    wren.save(
        "person_supported",
        {"names_used": {"add": [MARKER], "remove": []}},
        record=supported,
        stream="care/harbour",
    )
    wren.save("sighting", NOTE | {"words": MARKER})
    warning, verdict = wren.save("sighting", NOTE | {"words": "Łucja on Tide Lane"})
    assert "accepted" == verdict["verdict"]

    export(warning, None, tmp_path / "one.zip")

    with zipfile.ZipFile(tmp_path / "one.zip") as held:
        contents = {name: held.read(name) for name in held.namelist()}
    evidence = json.loads(contents["evidence.json"])
    assert [warning] == [json.loads(each["text"])["record"] for each in evidence["changes"]]
    assert "Łucja" in contents["record.html"].decode()
    assert contents["record.pdf"].startswith(b"%PDF")
    for name, data in contents.items():
        for word in (MARKER, supported, "care/", "person_supported"):
            assert word.encode() not in data, f"{word} in {name}"


def test_an_erased_change_is_a_hash_alone(wren: Device, record: str, tmp_path: Path) -> None:
    """Its place and receipt are there, its words are nowhere, and the bundle holds."""
    with writing() as session:
        row = session.scalars(
            select(StoredChange).where(StoredChange.record_id == record, StoredChange.op == "create")
        ).one()
        session.add(
            Erasure(
                tenant_id=row.tenant_id, hash=row.hash, change_id=row.id, record_id=record,
                at=row.received_at, reason="request", case_number=None, person_id=None,
            )
        )  # fmt: skip
        session.execute(update(StoredChange).where(StoredChange.id == row.id).values(text=b""))
        erased = row.hash

    export(record, None, tmp_path / "bundle.zip")

    with zipfile.ZipFile(tmp_path / "bundle.zip") as held:
        evidence = json.loads(held.read("evidence.json"))
    change = next(each for each in evidence["changes"] if each["hash"] == erased)
    assert (None, None, "it was erased") == (change["text"], change["signature"], change["why"])
    status, words = checked(tmp_path / "bundle.zip")
    assert 0 == status, words
    assert "it was erased" in words


def test_an_export_is_noted_before_it_is_written_and_never_over_another(
    wren: Device, record: str, lantern: Command, tmp_path: Path
) -> None:
    """One row of the audit with the record and stream; a file that is there stays; an unknown record is told."""
    path = tmp_path / "bundle.zip"

    said = lantern("bundle", record, "--out", str(path))
    lantern("bundle", record, "--out", str(path), status=1)
    lantern("bundle", "4bcca8cb-b0e0-46a2-a23c-541364280cf5", "--out", str(tmp_path / "no.zip"), status=1)

    with reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.act == "exported")).all()
    assert f"of record {record} in op/harbour" in said
    assert {(record, "op/harbour")} == {(row.subject["record"], row.subject["stream"]) for row in rows}
    assert not (tmp_path / "no.zip").exists()
    with pytest.raises(NoSuchRecordError):
        export(record, "care/harbour", tmp_path / "no.zip")
