"""How long `lantern verify` takes over 100,000 signed changes, in how much memory, and whether it finds each tampering.

The changes are pushed by model phones as real ones push. Each tampering is planted in a transaction that is rolled
back; then an older copy of the ledger is held against a checkpoint and a receipt from after it.
"""

import argparse
import os
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import create_app
from server.accounts.models import Tenant
from server.clock import now
from server.database import Base, db, reading, writing
from server.evidence.findings import Report
from server.evidence.walk import walk
from server.exchange.checkpoints import newest_checkpoint, take_checkpoint
from server.settings import Settings, database_url
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.evidence.conftest import late_change
from tests.server.evidence.tampering import TAMPERINGS, Target
from tests.server.people import QUICK_HASH, SECRET, Partnership

PUSH = 200
SHIFT = 5_000
"""Changes of one phone: twenty phones write the ledger, and a checkpoint follows each."""


def main() -> int:
    """Make the ledger, walk it, plant every tampering. Returns 1 when one is not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the ledger is kept, or was made before")
    parser.add_argument("--first", type=int, default=1, help="the number of the first tampering")
    parser.add_argument("--only", type=int, default=len(TAMPERINGS), help="as many tamperings")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        ledger, older = folder / "lantern.sqlite", folder / "older.sqlite"
        if not older.exists():
            folder.mkdir(parents=True, exist_ok=True)
            make(ledger, older, given.changes)
        print(f"load average: {os.getloadavg()[0]:.1f}", flush=True)
        missed = measure(ledger, given.first, given.only) + compare(ledger, older)
    print(f"{missed} not found" if missed else "all found")
    return 1 if missed else 0


def make(ledger: Path, older: Path, changes: int) -> None:
    """Push them all; `older` is a copy from before the last phone's."""
    begin = time.perf_counter()
    with app_on(ledger).app_context():
        Base.metadata.create_all(db.engine)
        partnership = Partnership()
        partnership.add("wren", welfare=True)
        for done in range(0, changes, SHIFT):
            if done + SHIFT >= changes:
                copy(ledger, older)
            write(partnership.tenant, min(SHIFT, changes - done))
            print(f"{min(done + SHIFT, changes)} changes, {time.perf_counter() - begin:.0f} s", flush=True)
        db.engine.dispose()


def write(tenant: str, changes: int) -> None:
    """One phone's shift: every fourth change is an edit of a record made before, one comes late."""
    phone: Device = device(current_app.test_client(), "wren")
    made: list[str] = []
    for _ in range(0, changes, PUSH):
        batch = []
        for number in range(PUSH):
            edited = made[-number] if number % 4 == 3 and len(made) > PUSH else None
            values = {"street": f"Tide Lane {number}"} if edited else NOTE
            change = phone.fields("sighting", values, record=edited)
            made.append(change["record"])
            batch.append(phone.envelope(change))
        phone.push(*batch)
    late_change(phone, made[0])
    take_checkpoint(tenant, now(), due_only=False)


def measure(ledger: Path, first: int, count: int) -> int:
    """Walk the whole ledger, then so many altered ones from the first on. Returns how many were not found."""
    missed = 0
    with app_on(ledger).app_context():
        begin = time.perf_counter()
        with reading() as session:
            report = walked(session)
        seconds = time.perf_counter() - begin
        print(f"whole: {report.is_whole}, {report.changes} changes in {seconds:.1f} s, {peak()}", flush=True)
        missed += not report.is_whole
        for number, tampering in list(enumerate(TAMPERINGS, 1))[first - 1 : first - 1 + count]:
            begin = time.perf_counter()
            with writing() as session:
                place = tampering.act(Target(session, report.tenant))
                session.expire_all()
                altered = walked(session)
                session.rollback()
            broken = altered.first_broken(place[0]) if place else None
            found = tampering.code in altered.counts and (
                place is None or (broken and broken.seq == place[1])
            )
            missed += not found
            print(
                f"{number:2} {'found ' if found else 'MISSED'} {tampering.name}: {tampering.code}"
                f"{f' at {place[0]} {place[1]}' if place else ''}, {time.perf_counter() - begin:.1f} s",
                flush=True,
            )
        print(peak())
        db.engine.dispose()
    return missed


def compare(ledger: Path, older: Path) -> int:
    """An older copy by itself, and beside a checkpoint and a receipt from after it. Returns what was not found."""
    with app_on(ledger).app_context():
        with reading() as session:
            newest = newest_checkpoint(session, session.scalars(select(Tenant.id)).one())
        db.engine.dispose()
    if newest is None:
        raise LookupError("no checkpoint was taken")
    with app_on(older).app_context():
        with reading() as session:
            alone = walked(session)
            beside = walked(session, (newest.note,))
        db.engine.dispose()
    print(f"older copy alone: whole {alone.is_whole}; what no walk can see is said: {not alone.given}")
    print(f"older copy beside a checkpoint: {dict(beside.counts)}")
    return (not alone.is_whole) + ("given_removed" not in beside.counts)


def walked(session: Session, checkpoints: tuple[str, ...] = ()) -> Report:
    """The walk over the one tenant that there is."""
    return walk(session, session.scalars(select(Tenant)).one(), checkpoints)


def app_on(path: Path) -> Flask:
    """The app over a ledger's file."""
    return create_app(Settings(database_url(f"sqlite:///{path}"), SECRET, hashing=QUICK_HASH))


def copy(ledger: Path, older: Path) -> None:
    """The ledger as it stands now, while it is open."""
    with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(older)) as target:
        source.backup(target)


def peak() -> str:
    """The most memory that this process and any that it began have held."""
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"peak {own} MiB here, {children} MiB in the largest other process"


if __name__ == "__main__":
    sys.exit(main())
