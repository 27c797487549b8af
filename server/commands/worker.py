"""`lantern worker`: what nobody waits for. One is enough; a second does no harm."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import click
from sqlalchemy.exc import SQLAlchemyError

from server.accounts.housekeeping import forget
from server.accounts.rotating import destroy_old_keys
from server.alerts.service import send_due
from server.clock import now
from server.database import BusyError, in_transaction
from server.erasure.scrubbing import scrub_when_due
from server.erasure.service import outstanding
from server.exchange.checkpoints import take_due_checkpoints
from server.exchange.expiry import end_what_ran_out
from server.exchange.rerendering import Rerendering
from server.exchange.retiring import retire
from server.exchange.upgrading import judge_what_was_newer
from server.files.carried import give_again
from server.files.uploads import forget_unfinished
from server.rescue.notes import forget_decided
from server.settings import current_settings

log = logging.getLogger(__name__)


@dataclass
class Job:
    """Something to do every `seconds`; `next_at` by the monotonic clock."""

    name: str
    seconds: float
    act: Callable[[], object]
    next_at: float = 0.0


@click.command()
@click.option("--once", is_flag=True, help="Do everything once and end.")
def worker(once: bool) -> None:  # noqa: FBT001  click passes it by name
    """Send alerts, end what has run out, forget what is of no use any more, until told to stop."""
    if outstanding():
        raise ValueError("this database was restored: run `lantern erasures replay` first")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    run(jobs(), stop, once=once)


def jobs() -> list[Job]:
    """Everything that the worker does, and how often."""
    return [
        Job("alerts", 2, lambda: send_due(now())),
        Job("checkpoints", 10, take_due_checkpoints),
        Job("agreements", 300, end_what_ran_out),
        Job("horizon", 86_400, lambda: retire(now(), current_settings().horizon_days)),
        Job("upgrade", 3600, judge_what_was_newer),
        Job("texts", 60, Rerendering().go_on),
        Job("scrub", 3600, scrub_when_due),
        Job("old keys", 86_400, lambda: in_transaction(lambda s: destroy_old_keys(s, now()))),
        Job("decided notes", 86_400, lambda: in_transaction(lambda s: forget_decided(s, now()))),
        Job("unfinished files", 3600, lambda: in_transaction(lambda s: forget_unfinished(s, now()))),
        Job("sealed files", 3600, lambda: in_transaction(lambda s: give_again(s, now()))),
        Job("housekeeping", 3600, lambda: in_transaction(lambda s: forget(s, current_settings(), now()))),
    ]


def run(todo: list[Job], stop: threading.Event, *, once: bool = False) -> None:
    """Do each job when it is due. One that fails is tried again at its next time, and the others go on."""
    while not stop.is_set():
        for job in todo:
            if time.monotonic() >= job.next_at:
                job.next_at = time.monotonic() + job.seconds
                _do(job)
        if once:
            return
        stop.wait(max(0.0, min(job.next_at for job in todo) - time.monotonic()))


def _do(job: Job) -> None:
    try:
        job.act()
    except (SQLAlchemyError, BusyError, OSError) as error:
        # Its own text may quote values of rows.
        log.error("%s failed with %s; it is tried again in %s s", job.name, type(error).__name__, job.seconds)  # noqa: TRY400
