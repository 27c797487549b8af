"""The server's time: the only clock that is ever compared with anything."""

import secrets
import uuid
from datetime import UTC, datetime, timedelta
from functools import lru_cache


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A server time as it stands on the wire: UTC with milliseconds, `2026-11-22T02:14:05.123Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def new_id(at: datetime) -> str:
    """A UUIDv7 of this moment (RFC 9562): 48 bits of milliseconds, the rest random."""
    milliseconds = int(at.timestamp() * 1000)
    value = (milliseconds << 80) | (7 << 76) | (secrets.randbits(12) << 64) | (2 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def local_date(moment: datetime) -> str:
    """The day in Great Britain, ISO text: summer time from the last Sunday of March to that of October, 01:00 UTC."""
    utc = moment.astimezone(UTC)
    begins, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    return (utc + timedelta(hours=1) if begins <= utc < ends else utc).date().isoformat()


@lru_cache(maxsize=16)
def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
