"""The made-up operation: its figures, and who may see what of it."""
