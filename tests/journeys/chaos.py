"""A proxy with weather: what networks do to requests, from a seed.

Every request has a fate, drawn when it arrives. The bytes of the app itself are only slowed down or lost: what alters
them on the way is a matter of TLS, and the service worker would keep a damaged file.
"""

import random
import socket
import time
from collections import Counter
from typing import Literal, TypeAlias, get_args

from tests.journeys.proxy import Line, Proxy

Fate: TypeAlias = Literal["latency", "cut", "lost_answer", "half_close", "mid_line", "flipped_byte", "portal"]
FATES: tuple[Fate, ...] = get_args(Fate)
FOR_ALL: tuple[Fate, ...] = ("latency", "cut", "lost_answer")
"""What may happen to the app's own files too."""

LATENCY_SECONDS_MAX = 0.6
METHODS = (b"GET ", b"POST ", b"PUT ", b"DELETE ")
PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    b"<!doctype html><title>Free Wi-Fi</title><p>Welcome! Please accept our terms."
)


class Storm(Proxy):
    """A signal that comes and goes. `share`: how many of a hundred requests meet something; 0 is fair weather."""

    def __init__(self, target_port: int, seed: str) -> None:
        """Begin with fair weather."""
        super().__init__(target_port)
        self.share = 0
        self.met: Counter[Fate] = Counter()
        """How often each thing happened."""
        self._chance = random.Random(seed)

    def forward(self, line: Line, data: bytes) -> None:
        """Draw the fate of a request that begins here, and let it happen."""
        if data.startswith(METHODS):
            line.fate = self._drawn(data)
        if line.fate == "latency":
            time.sleep(self._chance.uniform(0, LATENCY_SECONDS_MAX))
        if line.fate == "cut":
            raise OSError("cut")
        if line.fate == "portal":
            line.near.sendall(PORTAL)
            raise OSError("the portal has answered")
        super().forward(line, data)

    def answer(self, line: Line, data: bytes) -> None:
        """Let the fate of the request under way happen to its answer."""
        if line.fate == "lost_answer":
            raise OSError("the answer is lost")
        if line.fate in ("half_close", "mid_line"):
            line.near.sendall(data[: self._chance.randrange(len(data))])
            if line.fate == "half_close":
                line.near.shutdown(socket.SHUT_WR)
                time.sleep(LATENCY_SECONDS_MAX)
            raise OSError(line.fate)
        if line.fate == "flipped_byte":
            data = self._flipped(data)
        super().answer(line, data)

    def _drawn(self, request: bytes) -> str:
        if self._chance.randrange(100) >= self.share:
            return "none"
        fate = self._chance.choice(FATES if b" /api/" in request.partition(b"\r\n")[0] else FOR_ALL)
        self.met[fate] += 1
        return fate

    def _flipped(self, data: bytes) -> bytes:
        begin = data.find(b"\r\n\r\n") + 4 if data.startswith(b"HTTP/") else 0
        if begin >= len(data):
            return data
        place = self._chance.randrange(begin, len(data))
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
