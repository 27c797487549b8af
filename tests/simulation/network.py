"""The network between devices and server: it obeys the faults that an operation asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

from tests.simulation.backend import Answer, Backend, Died

PORTAL = Answer(200, b"<!doctype html><title>Free Wi-Fi</title><p>Please sign in to go on.</p>", None)


WIRE_FAULTS = (
    "dropped", "lost", "duplicated", "delayed", "cut", "portal", "flipped", "busy", "crash", "full",
    "401", "413", "429", "502", "503",
)  # fmt: skip
"""What can happen to one request."""


class Unreachable(Exception):
    """No answer came: the device cannot know whether the server saw the request."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it left a device. who: the device's number, for the record of what was sent to whom."""

    who: int
    method: str
    path: str
    body: bytes | None
    headers: Mapping[str, str]


@dataclass(slots=True)
class Network:
    """Carries requests. waiting: delayed ones, which arrive when their sender has given up.

    pushes: every push that was judged, for the replay at the end.
    """

    backend: Backend
    waiting: list[Request]
    pushes: list[Request]
    answered: "Answered"

    def send(self, request: Request, fault: str | None, chance: Random) -> Answer:
        """Carry one request under one fault. Raises Unreachable."""
        if fault in ("dropped", "offline"):
            raise Unreachable
        if fault == "portal":
            return PORTAL
        if fault in ("401", "413", "429", "502", "503"):
            return Answer(int(fault), b"{}", None)
        if fault == "delayed":
            self.waiting.append(request)
            raise Unreachable
        if fault == "flipped" and request.path == "/api/push":
            return self._reach(_flipped(request, chance), chance)
        if fault in ("busy", "crash", "full"):
            self.backend.next_fault = fault
        answer = self._reach(request, chance)
        self.backend.next_fault = None
        if fault == "duplicated":
            self._reach(request, chance)
        if fault == "lost":
            raise Unreachable
        if fault == "cut":
            return Answer(answer.status, answer.body[: chance.randrange(len(answer.body) + 1)], None)
        return answer

    def deliver(self, chance: Random) -> None:
        """Let what was delayed arrive, in any order; nobody waits for the answers any more."""
        waiting, self.waiting = self.waiting, []
        chance.shuffle(waiting)
        for request in waiting:
            try:
                self._reach(request, chance)
            except Unreachable:
                continue

    def _reach(self, request: Request, chance: Random) -> Answer:
        try:
            answer = self.backend.request(
                request.method, request.path, request.body, request.headers, worker=chance.randrange(2)
            )
        except Died:
            raise Unreachable from None
        self.answered.look(request, answer)
        if request.path == "/api/push" and answer.status == 200 and not answer.broken:
            self.pushes.append(request)
        return answer


class Answered(Protocol):
    """Who looks at every answer as it leaves the server, whether it arrives or not."""

    def look(self, request: Request, answer: Answer) -> None:
        """Judge an answer to a request."""


def _flipped(request: Request, chance: Random) -> Request:
    body = bytearray(request.body or b" ")
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(7)
    return Request(request.who, request.method, request.path, bytes(body), request.headers)
