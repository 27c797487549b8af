"""What an ended install did not send: delivered by its key alone, which reads nothing (PROTOCOL section 17)."""

import hashlib
import json

from server.accounts.signatures import sign
from sync.messages import request_bytes
from tests.simulation.device import Device, Plan, Steps, private_key
from tests.simulation.keyring import follow
from tests.simulation.network import Request, Unreachable
from tests.simulation.syncing import BATCH_MAX, Garbled, call, enrolment, json_of, take_verdicts


def rescue(device: Device, plan: Plan) -> Steps:
    """Push what installs of before still have, each proved by its own key (R7).

    A server that was put back behind the enrolment of one learns of it in this session, and has its changes in the
    next round.
    """
    for install, key in sorted(device.disk.earlier.items()):
        waiting = [each for each in device.disk.unsent() if each.install == install][:BATCH_MAX]
        if not waiting:
            continue
        nonce = json_of(call(device, plan, "GET", "/api/nonce")).get("nonce")
        if not isinstance(nonce, str):
            raise Garbled
        body = {"install": install, "changes": [[each.text, each.signature] for each in waiting], "views": []}
        data = json.dumps(body, ensure_ascii=False).encode()
        signed = request_bytes("POST", "/api/push", hashlib.sha256(data).hexdigest(), nonce)
        proof = sign(signed, private_key(key))
        headers = {"Authorization": f"Lantern-Key {device.tenant}.{install}.{nonce}.{proof}"}
        request = Request(device.number, "POST", "/api/push", data, headers)
        answer = device.network.send(request, plan.fault(), plan.chance)
        yield "pushed by key"
        if answer.status == 401:
            call(device, plan, "PUT", f"/api/installs/{install}", enrolment(device, install, key))
            yield "known again"
            continue
        if answer.status != 200:
            raise Unreachable
        said = json_of(answer)
        verdicts = said.get("verdicts")
        if not isinstance(verdicts, list):
            raise Garbled
        plan.write()
        follow(device, "receipt", said["keys"])
        take_verdicts(device, waiting, verdicts)
        yield "verdicts written"
