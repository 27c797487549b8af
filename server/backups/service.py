"""Making a backup of the running database, and putting one back under a new epoch (PROTOCOL section 21).

A backup holds the files of changes too: they stand in the database (decision 0021). What it does not hold: the secret
(LANTERN_SECRET_KEY or the file `*.secret`), without which its keys do not open,
and the journal of erasures, which is to survive it. Both are kept elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.backups import postgres, sqlite
from server.database import db, is_sqlite, reading
from server.erasure import service as erasure
from server.exchange.epochs import epoch_of, raise_epoch


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. epochs: the new epoch by name of the tenant; erased: erasures that were done again."""

    epochs: dict[str, int]
    erased: int


def back_up(target: Path) -> None:
    """Write one consistent backup while the server runs. Raises FileExistsError, ValueError, LookupError."""
    if target.exists():
        raise FileExistsError(f"{target} exists; a backup never replaces one")
    if is_sqlite(db.engine):
        sqlite.back_up(db.engine.url, target)
    else:
        postgres.back_up(db.engine.url, target)


def restore(source: Path, at: datetime) -> Restored:
    """Put a backup in the place of the database, whose server must be stopped.

    Every tenant begins a new epoch, above that of the database which is replaced, and everything that the journal of
    erasures has is erased again. Raises ValueError for what is no backup, LookupError for a missing program.
    """
    if not source.is_file():
        raise ValueError(f"{source} is not there")
    present = _present_epochs()
    epochs: dict[str, int] = {}

    def prepare(session: Session) -> None:
        for tenant in session.scalars(select(Tenant).order_by(Tenant.name)).all():
            above = present.get(tenant.id, 0)
            epochs[tenant.name] = raise_epoch(session, tenant.id, "command", at, above=above)

    if is_sqlite(db.engine):
        sqlite.restore(db.engine.url, source, prepare)
    else:
        postgres.restore(db.engine, source, prepare)
    return Restored(epochs, erasure.replay())


def _present_epochs() -> dict[str, int]:
    """The epochs of the database that is about to go; none when it cannot be read any more."""
    try:
        with reading() as session:
            tenants = session.scalars(select(Tenant.id)).all()
            return {tenant: epoch_of(session, tenant) for tenant in tenants}
    except DBAPIError:
        return {}
    finally:
        db.engine.dispose()
