"""Photographs, sound and papers as evidence: `lantern verify` and the bundle hold each to the hash that was signed."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.database import reading, writing
from server.erasure.service import Wanted, Why, erase
from server.evidence.bundles import export
from server.evidence.findings import NOTED, WORDS, Report
from server.evidence.telling import words_of
from server.evidence.walk import walk
from server.files.models import FilePart, StoredFile
from server.settings import Settings
from tests.factories.devices import Device
from tests.factories.files import attach, photograph, upload, value_of
from tests.server.evidence.conftest import Command
from tests.server.evidence.test_bundles import checked

DATA = photograph()
OTHER = photograph(300_000, seed=2)


@pytest.fixture
def settings(settings_with_journal: Settings) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return settings_with_journal


@pytest.fixture
def record(wren: Device) -> str:
    """A vehicle with one photograph that arrived, and another that has not."""
    record, change = attach(wren, DATA, **{"files/k2/file": value_of(OTHER)})
    upload(wren, change, DATA)
    return record


def walked(session: Session, tenant: str) -> Report:
    """What the walk says."""
    session.expire_all()
    return walk(session, session.get_one(Tenant, tenant))


def test_a_file_that_has_not_arrived_is_noted_and_breaks_nothing(wren: Device, record: str) -> None:
    """It names the first, and its change."""
    with reading() as session:
        report = walked(session, wren.phone.tenant)

    (noted,) = [each for each in report.noted() if each.code == "file_not_received"]
    assert (True, 2, 1) == (report.is_whole, report.files, report.counts["file_not_received"])
    assert str(noted.about).startswith(value_of(OTHER)["sha256"])


def _byte(session: Session) -> None:
    part = session.get_one(FilePart, _first(session))
    changed = bytes([part.data[0] ^ 1]) + part.data[1:]
    session.execute(update(FilePart).where(FilePart.start == 0).values(data=changed))


def _part(session: Session) -> None:
    session.execute(delete(FilePart).where(FilePart.start == 0))


def _row(session: Session) -> None:
    session.execute(delete(StoredFile))


def _first(session: Session) -> tuple[str, str, int]:
    row = session.query(StoredFile).one()
    return row.tenant_id, row.id, 0


TAMPERINGS: dict[str, tuple[Callable[[Session], None], str]] = {
    "a byte of a stored file is changed": (_byte, "file_altered"),
    "a part of it is removed": (_part, "file_missing"),
    "the file is removed": (_row, "file_missing"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_file_that_is_altered_or_gone_is_broken_at_its_entry(wren: Device, record: str, name: str) -> None:
    """The first place is named, in words."""
    act, code = TAMPERINGS[name]
    with writing() as session:
        act(session)
        report = walked(session, wren.phone.tenant)
        session.rollback()

    first = report.first_broken("op/harbour")
    assert first is not None
    assert (code, value_of(DATA)["sha256"]) == (first.code, first.about)
    assert first.seq is not None
    assert any(f"[{code}]" in line for line in words_of(report))


def test_an_erased_file_breaks_nothing(wren: Device, record: str) -> None:
    """Its change no longer names it."""
    erase(wren.phone.tenant, Wanted([], record=record), Why("asked", "CASE-1"))

    with reading() as session:
        report = walked(session, wren.phone.tenant)

    assert (True, 0) == (report.is_whole, report.files)


def test_files_can_be_passed_over(wren: Device, record: str, lantern: Command) -> None:
    """For whoever has many and little time; else the report counts them."""
    with writing() as session:
        _byte(session)

    assert "BROKEN op/harbour" in lantern("verify", status=1)
    assert "Nothing is broken" in lantern("verify", "--skip-files")


def test_every_code_has_words() -> None:
    """As all findings."""
    assert {"file_altered", "file_missing"} <= WORDS.keys()
    assert "file_not_received" in NOTED


def test_a_bundle_holds_the_originals_and_says_which_are_missing(record: str, tmp_path: Path) -> None:
    """The standalone verifier holds each to the hash in the signed change; the pages list them."""
    export(record, None, tmp_path / "bundle.zip")

    status, words = checked(tmp_path / "bundle.zip")

    with zipfile.ZipFile(tmp_path / "bundle.zip") as held:
        name = f"files/{value_of(DATA)['sha256']}.jpg"
        assert DATA == held.read(name)
        assert name in held.read("record.html").decode()
        assert held.testzip() is None
    assert 0 == status, words
    assert "has the hash that was signed" in words
    assert "Its receipt is signed" in words
    assert "is not in the bundle: it has not been received" in words


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_bundle_does_not_pass_other_bytes_off_as_the_original(
    record: str, tmp_path: Path, lantern: Command, name: str
) -> None:
    """What is altered or gone is left out, and the reason said; signed receipts make the bundle not hold."""
    with writing() as session:
        TAMPERINGS[name][0](session)

    said = lantern("bundle", record, "--out", str(tmp_path / "bundle.zip"))

    with zipfile.ZipFile(tmp_path / "bundle.zip") as held:
        lines = {each["sha256"]: each for each in json.loads(held.read("evidence.json"))["files"]}
        assert not [each for each in held.namelist() if each.startswith("files/")]
    line = lines[value_of(DATA)["sha256"]]
    status, words = checked(tmp_path / "bundle.zip")
    assert "2 files are not in it" in said
    assert line["why"] in words
    assert line["why"] != lines[value_of(OTHER)["sha256"]]["why"]
    assert (1 if line["receipt"] is not None else 0) == status


def rebuilt(path: Path, edit: Callable[[dict[str, bytes], dict[str, Any]], None]) -> Path:
    """A bundle whose files were edited, with a manifest that agrees."""
    from hashlib import sha256  # noqa: PLC0415  the one place that forges a manifest

    forged = path.with_name("forged.zip")
    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    manifest, evidence = json.loads(files.pop("manifest.json")), json.loads(files["evidence.json"])
    edit(files, evidence)
    files["evidence.json"] = json.dumps(evidence, ensure_ascii=False).encode()
    manifest["files"] = {name: sha256(data).hexdigest() for name, data in files.items()}
    with zipfile.ZipFile(forged, "w") as target:
        for name, data in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            target.writestr(name, data)
    return forged


def _original(files: dict[str, bytes]) -> str:
    return next(name for name in files if name.startswith("files/"))


def _edited(files: dict[str, bytes], _evidence: dict[str, Any]) -> None:
    files[_original(files)] = DATA[:-1] + b"x"


def _removed(files: dict[str, bytes], _evidence: dict[str, Any]) -> None:
    del files[_original(files)]


def _denied(files: dict[str, bytes], evidence: dict[str, Any]) -> None:
    del files[_original(files)]
    for each in evidence["files"]:
        each["name"], each["why"] = None, "it has not been received"


def _unlisted(files: dict[str, bytes], evidence: dict[str, Any]) -> None:
    del files[_original(files)]
    evidence["files"] = []


def _receipt(_files: dict[str, bytes], evidence: dict[str, Any]) -> None:
    received = next(each for each in evidence["files"] if each["receipt"] is not None)
    received["receipt"][0][5] = "2026-01-01T00:00:00.000Z"


@pytest.mark.parametrize("edit", [_edited, _removed, _denied, _unlisted, _receipt])
def test_a_bundle_whose_files_were_altered_does_not_hold(
    record: str, tmp_path: Path, edit: Callable[[dict[str, bytes], dict[str, Any]], None]
) -> None:
    """Whatever is edited, with a manifest made to fit."""
    export(record, None, tmp_path / "bundle.zip")

    status, words = checked(rebuilt(tmp_path / "bundle.zip", edit))

    assert (1, True) == (status, "DOES NOT HOLD" in words), words
