"""A record that was put among the old ones stands in its home again, because somebody has written to it."""

from server.exchange.held import Held
from server.exchange.ledger import Ledger
from sync.horizon import OLD


def bring_back(ledger: Ledger, held: Held) -> None:
    """Let a record stand in its home again, because somebody has written to it."""
    old = held.places.get(OLD + held.home)
    if old is not None and not old.left:
        ledger.write(held, old.stream, "leave")
        ledger.write(held, held.home, "enter")
