"""The story as things that happen at moments, played in the order of time."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from server.demonstration.device import Device
from server.demonstration.stage import Stage

Act = Callable[[Device, datetime], None]
"""What somebody does on their phone at a moment."""


@dataclass(frozen=True, slots=True)
class DeadZone:
    """A time without signal for one phone."""

    username: str
    begins: datetime
    ends: datetime


@dataclass(slots=True)
class Script:
    """Everything that will happen. Parts of the story add to it; `play` makes it so.

    A phone with signal pulls before its owner writes and delivers soon after; a phone in a dead zone
    does both when it comes out.
    """

    stage: Stage
    _events: list[tuple[datetime, int, str, Callable[[datetime], None]]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)
    _dead: list[DeadZone] = field(default_factory=list)

    def dead_zone(self, username: str, begins: datetime, ends: datetime) -> None:
        """This phone has no signal between these moments."""
        self._dead.append(DeadZone(username, begins, ends))

    def do(self, username: str, at: datetime, act: Act, *, delay: timedelta | None = None) -> None:
        """Somebody writes on their phone; it is delivered after `delay` (seconds to minutes unless given)."""
        wait = delay if delay is not None else timedelta(seconds=self.stage.chance.randrange(2, 600))
        self._add(at, username, lambda moment: self._write(username, moment, act))
        self._add(at + wait, username, lambda moment: self._deliver(username, moment))

    def happen(self, at: datetime, what: Callable[[datetime], None]) -> None:
        """Something that is not written on a phone: an install is ended, somebody leaves."""
        self._add(at, "", what)

    def play(self) -> None:
        """Let it all happen, in order of time."""
        while self._events:
            at, _, _, what = heapq.heappop(self._events)
            what(at)

    def _add(self, at: datetime, username: str, what: Callable[[datetime], None]) -> None:
        heapq.heappush(self._events, (at, next(self._order), username, what))

    def _write(self, username: str, at: datetime, act: Act) -> None:
        phone = self.stage.phone(username)
        if self._signal_at(username, at) <= at and not phone.is_waiting:
            phone.pull()
        act(phone, at)

    def _deliver(self, username: str, at: datetime) -> None:
        signal = self._signal_at(username, at)
        if signal > at:
            self._add(signal, username, lambda moment: self._deliver(username, moment))
            return
        phone = self.stage.phone(username)
        if phone.is_waiting:
            phone.deliver(at)

    def _signal_at(self, username: str, at: datetime) -> datetime:
        """When this phone has signal at or after a moment."""
        for zone in self._dead:
            if zone.username == username and zone.begins <= at < zone.ends:
                return zone.ends
        return at
