"""Firefox over WebDriver BiDi, which it speaks by itself: no driver program and no package of another language.

`switched_on` starts it for benchmarks and journeys alike; `Firefox` is only what the benchmarks need: one tab, an
expression evaluated in it, real taps and keys.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

START_SECONDS = 40
PREFERENCES = {
    # Nobody is there to answer whether the page may keep its data.
    "dom.storageManager.prompt.testing": True,
    "dom.storageManager.prompt.testing.allow": True,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.server": "",
    "browser.shell.checkDefaultBrowser": False,
    "browser.safebrowsing.malware.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.update.enabled": False,
}


@dataclass(frozen=True, slots=True)
class Running:
    """A Firefox in a process group of its own, and the loopback port on which it is told what to do."""

    process: subprocess.Popen[bytes]
    port: int


def switched_on(program: Path, profile: Path) -> Running:
    """Start a Firefox over the folder `profile`; it may not answer yet."""
    profile.mkdir(parents=True, exist_ok=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    options = ("--headless", "--no-remote", f"--remote-debugging-port={port}")
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [program, *options, "--profile", profile, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Running(process, port)


def connected(port: int) -> ClientConnection:
    """A line to the Firefox on this port. Raises TimeoutError when it does not come up."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, WebSocketException):
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None, compression=None).__enter__()
        time.sleep(0.1)
    raise TimeoutError("Firefox did not answer on its debugging port")


class Firefox:
    """One Firefox with a profile of its own."""

    def __init__(self, program: Path, profile: Path) -> None:
        """Start it and open a session."""
        running = switched_on(program, profile)
        self._process = running.process
        self._line = connected(running.port)
        self._calls = 0
        self.version = str(self._call("session.new", capabilities={})["capabilities"]["browserVersion"])
        self._tab = str(self._call("browsingContext.getTree")["contexts"][0]["context"])

    def __enter__(self) -> Self:
        """As it is."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._line.close()
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @property
    def group(self) -> int:
        """Its process group."""
        pid: int = self._process.pid
        return pid

    def before_pages(self, script: str) -> None:
        """Run a script in every page before the page's own."""
        self._call("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded; the tab has the size of a phone."""
        self._call("browsingContext.setViewport", context=self._tab, viewport={"width": 360, "height": 740})
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, by way of JSON; a promise is waited for."""
        text = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        answer = self._call(
            "script.evaluate", expression=text, target={"context": self._tab}, awaitPromise=True
        )
        if answer["type"] != "success":
            raise RuntimeError(str(answer["exceptionDetails"]["text"]))
        return json.loads(answer["result"]["value"])

    def tap(self, across: float, down: float) -> None:
        """Press and let go at a point of the viewport."""
        at = {"type": "pointerMove", "x": round(across), "y": round(down)}
        self._act("pointer", at, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def type(self, text: str) -> None:
        """Press the keys of a text."""
        self._act("key", *({"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")))

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": list(actions)}
        self._call("input.performActions", context=self._tab, actions=[source])

    def _call(self, method: str, **parameters: Any) -> Any:
        self._calls += 1
        self._line.send(json.dumps({"id": self._calls, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._line.recv(timeout=120))
            if answer.get("id") != self._calls:
                continue
            if answer["type"] == "error":
                raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
            return answer["result"]
