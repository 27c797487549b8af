"""The server's time: the only clock that is ever compared with anything."""

import secrets
import uuid
from datetime import UTC, datetime


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
