"""The protocol's version and its history (PROTOCOL section 22)."""

PROTOCOL = 3
"""What this server and the app of this build speak; said by both in the header `Lantern-Protocol`.

1: changes, push, pull, merging, placement, alerts (PROTOCOL sections 1 to 16). Says no version.
2: statements and lacking numbers, sealed delivery, key rotation, erasure, horizon, bundles, views (sections 17 to 24).
3: files (section 25).
"""

SCHEMAS = {
    1: "ff584c7ff27bde2c76c18bae8a8ecc6e08d77cddc461072c0db163fad9fec6fa",
}
"""Hash of every definition, without words that people read, by the number that changes carry as `schema`.

A definition that changes gets a new number and a new line; `tests/sync/test_schema.py` says how.
"""
