"""Doing work over a ledger: with the streams locked that it turns out to need, again after a lost race."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

from server.clock import now
from server.database import BusyError, is_lost_race, writing
from server.exchange.ledger import Ledger, Widen, begin_streams

ATTEMPTS_MAX = 8
"""How often work is begun again after a lost race."""

WIDENINGS_MAX = 60
"""How often the set of locked streams may grow: once for each stream that was not foreseen."""

T = TypeVar("T")


def in_ledger(
    tenant: str, names: Iterable[str], work: Callable[[Ledger], T], at: datetime | None = None
) -> T:
    """Do `work` in one writing transaction and write down what it gathered.

    names: the streams that it will probably touch. at: None is the moment of the locks. `work` must
    have no effect outside the ledger's session, because it may be begun again. Raises BusyError when
    nothing could be stored.
    """
    wanted = set(names)
    attempts = widenings = 0
    while attempts < ATTEMPTS_MAX and widenings < WIDENINGS_MAX:
        try:
            with writing() as session:
                ledger = Ledger(session, tenant, wanted, at or now())
                result = work(ledger)
                ledger.flush()
                return result
        except Widen as missing:
            widenings += 1
            wanted |= missing.names
            with writing() as session:
                begin_streams(session, tenant, missing.names)
        except IntegrityError:
            attempts += 1  # Two made the same thing at once; the other's is there now.
        except DBAPIError as error:
            if not is_lost_race(error):
                raise
            attempts += 1
    raise BusyError
