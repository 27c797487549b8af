"""One sync round of a model device: a session if need be, then push, then pull."""

import json
from typing import Any

from server.accounts.signatures import is_signed, public_text, sign
from sync.messages import receipt_bytes
from sync.strict import hashed_array
from tests.simulation.backend import Answer
from tests.simulation.checkpoints import witnessed
from tests.simulation.determinism import key_from, uuid4_from
from tests.simulation.device import PASSWORD, Device, NoRoom, Plan, Steps, private_key
from tests.simulation.keyring import newest, pin
from tests.simulation.network import Request, Unreachable
from tests.simulation.storage import Pending

SENT = ("accepted", "merged", "conflicted", "held")
"""Verdicts that a person reads as "Sent" (DESIGN section 5)."""

PAGES_MAX = 60
BATCH_MAX = 200
"""Changes that one push may have."""


class NotSignedIn(Exception):
    """The server wants a password; the person signs in at the next sync."""


class Garbled(Exception):
    """An answer that is not of the protocol: a captive portal, a cut stream."""


def sync(device: Device, plan: Plan) -> Steps:
    """One round: sign in if need be, push what waits, pull until there is no more."""
    # Imported here: receiving verdicts in a pull is part of pushing too.
    from tests.simulation.receiving import take_page  # noqa: PLC0415
    from tests.simulation.rescuing import rescue  # noqa: PLC0415

    try:
        yield from _session(device, plan)
        yield from _push(device, plan)
        yield from rescue(device, plan)
        for _ in range(PAGES_MAX):
            cursors = {**device.disk.cursors, **device.disk.cursors_beside}
            body = {
                "install": device.disk.install, "cursors": cursors, "verdicts": device.disk.verdicts,
                "acknowledged": device.disk.acknowledged, "shown": statements(device),
                "keys": newest(device), "checkpoint": witnessed(device), "old": device.desk,
            }  # fmt: skip
            answer = call(device, plan, "POST", "/api/pull", body)
            yield "pulled"
            more = yield from take_page(device, plan, answer.body)
            again = _asked_again(device)
            if again:
                yield "asked again"
                yield from _push(device, plan)
            elif not more:
                yield "in sync"
                return
    except (Unreachable, Garbled):
        yield "no answer"
    except NoRoom:
        yield "no room"
    except NotSignedIn:
        device.token = ""
        yield "signed out"


def sign_out(device: Device, plan: Plan) -> Steps:
    """End the session; what is on the device stays."""
    try:
        call(device, plan, "DELETE", "/api/session", cookie=True)
    except (Unreachable, Garbled, NotSignedIn):
        yield "no answer"
    device.token, device.disk.cookie = "", None
    yield "signed out"


def call(
    device: Device, plan: Plan, method: str, path: str, body: Any = None, *, cookie: bool = False
) -> Answer:
    """One request. Raises Unreachable, NotSignedIn."""
    headers = {"Authorization": f"Bearer {device.token}"} if device.token else {}
    if cookie:
        headers = {"X-Lantern": "1", "Origin": "http://localhost"}
        if device.disk.cookie is not None:
            headers["Cookie"] = device.disk.cookie
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    request = Request(device.number, method, path, data, headers)
    answer = device.network.send(request, plan.fault(), plan.chance)
    if answer.cookie is not None:
        device.disk.cookie = answer.cookie
    if answer.status == 401:
        if json_of(answer).get("code") == "install_revoked":
            device.ended = True
        raise NotSignedIn
    if answer.status not in (200, 201, 204):
        raise Unreachable
    return answer


def json_of(answer: Answer) -> dict[str, Any]:
    """The object in an answer. Raises Garbled."""
    try:
        found = answer.json
    except ValueError:
        raise Garbled from None
    if not isinstance(found, dict):
        raise Garbled
    return found


def _session(device: Device, plan: Plan) -> Steps:
    # Without the server's keys the answer to the enrolment was lost, and it is asked for again.
    enrolled = bool(device.disk.install and device.disk.pinned)
    if enrolled and device.token and device.time() < device.token_until:
        return
    device.token = ""
    if enrolled and device.disk.cookie is not None and not device.ended:
        try:
            yield from _refresh(device, plan)
        except NotSignedIn:
            device.disk.cookie, device.token = None, ""
        else:
            return
    credentials = {"username": device.username, "password": PASSWORD}
    _take_session(device, json_of(call(device, plan, "POST", "/api/session", credentials)))
    yield "signed in"
    if device.ended:
        _begin_anew(device)
        yield "install put aside"
    yield from _enrol(device, plan)


def _begin_anew(device: Device) -> None:
    """The rest of the shift goes on under a new enrolment; what the ended install did not send is kept."""
    disk = device.disk
    for each in disk.changes.values():
        each.overlay = False
    for held in (disk.rows, disk.beside, disk.cursors, disk.cursors_beside, disk.shown):
        held.clear()
    disk.earlier[disk.install] = disk.key
    disk.signed, disk.receipt, disk.acknowledged, disk.lacking = {}, None, 0, None
    disk.install, disk.verdicts, disk.grants, device.ended = "", 0, [], False


def _refresh(device: Device, plan: Plan) -> Steps:
    nonce = json_of(call(device, plan, "GET", "/api/nonce")).get("nonce")
    if not isinstance(nonce, str):
        raise Garbled
    array: list[Any] = ["lantern-request-v1", "POST", "/api/session/refresh", "", nonce]
    proof = {
        "install": device.disk.install, "nonce": nonce,
        "signature": sign(hashed_array(array).encode(), device.key()),
    }  # fmt: skip
    answer = call(device, plan, "POST", "/api/session/refresh", proof, cookie=True)
    _take_session(device, json_of(answer))
    yield "refreshed"


