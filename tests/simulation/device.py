"""A model device: outbox, chain, rows, cursors, verdicts. Everything it does is a list of atomic steps.

Each action is a generator. Whoever drives it may stop between any two steps, let others act, go on, or kill the
device: then the generator is closed and only the durable image is left (`storage.Durable`).
"""

import hashlib
import json
from collections.abc import Generator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from server.accounts.signatures import is_signed, public_text, sign
from sync.changes import base64url
from sync.messages import digest_with, dropped_bytes, receipt_bytes, text_hash
from sync.strict import hashed_array
from tests.simulation.backend import Answer
from tests.simulation.determinism import Clock, key_from, uuid4_from, uuid7_from
from tests.simulation.network import Network, Request, Unreachable
from tests.simulation.storage import Durable, Pending

Steps = Generator[str, None, None]
"""Yields the name of each step just done."""

PASSWORD = "harbour-lights-2026"
COOKIE_NAME = "lantern_refresh"
SENT = ("accepted", "merged", "conflicted", "held")
"""Verdicts that a person reads as "Sent" (DESIGN section 5)."""


class NotSignedIn(Exception):
    """The server wants a password; the person signs in at the next sync."""


class Garbled(Exception):
    """An answer that is not of the protocol: a captive portal, a cut stream."""


@dataclass
class Plan:
    """What goes wrong while an action runs. fault: of a request, by the chance; None: nothing does."""

    chance: Random
    faults: tuple[str, ...] = ()
    rate: float = 0.0

    def fault(self) -> str | None:
        """The fault of the next request."""
        if self.faults and self.chance.random() < self.rate:
            return self.chance.choice(self.faults)
        return None


