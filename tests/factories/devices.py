"""A device as the protocol describes one: makes signed changes, pushes, pulls and keeps what it was sent."""

import base64
import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.accounts.signatures import sign
from server.clock import new_id, now
from sync.messages import EMPTY_DIGEST, digest_with
from tests.server.people import Phone

Envelope = list[str]


@dataclass
class Device:
    """An enrolled phone with its chain of changes and its rows.

    last: id of the newest change.
    rows: (stream, record) → text as sent. completes: the newest `complete` line by stream.
    """

    phone: Phone
    enrolment: dict[str, Any]
    dseq: int = 0
    last: str = ""
    prev: str | None = None
    cursors: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    notices: dict[tuple[str, str], Any] = field(default_factory=dict)
    completes: dict[str, dict[str, Any]] = field(default_factory=dict)
    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    verdict_cursor: int = 0
    others: list[dict[str, Any]] = field(default_factory=list)
    written: dict[int, Envelope] = field(default_factory=dict)
    receipts: list[list[Any]] = field(default_factory=list)
    lacking: list[list[int]] = field(default_factory=list)

    def change(self, record_type: str, values: dict[str, Any], **more: Any) -> Envelope:
        """The next change of this device. Keys of the change, PROTOCOL section 4, may be given."""
        return self.envelope(self.fields(record_type, values, **more))

    def fields(self, record_type: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
        """A change before it is written down; takes the next number of the chain."""
        self.dseq += 1
        record = more.pop("record", None)
        self.last = more.get("id") or new_id(now())
        return {
            "id": self.last,
            "tenant": self.phone.tenant,
            "stream": "op/harbour",
            "install": self.phone.install,
            "author": self.phone.person,
            "dseq": self.dseq,
            "prev": self.prev,
            "type": record_type,
            "record": record or str(uuid.uuid4()),
            "op": "set" if record else "create",
            "base": None,
            "after": None,
            "set": values,
            "resolves": [],
            "seen": None,
            "at": {
                "wall": now().strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                "monotonic": 1,
                "session": "0b8f0d0e-0000-4000-8000-000000000001",
            },
            "schema": 1,
            "app": "test",
            "salt": base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode(),
            "reason": None,
        } | more

    def envelope(self, change: dict[str, Any]) -> Envelope:
        """Sign a change as it is."""
        return self.signed(json.dumps(change, separators=(",", ":"), ensure_ascii=False))

    def signed(self, text: str) -> Envelope:
        """Sign a text, whatever it is; it becomes the newest of the chain."""
        data = text.encode("utf-8", "surrogatepass")
        self.prev = hashlib.sha256(data).hexdigest()
        envelope = [text, sign(b"lantern-change-v1\n" + data, self.phone.key)]
        self.written[self.dseq] = envelope
        return envelope

    def push_raw(self, body: Any, **headers: str) -> TestResponse:
        """Send a body as it is."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.phone.client.post(
            "/api/push", data=data, content_type="application/json", headers=self.phone.headers | headers
        )

    def push(self, *envelopes: Envelope) -> list[dict[str, Any]]:
        """Push and remember the verdicts."""
        body = {"install": self.phone.install, "changes": list(envelopes), "shown": self.shown()}
        answer = self.push_raw(body)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        verdicts: list[dict[str, Any]] = answer.get_json()["verdicts"]
        for verdict in verdicts:
            if verdict["change"] is not None:
                self.verdicts[verdict["change"]] = verdict["latest"] or verdict
        said = [verdict["latest"] or verdict for verdict in verdicts]
        self.receipts += [each["receipt"] for each in said if each["receipt"] is not None]
        return verdicts

    def shown(self) -> list[Any]:
        """What the server signed for this device: the newest cursor of each stream, the newest receipt."""
        cursors = [line["signed"] for line in self.completes.values() if line["signed"] is not None]
        return cursors + self.receipts[-1:]

    def push_again(self) -> list[dict[str, Any]]:
        """Push once more what the server said it lacks, as far as this device has written it."""
        numbers = [each for first, last in self.lacking for each in range(first, last + 1)]
        self.lacking = []
        return self.push(*(self.written[each] for each in numbers if each in self.written))

    def save(self, record_type: str, values: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
        """Make one change and push it. Returns its record's id and the verdict."""
        change = self.fields(record_type, values, **more)
        return change["record"], self.push(self.envelope(change))[0]

    def pull(self) -> str:
        """Pull until there is no more. Returns everything that was sent, as text."""
        sent = ""
        more = True
        while more:
            page = self._page()
            sent += page
            more = json.loads(page.splitlines()[-1])["more"]
        return sent

    def digest(self, stream: str) -> tuple[str, int]:
        """Digest and count of a stream, by reading the rows back."""
        digest, count = EMPTY_DIGEST, 0
        for (name, record), text in self.rows.items():
            if name == stream:
                row = json.loads(text)
                digest = digest_with(
                    digest, record, row["version"], hashlib.sha256(text.encode()).hexdigest()
                )
                count += 1
        return digest, count

    def row(self, record: str, stream: str = "op/harbour") -> dict[str, Any]:
        """A record as this device holds it."""
        found: dict[str, Any] = json.loads(self.rows[stream, record])
        return found

    def forget(self, stream: str) -> None:
        """Begin this stream again from nothing. A phone does so beside its old rows."""
        self.cursors.pop(stream, None)
        self.completes.pop(stream, None)
        self.rows = {key: text for key, text in self.rows.items() if key[0] != stream}

    def _page(self) -> str:
        body = {
            "install": self.phone.install,
            "cursors": self.cursors,
            "verdicts": self.verdict_cursor,
            "acknowledged": self.dseq if self.receipts else 0,
            "shown": self.shown(),
        }
        answer = self.phone.client.post("/api/pull", json=body, headers=self.phone.headers)
        text: str = answer.get_data(as_text=True)
        assert answer.status_code == 200, text
        stream = ""
        for line in text.splitlines():
            stream = self._take(line, stream)
        return text

    def _take(self, line: str, stream: str) -> str:
        value = json.loads(line)
        if next(iter(value)) == "record":
            self.rows[stream, value["record"]] = line
            return stream
        kind = value["line"]
        if kind == "stream":
            return str(value["stream"])
        if kind in ("leave", "cursor", "complete"):
            self._take_of_stream(kind, value, stream)
        elif kind in ("dropped", "rewound"):
            self.others.append(value)
            self.forget(value["stream"])
        elif kind == "lacking":
            self.lacking = value["ranges"]
        elif kind == "verdict":
            self.verdicts[value["verdict"]["change"]] = value["verdict"]
        elif kind == "end":
            self.verdict_cursor = value["verdicts"]
        else:
            self.others.append(value)
        return stream

    def _take_of_stream(self, kind: str, value: dict[str, Any], stream: str) -> None:
        if kind == "leave":
            self.rows.pop((stream, value["record"]), None)
            self.notices[stream, value["record"]] = value["notice"]
        elif kind == "cursor":
            self.cursors[stream] = {key: value[key] for key in ("epoch", "seq", "head")}
        else:
            self.completes[stream] = value


def device(client: FlaskClient, username: str) -> Device:
    """A device on which this person has just enrolled."""
    phone = Phone(client)
    assert phone.sign_in(username).status_code == 200
    answer = phone.enrol()
    assert answer.status_code == 201
    return Device(phone, answer.get_json())


def code(verdict: dict[str, Any]) -> tuple[str, str | None]:
    """The verdict with the code of its first problem."""
    return verdict["verdict"], verdict["problems"][0]["code"] if verdict["problems"] else None
