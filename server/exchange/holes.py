"""A hole in an install's numbers is said of the change after it, until what was missing arrives."""

from server.exchange.authors import HOLE, WRONG_PREV, Author
from server.exchange.entering import render
from server.exchange.ledger import Ledger
from sync.changes import Change, read_change
from sync.records.catalogue import SCHEMA


def fill_hole(ledger: Ledger, author: Author, change: Change) -> None:
    """Take the flag from the changes right after this one; one whose `prev` is not its hash is flagged for that."""
    for successor in sorted(author.dseqs.get(change.dseq + 1, {})):
        row = ledger.change(successor)
        held = ledger.record(row.record_id) if row is not None else None
        if row is None or held is None:
            continue
        for entry in held.state["entries"]:
            if entry["id"] != successor or [HOLE, None] not in entry["flags"]:
                continue
            read = read_change(row.text.decode(), schema=SCHEMA).change
            follows = read is None or read.prev == change.hash  # Of an erased text nothing more is known.
            others = [flag for flag in entry["flags"] if flag != [HOLE, None]]
            entry["flags"] = others if follows else [*others, [WRONG_PREV, None]]
            render(ledger, held)
