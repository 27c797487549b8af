"""The protocol's version and its history (PROTOCOL section 22)."""

PROTOCOL = 2
"""What this server and the app of this build speak; said by both in the header `Lantern-Protocol`.

1: changes, push, pull, merging, placement, alerts (PROTOCOL sections 1 to 16). Says no version.
2: statements and lacking numbers, sealed delivery, key rotation, erasure, horizon, bundles, views (sections 17 to 24).
"""
