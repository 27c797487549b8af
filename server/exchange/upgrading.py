"""Changes that were newer than the server: judged again when the server knows their kind. Called by the worker."""

from sqlalchemy import select

from server.accounts.models import Install
from server.database import reading
from server.exchange.judging import Judging, is_known
from server.exchange.ledger import Ledger
from server.exchange.models import StoredChange
from server.exchange.transactions import in_ledger
from sync.changes import read_change
from sync.records.catalogue import SCHEMA

BATCH = 200


def judge_what_was_newer() -> int:
    """Judge every held change that this version can read. Returns how many; 0 when there are none left.

    One transaction for each change. Raises BusyError.
    """
    with reading() as session:
        rows = session.scalars(
            select(StoredChange)
            .where(StoredChange.waits_for == "newer")
            .order_by(StoredChange.tenant_id, StoredChange.install_id, StoredChange.dseq)
            .execution_options(yield_per=BATCH)
        )
        known = [
            (row.tenant_id, row.id, row.stream)
            for row in rows
            if is_known(read_change(row.text.decode(), schema=SCHEMA))
        ]
    for each in known:
        _judge(*each)
    return len(known)


def _judge(tenant: str, change: str, stream: str) -> None:
    def work(ledger: Ledger) -> None:
        row = ledger.session.get_one(StoredChange, (tenant, change))
        if row.waits_for == "newer":
            Judging(ledger, ledger.session.get_one(Install, (tenant, row.install_id))).judge_again(row)

    in_ledger(tenant, {stream}, work)
