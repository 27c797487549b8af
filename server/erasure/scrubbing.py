"""Free space in the database's files: older versions of rows lie there until they are written over."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.audit.models import AuditRow
from server.audit.service import record as audit
from server.database import db, in_transaction, is_sqlite, reading

TABLES = ("change", "apart_change", "record", "placement", "link", "unsigned_note", "apart_sealed")
"""Tables whose rows hold or held words of records, of drafts too."""

_LEAVES_WORDS = ("erased", "erasures_replayed")


def scrub() -> None:
    """Rewrite what held words. SQLite: the whole file, its log emptied; PostgreSQL: these tables, one by one,
    each locked while it is rewritten. Archived logs and backups are the operator's to let run out.
    """
    if is_sqlite(db.engine):
        _scrub_sqlite()
    else:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in TABLES:
                connection.execute(text(f'VACUUM FULL "{table}"'))
    in_transaction(_note)


def scrub_when_due() -> bool:
    """Scrub when something was erased since the last time. Returns whether it did. Called by the worker."""
    with reading() as session:
        newest = session.scalars(
            select(AuditRow.act)
            .where(AuditRow.act.in_((*_LEAVES_WORDS, "erasures_scrubbed")))
            .order_by(AuditRow.at.desc(), AuditRow.id.desc())
            .limit(1)
        ).first()
    if newest not in _LEAVES_WORDS:
        return False
    scrub()
    return True


def _scrub_sqlite() -> None:
    # Past SQLAlchemy, which would begin a transaction: VACUUM runs in none.
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _note(session: Session) -> None:
    for tenant in session.scalars(select(Tenant.id)).all():
        audit(session, tenant, "erasures_scrubbed")
