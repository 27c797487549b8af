"""Which streams a person may read or write: derived from role and membership, kept with their versions.

A grant is never altered but for its end. What stood, and when it ended, stays to be asked: a change that
arrives after the end is `late`, one for a stream that was never granted is `quarantined`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from server.accounts.models import Grant
from server.clock import stamp
from sync.fields import Role

Mode: TypeAlias = Literal["read", "create"]

_OFFICER_WITHOUT_WELFARE: Mapping[str, Mode] = {"op": "read", "care": "create", "sup": "create"}

OPERATION_MODES: Mapping[Role, Mapping[str, Mode]] = {
    "officer": _OFFICER_WITHOUT_WELFARE,
    "council_officer": _OFFICER_WITHOUT_WELFARE,
    "supervisor": {"op": "read", "care": "read", "sup": "read"},
}
"""What membership of an operation gives by role. Council enforcement officers never read welfare records."""

STANDING: Mapping[Role, tuple[str, ...]] = {
    "officer": ("ref", "staff"),
    "council_officer": ("ref", "staff"),
    "supervisor": ("ref", "staff"),
    "records_officer": ("ref", "staff"),
    "administrator": ("ref", "staff"),
    "support_worker": ("ref",),
}
"""What everybody of a role reads from the first day."""


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant as it is asked at each request: the columns that say what it gives, and no row to be kept up to date."""

    stream: str
    version: int
    mode: str
    begins: datetime
    ends: datetime | None


_HELD = (
    select(Grant.stream, Grant.version, Grant.mode, Grant.begins, Grant.ends)
    .where(Grant.tenant_id == bindparam("tenant"), Grant.person_id == bindparam("person"))
    .order_by(Grant.stream, Grant.version)
)


def standing_streams(role: Role, agency: str | None) -> dict[str, Mode]:
    """Streams that come with an account alone."""
    streams: dict[str, Mode] = dict.fromkeys(STANDING.get(role, ()), "read")
    if role == "support_worker" and agency is not None:
        streams[f"agency/{agency}"] = "read"
    return streams


def operation_streams(role: Role, operation: str, *, welfare: bool) -> dict[str, Mode]:
    """Streams that come with membership of an operation; none for roles that do not walk or supervise.

    welfare: an officer named for welfare reads welfare records. Raises ValueError for another role.
    """
    modes = dict(OPERATION_MODES.get(role, {}))
    if welfare and role != "officer":
        raise ValueError("only an officer can be named for welfare")
    if welfare:
        modes["care"] = "read"
    return {f"{home}/{operation}": mode for home, mode in modes.items()}


def newest_grants(session: Session, tenant: str, person: str) -> tuple[Grant, ...]:
    """The newest grant of each stream that this person ever had, standing or ended, by stream."""
    rows = session.scalars(
        select(Grant)
        .where(Grant.tenant_id == tenant, Grant.person_id == person)
        .order_by(Grant.stream, Grant.version)
    )
    return tuple({row.stream: row for row in rows}.values())


def held_grants(connection: Connection, tenant: str, person: str) -> tuple[HeldGrant, ...]:
    """What `newest_grants` finds, to be read alone."""
    return tuple({each.stream: each for each in all_grants(connection, tenant, person)}.values())


def all_grants(connection: Connection, tenant: str, person: str) -> list[HeldGrant]:
    """Every grant that this person ever had, by stream and version."""
    return [HeldGrant(*row) for row in connection.execute(_HELD, {"tenant": tenant, "person": person})]


def stands(grant: Grant | HeldGrant, at: datetime) -> bool:
    """Whether the grant gives anything at this moment."""
    return grant.begins <= at and (grant.ends is None or at < grant.ends)


def give(session: Session, tenant: str, person: str, streams: Mapping[str, Mode], at: datetime) -> None:
    """Let the person have these streams from now on; a stream held in the same mode is left as it is."""
    held = {grant.stream: grant for grant in newest_grants(session, tenant, person)}
    for stream, mode in sorted(streams.items()):
        before = held.get(stream)
        if before is not None and stands(before, at):
            if before.mode == mode and before.ends is None:
                continue
            before.ends = at
        session.add(
            Grant(
                tenant_id=tenant, person_id=person, stream=stream, mode=mode, begins=at, ends=None,
                version=before.version + 1 if before else 1,
            )
        )  # fmt: skip
    session.flush()


def end(session: Session, tenant: str, person: str, streams: Iterable[str] | None, at: datetime) -> None:
    """End what stands of these streams; None ends all."""
    wanted = None if streams is None else set(streams)
    for grant in newest_grants(session, tenant, person):
        if stands(grant, at) and (wanted is None or grant.stream in wanted):
            grant.ends = at
    session.flush()


def on_the_wire(grant: Grant | HeldGrant) -> dict[str, str | int | None]:
    """A grant as PROTOCOL section 3 writes it."""
    return {
        "stream": grant.stream,
        "mode": grant.mode,
        "version": grant.version,
        "begins": stamp(grant.begins),
        "ends": stamp(grant.ends) if grant.ends else None,
    }
