"""A client of the real server over one kept-open connection: what the tests' phones speak through when time counts."""

import http.client
import json
import time
import zlib
from dataclasses import dataclass
from typing import Any

TIMEOUT_SECONDS = 300
IDLE_SECONDS_MAX = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. data: unpacked; on_the_wire: bytes of the body as they were sent."""

    status_code: int
    data: bytes
    on_the_wire: int

    def get_json(self) -> Any:
        """The body's value."""
        return json.loads(self.data)

    def get_data(self, *, as_text: bool = False) -> str | bytes:
        """The body."""
        return self.data.decode() if as_text else self.data


class Wire:
    """Speaks to a server on this machine; has what the tests' phones ask of Flask's client."""

    def __init__(self, port: int) -> None:
        """Nothing is sent yet."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self._used = time.monotonic()

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET."""
        return self._ask("GET", path, None, headers or {})

    def post(
        self,
        path: str,
        *,
        json: Any = None,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
        content_type: str = "application/json",
    ) -> Answer:
        """POST of a value as JSON, or of bytes as they are."""
        body = data if data is not None else _bytes(json)
        return self._ask("POST", path, body, {"Content-Type": content_type, **(headers or {})})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if time.monotonic() - self._used > IDLE_SECONDS_MAX:
            self._connection.close()  # The server gives up an idle connection; the next request opens another.
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        sent = answer.read()
        self._used = time.monotonic()
        packed = answer.getheader("Content-Encoding") == "gzip"
        data = zlib.decompress(sent, wbits=16 + zlib.MAX_WBITS) if packed else sent
        return Answer(answer.status, data, len(sent))


def _bytes(value: Any) -> bytes:
    return json.dumps(value).encode()
