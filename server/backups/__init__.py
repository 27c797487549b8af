"""Backups of the whole database, and putting one back so that every phone can tell."""
