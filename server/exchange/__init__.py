"""The exchange: push, pull and the ledger behind them (`sync/PROTOCOL.md`).

`sync/exchange.py`, `sync/merge.py` and `sync/placement.py` decide; this folder locks, reads, writes
and answers. `ledger.py` is the one unit of work: nothing else writes an entry.
"""
