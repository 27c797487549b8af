"""A TCP proxy that can lose the signal: what `setOffline` cannot do for service workers."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """One connection: the phone's end, the server's end, and what each has sent over it."""

    near: socket.socket
    far: socket.socket
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    fate: str = "none"
    """What becomes of the request under way, for a proxy that has weather."""


class Proxy:
    """Forwards a local port to the server, until told to lose the signal.

    Each phone has one of its own, so that one can be in a cellar while another is not. While
    cut, open connections are dropped at once and new ones are accepted and closed, which is
    what a dead zone looks like to a browser: no answer, at any layer.
    """

    def __init__(self, target_port: int) -> None:
        """Listen on a free loopback port and forward to `target_port`."""
        self._target_port = target_port
        self._cut = threading.Event()
        self._awaited: tuple[bytes, int] | None = None
        self.sent: list[bytearray] = []
        """What the phone sent, one for each connection: nothing leaves it by another way."""
        self.received: list[bytearray] = []
        """What it was answered, one for each connection, in the order of `sent`."""
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """The origin under which a phone opens the app. Loopback is a secure context."""
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        """Lose the signal: drop every open connection, refuse service to new ones."""
        self._cut.set()
        with self._lock:
            doomed = list(self._open)
        for each in doomed:
            _drop(each)

    def cut_within(self, words: bytes, nth: int) -> None:
        """Lose the signal in the middle of the nth piece from now on that has these words: exact on any machine."""
        self._awaited = (words, nth)

    def wait_for_cut(self, seconds: float) -> None:
        """Until the signal is lost. Raises TimeoutError."""
        if not self._cut.wait(seconds):
            raise TimeoutError("the signal was not lost")

    def restore(self) -> None:
        """Find the signal again."""
        self._cut.clear()

    def close(self) -> None:
        """Stop listening and drop what is open."""
        self.cut()
        _drop(self._listener)

    def forward(self, line: "Line", data: bytes) -> None:
        """Pass on what the phone sent. Raises OSError to drop the connection."""
        if self._awaited is not None and self._awaited[0] in data:
            words, left = self._awaited
            self._awaited = (words, left - 1) if left > 1 else None
            if left == 1:
                line.far.sendall(data[: len(data) // 2])
                self.cut()
                raise OSError("the signal is lost")
        line.far.sendall(data)
        line.sent.extend(data)

    def answer(self, line: "Line", data: bytes) -> None:
        """Pass on what the server sent. Raises OSError to drop the connection."""
        line.near.sendall(data)
        line.received.extend(data)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._cut.is_set():
                _drop(near)
                continue
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target_port), timeout=10)
        except OSError:
            _drop(near)
            return
        far.settimeout(None)
        with self._lock:
            self._open |= {near, far}
        line = Line(near, far)
        self.sent.append(line.sent)
        self.received.append(line.received)
        back = threading.Thread(target=self._pump, args=(line, far, near), daemon=True)
        back.start()
        self._pump(line, near, far)
        back.join()
        with self._lock:
            self._open -= {near, far}
        _drop(near)
        _drop(far)

    def _pump(self, line: "Line", source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(65_536)) and not self._cut.is_set():
                if source is line.near:
                    self.forward(line, data)
                else:
                    self.answer(line, data)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _drop(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        each.close()
