"""The release after this one, as its declarations would be: for tests in which two of them meet."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from unittest.mock import patch

from server.erasure import service as erasure
from server.evidence import paper, records
from server.exchange import erasing, held, judging, linking, rerendering, service, system, upgrading
from sync.fields import Choice, Field, RecordType, choices
from sync.records.catalogue import CATALOGUE, SCHEMA

NEXT_SCHEMA = SCHEMA + 1

READS_CATALOGUE = (erasing, erasure, held, judging, linking, paper, records, service, system)
READS_SCHEMA = (held, judging, rerendering, service, system, upgrading)


def next_catalogue() -> Mapping[str, RecordType]:
    """A sighting has lamps and a height, a new kind of it, and there are tide tables."""
    sighting = CATALOGUE["sighting"]
    kind = sighting.by_name["kind"]
    fields = [
        replace(each, choices=(*kind.choices, Choice("drawing", "Drawing"))) if each is kind else each
        for each in sighting.fields
    ]
    lamps = Field(
        "lamps", "choices", "Lamps", choices=choices(("red", "Red"), ("green", "Green"), ("white", "White"))
    )
    height = Field("height", "integer", "Height in centimetres", minimum=0, limit=300, policy="latest")
    tide = replace(
        sighting, name="tide_table", label="Tide table", plural="Tide tables", reference_letter=None, fields=(
            Field("high", "time", "High water", required=True),
        ), title=("high",), states=(), rules=(),
    )  # fmt: skip
    return {**CATALOGUE, "sighting": replace(sighting, fields=(*fields, lamps, height)), "tide_table": tide}


def upgrade_server(stack: ExitStack) -> Mapping[str, RecordType]:
    """Make the server of this process one of the next release until the stack is left. Returns its declarations."""
    catalogue = next_catalogue()
    for module in READS_CATALOGUE:
        stack.enter_context(patch.object(module, "CATALOGUE", catalogue))
    for module in READS_SCHEMA:
        stack.enter_context(patch.object(module, "SCHEMA", NEXT_SCHEMA))
    return catalogue
