"""Bugs of the model device."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tests.simulation import receiving, syncing
from tests.simulation.device import Device
from tests.simulation.storage import Pending


@contextmanager
def cursor_first() -> Iterator[None]:
    """The cursor in a transaction of its own, before the rows that it stands for (R3)."""

    def write_page(
        device: Device, stream: str, rows: dict[str, str], gone: list[str], cursor: dict[str, Any]
    ) -> Generator[str, None, None]:
        receiving._write_cursor(device, stream, cursor)
        yield "cursor written"
        receiving._write_rows(device, stream, rows, gone)
        yield "rows written"

    with patch.object(receiving, "write_page", write_page):
        yield


@contextmanager
def delete_on_ack() -> Iterator[None]:
    """Whatever was pushed leaves the outbox with the answer, whatever that says."""

    def take_verdicts(device: Device, batch: list[Pending], _verdicts: list[dict[str, Any]]) -> bool:
        for each in batch:
            device.disk.changes.pop(each.id, None)
        return True

    with patch.object(syncing, "take_verdicts", take_verdicts):
        yield


@contextmanager
def adopted_digest() -> Iterator[None]:
    """The device believes the digest that it is sent instead of computing it from its rows (R16)."""

    def digest_to_show(line: dict[str, Any], _rows: dict[str, str]) -> tuple[str, int]:
        return line["digest"], line["count"]

    with patch.object(receiving, "digest_to_show", digest_to_show):
        yield
