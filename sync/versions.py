"""The protocol's version and its history (PROTOCOL section 22)."""

PROTOCOL = 2
"""What this server and the app of this build speak; said by both in the header `Lantern-Protocol`.

1: changes, push, pull, merging, placement, alerts (PROTOCOL sections 1 to 16). Says no version.
2: statements and lacking numbers, sealed delivery, key rotation, erasure, horizon, bundles, views (sections 17 to 24).
"""

SCHEMAS = {
    1: "7075a8d92ec2375812304aa3f6b5fd48ea728af28a531f647c3ec180dc0de505",
}
"""Hash of every definition, without words that people read, by the number that changes carry as `schema`.

A definition that changes gets a new number and a new line; `tests/sync/test_schema.py` says how.
"""
