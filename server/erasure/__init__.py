"""Erasing the words of changes for good: asked for, written down outside the backup, done, done again."""