@dataclass
class Device:
    """A browser profile in one person's hands.

    disk: what survives. The rest is memory: token, the actions under way. skew: its clock minus the true one.
    """

    number: int
    username: str
    role: str
    person: str
    tenant: str
    clock: Clock
    network: Network
    batch: int = 200
    disk: Durable = field(default_factory=Durable)
    skew: float = 0.0
    token: str = ""
    token_until: float = 0.0
    ended: bool = False
    saving: list[Steps] = field(default_factory=list)
    syncing: Steps | None = None

    # ------------------------------------------------------------------ life

    def kill(self) -> None:
        """The process ends: memory and every action under way are gone."""
        for each in self.saving:
            each.close()
        if self.syncing is not None:
            self.syncing.close()
        self.saving, self.syncing, self.token = [], None, ""

    def time(self) -> float:
        """Seconds of the device's own clock."""
        return self.clock.now.timestamp() + self.skew

    def key(self) -> ec.EllipticCurvePrivateKey:
        """The signing key of the install."""
        return ec.derive_private_key(self.disk.key, ec.SECP256R1())

    # ------------------------------------------------------------------ saving

    def save(self, make: Any, draft: str | None = None) -> Steps:
        """Make one change: read the chain, sign, then compare and set in one transaction (DESIGN section 5).

        make: () → the change without its place in the chain, or None when there is nothing to say any more.
        """
        while True:
            dseq, prev, install = self.disk.dseq, self.disk.prev, self.disk.install
            fields = make()
            yield "chain read"
            if fields is None or install != self.disk.install:
                return
            value = {"dseq": dseq + 1, "prev": prev, **fields}
            text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
            signature = sign(b"lantern-change-v1\n" + text.encode(), self.key())
            yield "signed"
            if (self.disk.dseq, self.disk.prev, self.disk.install) != (dseq, prev, install):
                continue  # Another tab was faster.
            pending = Pending(
                value["id"], text, signature, text_hash(text), install, dseq + 1, value["type"],
                value["record"], value["stream"], value, self.clock.now.timestamp(),
            )  # fmt: skip
            self.disk.changes[pending.id] = pending
            self.disk.dseq, self.disk.prev = dseq + 1, pending.hash
            if draft is not None:
                self.disk.drafts.pop(draft, None)
            yield f"saved {pending.id}"
            return

    # ------------------------------------------------------------------ syncing

    def sync(self, plan: Plan) -> Steps:
        """One round: sign in if need be, push what waits, pull until there is no more."""
        try:
            yield from self._session(plan)
            yield from self._push(plan)
            yield from self._pull(plan)
        except (Unreachable, Garbled):
            yield "no answer"
        except NotSignedIn:
            self.token = ""
            yield "signed out"

    def _call(self, plan: Plan, method: str, path: str, body: Any = None, *, cookie: bool = False) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if cookie:
            headers = {"X-Lantern": "1", "Origin": "http://localhost"}
            if self.disk.cookie is not None:
                headers["Cookie"] = self.disk.cookie
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        answer = self.network.send(
            Request(self.number, method, path, data, headers), plan.fault(), plan.chance
        )
        if answer.cookie is not None:
            self.disk.cookie = answer.cookie
        if answer.status == 401:
            code = self._json(answer).get("code")
            if code == "install_revoked":
                self.ended = True
            raise NotSignedIn
        if answer.status not in (200, 201, 204):
            raise Unreachable
        return answer

    @staticmethod
    def _json(answer: Answer) -> dict[str, Any]:
        try:
            found = answer.json
        except ValueError:
            raise Garbled from None
        if not isinstance(found, dict):
            raise Garbled
        return found

    def _session(self, plan: Plan) -> Steps:
        if self.token and self.time() < self.token_until:
            return
        self.token = ""
        if self.disk.install and self.disk.cookie is not None:
            try:
                yield from self._refresh(plan)
            except NotSignedIn:
                self.disk.cookie, self.token = None, ""
            else:
                return
        if self.ended and self.disk.install:
            raise NotSignedIn
        answer = self._call(plan, "POST", "/api/session", {"username": self.username, "password": PASSWORD})
        self._take_session(self._json(answer))
        yield "signed in"
        yield from self._enrol(plan)

    def _refresh(self, plan: Plan) -> Steps:
        nonce = self._json(self._call(plan, "GET", "/api/nonce")).get("nonce")
        if not isinstance(nonce, str):
            raise Garbled
        array: list[Any] = ["lantern-request-v1", "POST", "/api/session/refresh", "", nonce]
        proof = {
            "install": self.disk.install, "nonce": nonce,
            "signature": sign(hashed_array(array).encode(), self.key()),
        }  # fmt: skip
        answer = self._call(plan, "POST", "/api/session/refresh", proof, cookie=True)
        self._take_session(self._json(answer))
        yield "refreshed"

    def _take_session(self, session: dict[str, Any]) -> None:
        if not isinstance(session.get("access_token"), str):
            raise Garbled
        self.token = session["access_token"]
        self.token_until = self.time() + session["expires_in"] - 30

    def _enrol(self, plan: Plan) -> Steps:
        if not self.disk.install:
            self.disk.key = key_from(plan.chance).private_numbers().private_value
            self.disk.install, self.disk.person = str(uuid4_from(plan.chance)), self.person
            self.disk.dseq, self.disk.prev, self.disk.verdicts = 0, None, 0
            yield "key made"
        public = public_text(self.key().public_key())
        array = ["lantern-enrol-v1", self.tenant, self.disk.install, self.person, public]
        body = {
            "install": self.disk.install, "public_key": public, "label": "Simulated",
            "signature": sign(hashed_array(list(array)).encode(), self.key()),
        }  # fmt: skip
        enrolment = self._json(self._call(plan, "POST", "/api/installs", body))
        if "receipt_key" not in enrolment:
            raise Garbled
        self.disk.receipt_keys = {enrolment["receipt_key"]["kid"]: enrolment["receipt_key"]["public_key"]}
        self.disk.grants, self.disk.code = enrolment["streams"], enrolment["code"]
        self._take_session(enrolment["session"])
        yield "enrolled"

    # ------------------------------------------------------------------ push

    def _push(self, plan: Plan) -> Steps:
        while True:
            mine = [each for each in self.disk.unsent() if each.install == self.disk.install]
            batch = mine[: self.batch]
            if not batch:
                return
            body = {
                "install": self.disk.install, "changes": [[each.text, each.signature] for each in batch],
                "views": [],
            }  # fmt: skip
            answer = self._json(self._call(plan, "POST", "/api/push", body))
            yield "pushed"
            verdicts = answer.get("verdicts")
            if not isinstance(verdicts, list):
                raise Garbled
            settled = [self._take_verdict(verdict) for verdict in verdicts]
            yield "verdicts written"
            if not all(settled) or len(batch) == len(mine):
                return

    def _take_verdict(self, verdict: dict[str, Any]) -> bool:
        """Believe a verdict only by its receipt: ours by id and by the hash that we computed."""
        said = verdict.get("latest") or verdict
        pending = self.disk.changes.get(said.get("change") or "")
        if pending is None or said.get("receipt") is None:
            return False
        array, signature = said["receipt"]
        key = self.disk.receipt_keys.get(array[0], "")
        if array[1:4] != [self.tenant, pending.hash, said["verdict"]]:
            return False
        if not is_signed(receipt_bytes(array), signature, key):
            return False
        self._settle(pending, said)
        return True

    def _settle(self, pending: Pending, verdict: dict[str, Any]) -> None:
        pending.verdict = verdict
        pending.state = "sent" if verdict["verdict"] in SENT else "attention"
        stream, _, seq, _ = verdict["receipt"][0][5:9]
        if verdict["verdict"] not in SENT or (stream is None and verdict["verdict"] != "held"):
            pending.overlay = False
        elif stream is not None:
            cursor = self.disk.cursors.get(stream)
            pending.overlay = cursor is None or cursor["seq"] < seq

    # ------------------------------------------------------------------ pull

    def _pull(self, plan: Plan) -> Steps:
        more = True
        while more:
            cursors = {**self.disk.cursors, **self.disk.cursors_beside}
            body = {"install": self.disk.install, "cursors": cursors, "verdicts": self.disk.verdicts}
            answer = self._call(plan, "POST", "/api/pull", body)
            yield "pulled"
            more = yield from self._take_page(answer.body)

    def _take_page(self, body: bytes) -> Generator[str, None, bool]:
        """Write what came, each stream's rows with its cursor in one transaction. Returns whether to go on."""
        again = False
        stream, rows, gone = "", {}, list[str]()
        for line in body.split(b"\n"):
            value = self._line(line)
            if value is None:
                break
            if "line" not in value:
                rows[value["record"]] = line.decode()
                continue
            kind = value["line"]
            if kind == "stream":
                stream, rows, gone = value["stream"], {}, []
            elif kind == "leave":
                rows.pop(value["record"], None)
                gone.append(value["record"])
            elif kind == "cursor":
                self._write_rows(stream, rows, gone, value)
                rows, gone = {}, []
                yield "page written"
            elif kind == "complete":
                again |= self._complete(value)
                yield "complete"
            elif kind == "end":
                self.disk.verdicts = value["verdicts"]
                return again or bool(value["more"])
            else:
                self._take_other(kind, value)
                again |= kind == "rewound"
                yield kind
        raise Garbled

    @staticmethod
    def _line(line: bytes) -> dict[str, Any] | None:
        try:
            value = json.loads(line)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None

    def _write_rows(self, stream: str, rows: dict[str, str], gone: list[str], cursor: dict[str, Any]) -> None:
        place = {key: cursor[key] for key in ("epoch", "seq", "head")}
        beside = stream in self.disk.beside
        held = self.disk.beside[stream] if beside else self.disk.rows.setdefault(stream, {})
        held.update(rows)
        for record in gone:
            held.pop(record, None)
        (self.disk.cursors_beside if beside else self.disk.cursors)[stream] = place
        if not beside:
            self._drop_overlays(stream, place["seq"])

    def _drop_overlays(self, stream: str, seq: int) -> None:
        for each in self.disk.changes.values():
            if each.overlay and each.verdict is not None:
                array = each.verdict["receipt"][0]
                if array[5] == stream and array[7] is not None and array[7] <= seq:
                    each.overlay = False

    def _complete(self, line: dict[str, Any]) -> bool:
        """Compute the digest from the stored rows. On a difference pull that stream again, beside the old rows."""
        stream = line["stream"]
        beside = stream in self.disk.beside
        rows = self.disk.beside[stream] if beside else self.disk.rows.get(stream, {})
        if digest_of(rows) != (line["digest"], line["count"]):
            self.disk.beside[stream] = {}
            self.disk.cursors_beside[stream] = {"epoch": line["epoch"], "seq": 0, "head": None}
            self.disk.alarms.append(f"digest {stream}")
            return True
        if beside:
            self.disk.rows[stream] = self.disk.beside.pop(stream)
            self.disk.cursors[stream] = self.disk.cursors_beside.pop(stream)
            self._drop_overlays(stream, line["seq"])
        self.disk.shown[stream] = (line["epoch"], line["seq"])
        return False

    def _take_other(self, kind: str, line: dict[str, Any]) -> None:
        if kind == "grants":
            self.disk.grants = line["grants"]
        elif kind == "verdict":
            self._take_verdict(line["verdict"])
        elif kind == "dropped":
            self._take_dropped(line)
        elif kind == "rewound":
            stream = line["stream"]
            self.disk.alarms.append(f"rewound {stream}")
            self.disk.beside[stream] = {}
            self.disk.cursors_beside[stream] = {"epoch": line["epoch"], "seq": 0, "head": None}

    def _take_dropped(self, line: dict[str, Any]) -> None:
        """Take the rows of a stream away: only for a line that the server signed for this install."""
        signed = dropped_bytes(self.tenant, self.disk.install, line["stream"], line["epoch"], line["grant"])
        if not any(is_signed(signed, line["signature"], key) for key in self.disk.receipt_keys.values()):
            return
        for held in (
            self.disk.rows, self.disk.beside, self.disk.cursors, self.disk.cursors_beside, self.disk.shown,
        ):  # fmt: skip
            held.pop(line["stream"], None)
        for each in self.disk.changes.values():
            if each.stream == line["stream"] and each.state != "unsent":
                each.overlay = False

    # ------------------------------------------------------------------ reading

    def mode(self, stream: str) -> str | None:
        """What the device believes it may do in a stream."""
        return next((str(each["mode"]) for each in self.disk.grants if each["stream"] == stream), None)

    def header(self, chance: Random, stream: str) -> dict[str, Any]:
        """What every change of this device carries."""
        cursor = self.disk.cursors.get(stream)
        at = self.clock.now.timestamp() + self.skew
        wall = wall_text(at)
        return {
            "id": uuid7_from(chance, self.clock.now),
            "tenant": self.tenant,
            "stream": stream,
            "install": self.disk.install,
            "author": self.disk.person,
            "resolves": [],
            "seen": [cursor["epoch"], cursor["seq"], cursor["head"]] if cursor else None,
            "at": {"wall": wall, "monotonic": int(self.clock.now.timestamp()), "session": SESSION},
            "schema": 1,
            "app": "simulated",
            "salt": base64url(chance.randbytes(16)),
            "reason": None,
        }


SESSION = "0b8f0d0e-0000-4000-8000-000000000001"
_SHARES: dict[str, int] = {}


def wall_text(at: float) -> str:
    """A device's time as a change carries it, from 1970 to 2199."""
    days, seconds = divmod(int(at), 86_400)
    date = _date(days)
    return f"{date}T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}+00:00"


def _date(days: int) -> str:
    from datetime import date, timedelta  # noqa: PLC0415

    return (date(1970, 1, 1) + timedelta(days=max(0, min(days, 84_000)))).isoformat()


def digest_of(rows: dict[str, str]) -> tuple[str, int]:
    """Digest and count, from the bytes as they are stored (PROTOCOL section 6)."""
    total = sum(_share(record, text) for record, text in rows.items())
    return f"{total % (1 << 256):064x}", len(rows)


def _share(record: str, text: str) -> int:
    key = hashlib.sha256(text.encode()).hexdigest()
    if key + record not in _SHARES:
        version = json.loads(text)["version"]
        _SHARES[key + record] = int(digest_with("0" * 64, record, version, key), 16)
        if len(_SHARES) > 200_000:
            _SHARES.clear()
            return _share(record, text)
    return _SHARES[key + record]
