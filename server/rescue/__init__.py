"""Rescue: what an ended install had not signed yet, kept as notes for somebody to decide about."""
