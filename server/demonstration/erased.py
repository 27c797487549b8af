"""Dorian Tench asks what is held about him; what should never have been about him is erased.

The warning stays as a row of the figures, withdrawn, without a word from which he could be known, and
the chain still verifies. It happens after the rest of the story, on the day of set-up: the server
erases by its own clock, which the story does not turn.
"""

import json
from typing import Any

from server.database import reading
from server.demonstration.cast import OP
from server.demonstration.stage import Stage
from server.erasure.journal import is_kept
from server.erasure.service import Wanted, Why, erase
from server.exchange.models import Placement

REMAINS = ("reference", "recipient_kind", "conduct", "submitted", "given")
"""What shows that a warning was given, by whom and when; nothing of whom it was given to."""

WHY_WITHDRAWN = "It had been given to the wrong person. Letter sent."


def erase_tench(stage: Stage) -> None:
    """Rook erases the warning's words under the number of his request. Without a journal nothing may be erased."""
    if not is_kept():
        return
    record = stage.records["warning-tench"]
    fields = _fields(stage, record)
    restate = {name: fields[name] for name in REMAINS}
    restate["withdrawn"] = fields["withdrawn"] | {"why": WHY_WITHDRAWN}
    erase(
        stage.tenant,
        Wanted(record=record, restate=restate),
        Why(reason="wrong_person", case_number="SAR-2", person=stage.person("rook")),
    )


def _fields(stage: Stage, record: str) -> dict[str, Any]:
    with reading() as session:
        text = session.get_one(Placement, (stage.tenant, OP, record)).text
    fields: dict[str, Any] = json.loads(text)["fields"]
    return fields
