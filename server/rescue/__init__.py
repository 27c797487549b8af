"""Rescue: what reaches the server sealed, carried by others or by a key alone, and what was never signed."""
