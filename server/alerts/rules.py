"""What may be sent where, and what a push service's answer means; plain values in and out."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

TIME_TO_LIVE = timedelta(hours=4)
"""How long a push service keeps a message for a phone without signal; an older alert is not worth sending."""

FAILURES_MAX = 10
BACK_OFF_FIRST = timedelta(seconds=30)
BACK_OFF_LONGEST = timedelta(hours=1)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Next:
    """What to do after an attempt. wait: for `later` alone."""

    act: Literal["done", "unsubscribe", "later", "give_up"]
    wait: timedelta = timedelta(0)
    alarm: bool = False


def is_allowed(endpoint: str, hosts: tuple[str, ...], *, loopback: bool) -> bool:
    """Whether the server may send there: `https` on its usual port, to a push service of the list.

    hosts: `*.` in front stands for one or more labels. loopback: also plain `http` to this machine, for tests.
    """
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None:
        return False
    if loopback and parts.scheme == "http" and host in LOOPBACK:
        return True
    return parts.scheme == "https" and port in {None, 443} and any(_fits(host, each) for each in hosts)


def after(status: int | None, failures: int, retry_after: str | None) -> Next:
    """What the answer to a push means.

    status: None when there was no answer in time. failures: in a row, before this one. retry_after: the header.
    """
    if status is not None and 200 <= status < 300:
        return Next("done")
    if status in {404, 410}:
        return Next("unsubscribe")
    if status is None or status == 429 or status >= 500:
        return _later(failures, retry_after)
    if status in {401, 403}:  # Our own signature was refused: every push of this tenant will be.
        return Next("later", BACK_OFF_LONGEST, alarm=True)
    return Next("give_up", alarm=True)


def _later(failures: int, retry_after: str | None) -> Next:
    if failures + 1 >= FAILURES_MAX:
        return Next("give_up")
    wait = min(BACK_OFF_FIRST * 2**failures, BACK_OFF_LONGEST)
    if retry_after is not None and retry_after.isdecimal() and len(retry_after) < 6:
        wait = max(wait, min(timedelta(seconds=int(retry_after)), TIME_TO_LIVE))
    return Next("later", wait * random.uniform(1, 1.25))


def _fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern) - 1
    return host == pattern
