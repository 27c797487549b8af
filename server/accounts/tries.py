"""Slowing down whoever guesses passwords: failures are counted by name and by address.

The name is counted whether or not there is such an account, so that the answer tells nothing. Names and
addresses are kept as keyed hashes, and for one window only.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.accounts.models import SignInAttempt
from server.accounts.sealing import keyed_hash
from server.settings import Settings

FACTORS = {"pair": 1, "name": 5, "address": 10}
"""How many times `sign_in_tries` may fail in one window: a name from one address, a name from anywhere (so that
a stranger elsewhere cannot lock an officer out), an address (a station behind one router)."""


def minutes_to_wait(
    session: Session, username: str, address: str, settings: Settings, at: datetime
) -> int | None:
    """Whole minutes until another try counts; None when one is allowed now."""
    for kind, bucket in _buckets(username, address).items():
        row = session.get(SignInAttempt, bucket)
        ends = row.window_began + settings.sign_in_window if row else at
        if row is not None and row.failures >= settings.sign_in_tries * FACTORS[kind] and at < ends:
            return int((ends - at) / timedelta(minutes=1)) + 1
    return None


def count_failure(session: Session, username: str, address: str, settings: Settings, at: datetime) -> None:
    """Count one failed try against all three, and forget windows that are over."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.window_began < at - settings.sign_in_window))
    for bucket in sorted(_buckets(username, address).values()):
        if not _add_one(session, bucket):
            try:
                with session.begin_nested():
                    session.add(SignInAttempt(bucket=bucket, failures=1, window_began=at))
            except IntegrityError:  # Another process made the row in between.
                _add_one(session, bucket)


def forget_failures(session: Session, username: str, address: str) -> None:
    """A right password ends the count of this name from this address."""
    bucket = _buckets(username, address)["pair"]
    session.execute(delete(SignInAttempt).where(SignInAttempt.bucket == bucket))


def _add_one(session: Session, bucket: str) -> bool:
    counted = session.execute(
        update(SignInAttempt)
        .where(SignInAttempt.bucket == bucket)
        .values(failures=SignInAttempt.failures + 1)
        .returning(SignInAttempt.failures)
    )
    return counted.first() is not None


def _buckets(username: str, address: str) -> dict[str, str]:
    subjects = {"pair": f"{username}/{address}", "name": username, "address": address}
    return {kind: keyed_hash(f"{kind}/{subject}", "tries") for kind, subject in subjects.items()}
