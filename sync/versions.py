"""The protocol's version and its history (PROTOCOL section 22)."""

PROTOCOL = 3
"""What this server and the app of this build speak; said by both in the header `Lantern-Protocol`.

1: changes, push, pull, merging, placement, alerts (PROTOCOL sections 1 to 16). Says no version.
2: statements and lacking numbers, sealed delivery, key rotation, erasure, horizon, bundles, views (sections 17 to 24).
3: files (section 25).
"""

SCHEMAS = {
    1: "d020d56c379309455de9a38a04c4cd3e1ed94e53f971d6f9f3070fe7e19fcca2",
}
"""Hash of every definition, without words that people read, by the number that changes carry as `schema`.

A definition that changes gets a new number and a new line; `tests/sync/test_schema.py` says how.
"""
