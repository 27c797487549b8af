"""A page of a pull on a model device: rows with their cursor in one transaction, the digest read back."""

import hashlib
import json
from collections.abc import Generator
from typing import Any

from server.accounts.signatures import is_signed
from sync.messages import digest_with, dropped_bytes
from tests.simulation.checkpoints import take_checkpoint
from tests.simulation.device import Device, Plan
from tests.simulation.keyring import PURPOSES, follow
from tests.simulation.syncing import Garbled, take_verdict

Rows = dict[str, str]
_SHARES: dict[str, int] = {}
SHARES_MAX = 200_000


def take_page(device: Device, plan: Plan, body: bytes) -> Generator[str, None, bool]:
    """Write what came, each stream's rows with its cursor at once. Returns whether to ask again; raises Garbled."""
    again = False
    stream, rows, gone = "", Rows(), list[str]()
    for line in body.split(b"\n"):
        value = _value(line)
        if value is None:
            break
        if "line" not in value:
            rows[value["record"]] = line.decode()
            continue
        kind = value["line"]
        if kind == "stream":
            stream, rows, gone = value["stream"], {}, []
        elif kind == "leave":
            gone.append(value["record"])
        elif kind == "cursor":
            plan.write()
            yield from write_page(device, stream, rows, gone, value)
            rows, gone = {}, []
        elif kind == "end":
            device.disk.verdicts = value["verdicts"]
            return again or bool(value["more"])
        else:
            plan.write()
            again |= _take_other(device, kind, value)
            yield kind
    raise Garbled


def write_page(
    device: Device, stream: str, rows: Rows, gone: list[str], cursor: dict[str, Any]
) -> Generator[str, None, None]:
    """One transaction: rows, what has left, and the cursor (FINDINGS R3)."""
    _write_rows(device, stream, rows, gone)
    _write_cursor(device, stream, cursor)
    yield "page written"


def digest_to_show(_line: dict[str, Any], rows: Rows) -> tuple[str, int]:
    """Digest and count, from the bytes as they are stored (PROTOCOL section 6); never the server's word."""
    total = sum(_share(record, text) for record, text in rows.items())
    return f"{total % (1 << 256):064x}", len(rows)


def _write_rows(device: Device, stream: str, rows: Rows, gone: list[str]) -> None:
    disk = device.disk
    held = disk.beside[stream] if stream in disk.beside else disk.rows.setdefault(stream, {})
    held.update(rows)
    for record in gone:
        held.pop(record, None)
        for each in disk.overlaid(record):
            # What was sent from the stream that the record has left is no longer shown (R6).
            each.overlay = each.overlay and (each.stream != stream or each.state == "unsent")


def _write_cursor(device: Device, stream: str, cursor: dict[str, Any]) -> None:
    disk = device.disk
    place = {key: cursor[key] for key in ("epoch", "seq", "head")}
    if stream in disk.beside:
        disk.cursors_beside[stream] = place
    else:
        disk.cursors[stream] = place
        _drop_overlays(device, stream, place["seq"])


def _value(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _drop_overlays(device: Device, stream: str, seq: int) -> None:
    for each in device.disk.changes.values():
        if each.overlay and each.verdict is not None:
            array = each.verdict["receipt"][0]
            if array[5] == stream and array[7] is not None and array[7] <= seq:
                each.overlay = False


def _take_other(device: Device, kind: str, line: dict[str, Any]) -> bool:
    """A line that is neither row nor cursor. Returns whether something has to be asked for again."""
    if kind == "grants":
        _take_grants(device, line["grants"])
    elif kind == "verdict":
        take_verdict(device, line["verdict"])
    elif kind == "dropped":
        _take_dropped(device, line)
    elif kind == "lacking":
        device.disk.lacking = line
    elif kind == "keys":
        for purpose in PURPOSES:
            follow(device, purpose, line[purpose])
    elif kind == "checkpoint":
        take_checkpoint(device, line)
    elif kind == "complete":
        return _complete(device, line)
    elif kind == "rewound":
        _begin_beside(device, line, "rewound")
        return True
    return False


def _take_grants(device: Device, grants: list[dict[str, Any]]) -> None:
    """Of a stream that was granted and never pulled nothing is `dropped`: what was sent there is no longer shown."""
    disk = device.disk
    disk.grants = grants
    reads = {each["stream"] for each in grants if each["mode"] == "read"}
    for each in disk.changes.values():
        if each.verdict is not None and each.stream not in reads and each.stream not in disk.cursors:
            each.overlay = each.overlay and each.state == "unsent"


def _complete(device: Device, line: dict[str, Any]) -> bool:
    """Hold the stored rows against the digest. On a difference that stream is pulled again (R12, R16)."""
    disk, stream = device.disk, line["stream"]
    beside = stream in disk.beside
    rows = disk.beside[stream] if beside else disk.rows.get(stream, {})
    if digest_to_show(line, rows) != (line["digest"], line["count"]):
        _begin_beside(device, line, "digest")
        return True
    if beside:
        disk.rows[stream] = disk.beside.pop(stream)
        disk.cursors[stream] = disk.cursors_beside.pop(stream)
        _drop_overlays(device, stream, line["seq"])
    disk.shown[stream] = (line["epoch"], line["seq"])
    if line.get("signed") is not None:
        disk.signed[stream] = line["signed"]
    return False


def _begin_beside(device: Device, line: dict[str, Any], why: str) -> None:
    stream = line["stream"]
    device.disk.alarms.append(f"{why} {stream}")
    device.disk.beside[stream] = {}
    device.disk.cursors_beside[stream] = {"epoch": line["epoch"], "seq": 0, "head": None}


def _take_dropped(device: Device, line: dict[str, Any]) -> None:
    """Take the rows of a stream away: only for a line that the server signed for this install (R9)."""
    disk = device.disk
    signed = dropped_bytes(device.tenant, disk.install, line["stream"], line["epoch"], line["grant"])
    if not any(is_signed(signed, line["signature"], key) for key in disk.receipt_keys.values()):
        return
    for held in (disk.rows, disk.beside, disk.cursors, disk.cursors_beside, disk.shown, disk.signed):
        held.pop(line["stream"], None)
    for each in disk.changes.values():
        if each.stream == line["stream"] and each.state != "unsent":
            each.overlay = False


def _share(record: str, text: str) -> int:
    own = hashlib.sha256(text.encode()).hexdigest()
    found = _SHARES.get(own + record)
    if found is None:
        if len(_SHARES) > SHARES_MAX:
            _SHARES.clear()
        version = json.loads(text)["version"]
        found = _SHARES[own + record] = int(digest_with("0" * 64, record, version, own), 16)
    return found
