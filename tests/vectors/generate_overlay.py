"""Makes `overlay.json`: base fields and pending changes, and what a device shows.

`python -m tests.vectors.generate_overlay` writes it; `tests/sync/test_overlay.py` fails when it is stale. With a number
and a seed it writes as many cases of each type to its output instead: what both languages are held to beyond the file.
Cases come from every record type, so that a new kind of field is covered on the day it is declared.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sync.fields import LIST_KINDS, Field, RecordType
from sync.overlay import overlay
from sync.records.catalogue import CATALOGUE

PATH = Path(__file__).parent / "overlay.json"
CASES_PER_TYPE = 9
AUTHOR = "5a0e7b0c-3f0e-4c6f-9d55-1c1b9d3f0a01"
OTHER = "5a0e7b0c-3f0e-4c6f-9d55-1c1b9d3f0a02"
PLAIN: dict[str, Any] = {
    "text": ("Grey fleece", "By the crossing", "Ada’s kiosk"),
    "long_text": ("Said hello.", "Two lines\nof words", "Ж, 馬 and 🏮"),
    "integer": (0, 3, 17),
    "boolean": (True, False),
    "date": ("2026-02-06", "2026-11-22"),
    "time": ("19:00", "05:00"),
    "moment": ("2026-02-06T23:20:00+00:00", "2026-11-22T02:14:05+00:00"),
    "record": ("0a000000-0000-4000-8000-000000000001", "0a000000-0000-4000-8000-000000000002"),
    "person": (AUTHOR, OTHER),
    "agency": ("0b000000-0000-4000-8000-000000000001",),
    "plate": ("KWJ", "KVJ"),
    "telephone": ("01632 960111",),
}


def text() -> str:
    """The whole file, a case on each line."""
    lines = (json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def cases(per_type: int = CASES_PER_TYPE, seed: str = "overlay") -> Iterator[dict[str, Any]]:
    """So many cases of every type, always the same ones for a seed."""
    for name, record_type in CATALOGUE.items():
        chance = random.Random(f"{seed}/{name}")
        for number in range(per_type):
            said = [] if number == 0 else [_change(record_type, chance, "b", number)]
            base = overlay(record_type, {}, said)
            removed = [
                key.rpartition("/")[0] for each in said for key, value in each["set"].items()
                if key.endswith("/removed") and value
            ]  # fmt: skip
            count = 1 if number < 3 else chance.randint(1, 4)
            pending = [_change(record_type, chance, f"p{place}", number) for place in range(count)]
            yield {
                "name": f"{name} {number}",
                "type": name,
                "base": base,
                "removed": removed,
                "pending": pending,
                "shown": overlay(record_type, base, pending, removed),
            }


def _change(record_type: RecordType, chance: random.Random, mark: str, number: int) -> dict[str, Any]:
    chosen = chance.sample(record_type.fields, min(len(record_type.fields), chance.randint(2, 9)))
    values: dict[str, Any] = {}
    for each in chosen:
        values |= _writes(each, chance)
    if chance.random() < 0.2:
        values["from_a_newer_app"] = {"kept": chance.randint(1, 9)}
    return {
        "id": f"0197{number:04x}-0000-7000-8000-{int(mark.encode().hex(), 16):012x}",
        "author": OTHER if mark == "b" else AUTHOR,
        "at": {"wall": f"2026-11-22T02:{10 + number % 50:02d}:00+00:00"},
        "set": values,
    }


def _writes(field: Field, chance: random.Random) -> dict[str, Any]:
    if field.kind != "repeated":
        return {field.name: _value(field, chance)}
    written: dict[str, Any] = {}
    for element in chance.sample(("k1", "k2", "k3"), chance.randint(1, 2)):
        if chance.random() < 0.25:
            written[f"{field.name}/{element}/removed"] = chance.random() < 0.8
            continue
        for part in chance.sample(field.parts, chance.randint(1, len(field.parts))):
            written[f"{field.name}/{element}/{part.name}"] = _value(part, chance)
    return written


def _value(field: Field, chance: random.Random) -> Any:
    if field.kind in LIST_KINDS:
        pool = [each.value for each in field.choices] or ["Wren", "Ada", "Ж", "a b", "zebra", "Éa"]
        sizes = (min(len(pool), chance.randint(0, 3)), min(len(pool), chance.randint(0, 2)))
        return {"add": chance.sample(pool, sizes[0]), "remove": chance.sample(pool, sizes[1])}
    if field.kind == "entries":
        return {"add": [_parts(field, chance) for _ in range(chance.randint(1, 2))], "remove": []}
    if chance.random() < 0.15:
        return None
    if field.kind == "choice":
        return chance.choice(field.choices).value
    if field.kind in PLAIN:
        return chance.choice(PLAIN[field.kind])
    if field.kind in ("polygons", "strokes"):
        return [[[chance.randint(0, 900), chance.randint(0, 900), 1]]]
    if field.kind == "group":
        return _parts(field, chance)
    return (
        {"street": "Ropewalk Street"}
        if field.kind == "place"
        else {"latitude": 51_500_000, "longitude": 700_000}
    )


def _parts(field: Field, chance: random.Random) -> Any:
    if not field.parts:
        return {"words": "Came by"}
    return {
        part.name: ["mon", "sat"] if part.kind in LIST_KINDS else _value(part, chance)
        for part in chance.sample(field.parts, chance.randint(1, len(field.parts)))
    }


if __name__ == "__main__":
    if len(sys.argv) == 3:
        for case in cases(int(sys.argv[1]), sys.argv[2]):
            sys.stdout.write(json.dumps(case) + "\n")
    else:
        PATH.write_text(text())
