"""Smallest values of record types, as a change's `set` holds them."""

NOTE = {"kind": "note", "words": "Quiet", "happened_at": "2026-11-22T02:00:00+00:00"}
"""A sighting that is a note."""

PERSON = {"names_used": {"add": ["Sorrel"], "remove": []}}
"""A person supported, by a name they use."""