def _take_session(device: Device, session: dict[str, Any]) -> None:
    if not isinstance(session.get("access_token"), str):
        raise Garbled
    device.token = session["access_token"]
    device.token_until = device.time() + session["expires_in"] - 30


def _enrol(device: Device, plan: Plan) -> Steps:
    disk = device.disk
    if not disk.install:
        disk.key = key_from(plan.chance).private_numbers().private_value
        disk.install, disk.person = str(uuid4_from(plan.chance)), device.person
        disk.dseq, disk.prev, disk.verdicts = 0, None, 0
        yield "key made"
    body = {"install": disk.install, **enrolment(device, disk.install, disk.key)}
    answer = json_of(call(device, plan, "POST", "/api/installs", body))
    if "receipt_key" not in answer:
        raise Garbled
    pin(device, answer)
    disk.grants, disk.code = answer["streams"], answer["code"]
    _take_session(device, answer["session"])
    yield "enrolled"


def enrolment(device: Device, install: str, key: int) -> dict[str, str]:
    """What proves to the server that an install with this private number is this person's."""
    public = public_text(private_key(key).public_key())
    array: list[Any] = ["lantern-enrol-v1", device.tenant, install, device.person, public]
    return {
        "public_key": public, "label": "Simulated",
        "signature": sign(hashed_array(array).encode(), private_key(key)),
    }  # fmt: skip


def _push(device: Device, plan: Plan) -> Steps:
    while True:
        mine = [each for each in device.disk.unsent() if each.install == device.disk.install]
        batch = mine[: device.batch]
        if not batch:
            return
        changes = [[each.text, each.signature] for each in batch]
        body = {
            "install": device.disk.install, "changes": changes, "views": [], "shown": statements(device)
        }  # fmt: skip
        answer = json_of(call(device, plan, "POST", "/api/push", body))
        yield "pushed"
        if not isinstance(answer.get("verdicts"), list):
            raise Garbled
        plan.write()
        settled = take_verdicts(device, batch, answer["verdicts"])
        yield "verdicts written"
        if not settled or len(batch) == len(mine):
            return


def statements(device: Device) -> list[Any]:
    """What the server signed for this device: the newest cursor of each stream, the newest receipt (section 21)."""
    receipt = [] if device.disk.receipt is None else [device.disk.receipt]
    return [*device.disk.signed.values(), *receipt]


def _asked_again(device: Device) -> bool:
    """Let what the server lacks be sent once more, as it was signed (R4). Returns whether there is anything.

    Once since the unlock and since the server was put back is enough, whatever it goes on asking for.
    """
    asked, device.disk.lacking = device.disk.lacking, None
    if asked is None:
        return False
    numbers = {
        (asked["epoch"], each)
        for first, last in asked["ranges"]
        for each in range(first, last + 1)
        if (asked["epoch"], each) not in device.sent_again
    }
    found = [
        each
        for each in device.disk.changes.values()
        if each.install == device.disk.install
        and (asked["epoch"], each.dseq) in numbers
        and each.verdict is not None
    ]
    for each in found:
        each.state, each.overlay = "unsent", True
        device.sent_again.add((asked["epoch"], each.dseq))
    return bool(found)


def take_verdicts(device: Device, batch: list[Pending], verdicts: list[dict[str, Any]]) -> bool:
    """Write down the verdicts of a push. Returns whether every change of the batch has one that counts."""
    for verdict in verdicts:
        take_verdict(device, verdict)
    return all(each.state != "unsent" for each in batch)


def take_verdict(device: Device, verdict: dict[str, Any]) -> None:
    """Believe a verdict only by its receipt: ours by id, and by the hash that we computed ourselves."""
    if verdict["verdict"] == "quarantined" and any(
        each["code"] == "signature_wrong" for each in verdict["problems"]
    ):
        return  # The signature was altered on its way: sent once more, and believed only when it is `known`.
    said = verdict.get("latest") or verdict
    pending = device.disk.changes.get(said.get("change") or "")
    if pending is None or said.get("receipt") is None:
        return
    if said.get("erased"):
        del device.disk.changes[pending.id]
        return
    array, signature = said["receipt"]
    key = device.disk.receipt_keys.get(array[0], "")
    if array[1:4] == [device.tenant, pending.hash, said["verdict"]] and is_signed(
        receipt_bytes(array), signature, key
    ):
        _settle(device, pending, said)


def _settle(device: Device, pending: Pending, verdict: dict[str, Any]) -> None:
    pending.verdict = verdict
    if pending.install == device.disk.install:
        device.disk.receipt = verdict["receipt"]
        device.disk.acknowledged = max(device.disk.acknowledged, pending.dseq)
    pending.state = "sent" if verdict["verdict"] in SENT else "attention"
    stream, _, seq, _ = verdict["receipt"][0][5:9]
    if verdict["verdict"] == "held":
        return
    if verdict["verdict"] not in SENT or stream is None:
        pending.overlay = False
    else:
        cursor = device.disk.cursors.get(stream)
        # Nothing will come of a stream whose grant has ended before the verdict was heard.
        reads = any(each["stream"] == stream and each["mode"] == "read" for each in device.disk.grants)
        pending.overlay = reads if cursor is None else cursor["seq"] < seq
