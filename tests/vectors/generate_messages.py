"""Makes `messages.json`: what both languages must hash, sign and derive to the same bytes.

`python -m tests.vectors.generate_messages` writes it; `tests/sync/test_messages.py` fails when it is stale.
Signatures differ each time they are made, so that the vectors hold the bytes that are signed.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from sync.changes import base64url, change_hash, paired_id, signed_bytes
from sync.marks import alias_hash, folded, name_hash, plate_hash
from sync.messages import (
    EMPTY_DIGEST,
    StreamEntry,
    digest_with,
    digest_without,
    dropped_bytes,
    receipt_bytes,
    sealing_data,
    text_hash,
)
from sync.strict import hashed_array

PATH = Path(__file__).parent / "messages.json"
TENANT = "0a000000-0000-4000-8000-00000000000a"
INSTALL = "0a000000-0000-4000-8000-00000000000b"
RECORD = "0a000000-0000-4000-8000-00000000000c"
ARRAYS: tuple[list[Any], ...] = (
    [],
    [None, 0, -1, 9007199254740991, "", "a/b"],
    ["Ж", "馬", "🏮", "Zoë", "Zoe\u0308"],
    ['"', "\\", "\n", "\t", "\u0001", "\u007f", "\u2028"],
    ["op/1", "23", "4"],
    ["op/12", "3", "4"],
)
TEXTS = ('{"record":"x","version":1}', '{"record":"x","fields":{"words":"Два 🏮"}}')


def text() -> str:
    """The whole file."""
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


def vectors() -> dict[str, Any]:
    """Each function with arguments and what it gives."""
    one = digest_with(EMPTY_DIGEST, RECORD, 3, text_hash(TEXTS[0]))
    two = digest_with(one, INSTALL, 1, text_hash(TEXTS[1]))
    return {
        "hashed_array": [{"array": each, "text": hashed_array(each)} for each in ARRAYS],
        "change": [
            {"text": each, "hash": change_hash(each), "signed": base64url(signed_bytes(each))}
            for each in TEXTS
        ],
        "entry": [_entry(None, None), _entry("1" * 64, "2" * 64)],
        "digest": {
            "rows": [
                {"record": RECORD, "version": 3, "text": TEXTS[0]},
                {"record": INSTALL, "version": 1, "text": TEXTS[1]},
            ],
            "empty": EMPTY_DIGEST,
            "first": one,
            "both": two,
            "without_first": digest_without(two, RECORD, 3, text_hash(TEXTS[0])),
        },
        "receipt": [
            {"array": each, "signed": base64url(receipt_bytes(each))}
            for each in (
                ["k1", TENANT, "3" * 64, "held", "2026-11-22T02:14:05.123Z", None, None, None, None],
                ["k1", TENANT, "3" * 64, "merged", "2026-11-22T02:14:05.123Z", "op/harbour", 1, 7, "4" * 64],
            )
        ],
        "dropped": {
            "arguments": [TENANT, INSTALL, "op/harbour", 1, 2],
            "signed": base64url(dropped_bytes(TENANT, INSTALL, "op/harbour", 1, 2)),
        },
        "sealing_data": {
            "arguments": ["k2", TENANT, INSTALL, 12],
            "bytes": base64url(sealing_data("k2", TENANT, INSTALL, 12)),
        },
        "paired_id": {
            "arguments": [TENANT, "agreement", RECORD, INSTALL],
            "id": paired_id(TENANT, "agreement", RECORD, INSTALL),
        },
        "folded": [
            {"text": each, "folded": folded(each)}
            for each in ("Zoë  BROWN-2", "Ærø", "ﬁsh", "Ж Я", "№ 7", "")
        ],
        "marks": _marks(hashlib.sha256(b"mark key").digest()),
    }


def _entry(prev: str | None, change: str | None) -> dict[str, Any]:
    stamp = "2026-11-22T02:14:05.123Z"
    array: list[Any] = [TENANT, "op/harbour", 1, 7, prev, change, RECORD, 3, "change", stamp, "5" * 64]
    return {"array": array, "hash": StreamEntry(*array).hash}


def _marks(key: bytes) -> dict[str, Any]:
    return {
        "key": base64url(key),
        "name": {"arguments": ["Zoë Brown", 1990], "hash": name_hash(key, "Zoë Brown", 1990)},
        "alias": {"arguments": ["Sorrel"], "hash": alias_hash(key, "Sorrel")},
        "plate": {"arguments": ["ab12 cde"], "hash": plate_hash(key, "ab12 cde")},
    }


if __name__ == "__main__":
    PATH.write_text(text())
