"""Stands between Playwright and Firefox's WebDriver BiDi: passes everything on but the one order that Firefox has not.

Playwright 1.65 tells every BiDi browser which colours a page shall prefer (`emulation.setMediaFeaturesOverride`), and
Firefox ESR 153 answers that it knows no such order, which ends the start. No journey asks for colours in this way.
"""

import contextlib
import json
import threading

from websockets.exceptions import WebSocketException
from websockets.sync.server import Server, ServerConnection, serve

from script.measuring.firefox import connected

NOT_KNOWN_TO_FIREFOX = "emulation.setMediaFeaturesOverride"


class Relay:
    """One line from a free loopback port to the Firefox on another."""

    def __init__(self, firefox_port: int) -> None:
        """Wait until Firefox answers, then listen."""
        self._far = connected(firefox_port)
        self._server: Server = serve(self._carry, "127.0.0.1", 0, max_size=None, compression=None)
        self.port: int = self._server.socket.getsockname()[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Hang up on both sides."""
        with contextlib.suppress(OSError, WebSocketException):
            self._far.close()
        self._server.shutdown()

    def _carry(self, near: ServerConnection) -> None:
        threading.Thread(target=self._bring_back, args=(near,), daemon=True).start()
        with contextlib.suppress(OSError, WebSocketException):
            for order in near:
                asked = json.loads(order)
                if asked["method"] == NOT_KNOWN_TO_FIREFOX:
                    near.send(json.dumps({"id": asked["id"], "type": "success", "result": {}}))
                else:
                    self._far.send(order)

    def _bring_back(self, near: ServerConnection) -> None:
        with contextlib.suppress(OSError, WebSocketException):
            for said in self._far:
                near.send(said)
        # Firefox is gone: so must be whoever waits for its answer.
        near.close()
