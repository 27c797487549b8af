"""What a file is in a change, which files are taken, and what the server signs about one (PROTOCOL section 25).

Twin: `pwa/src/records/values.ts` for the value; limits and types reach the app in `index.gen.ts`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sync.strict import hashed_array

FILE_BYTES_MAX = 25_000_000
"""A photograph of a phone has 2 to 12 MB, an hour of speech about 15 MB. A film is collected by the force's own way
(DOMAIN 4.6), so that nothing here has to be larger.
"""

FILE_TYPES = (
    *("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"),
    *("audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg", "audio/wav"),
    "application/pdf",
)
"""No film, no text that a browser could take for a page, nothing that runs."""

PART_BYTES = 262_144
"""A phone seals a file in parts of so many bytes, the last one shorter."""

SEALED_OVER = 28
"""What sealing adds to a part: IV of 12 bytes, tag of 16."""

SEALED_PART_BYTES = PART_BYTES + SEALED_OVER

_KEYS = {"sha256", "bytes", "mime"}


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file as a change names it. sha256: of its bytes; bytes: how many."""

    sha256: str
    bytes: int
    mime: str


def files_of(value: Any) -> Iterator[File]:
    """Every file that stands anywhere in `set`, in a record's text or in a part of either.

    A file is known by its keys alone, so that one in a field that this side does not know is found too.
    """
    if isinstance(value, Mapping):
        found = _file(value)
        if found is not None:
            yield found
            return
        for each in value.values():
            yield from files_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from files_of(each)


def file_receipt_bytes(receipt: list[Any]) -> bytes:
    """What the receipt of a file is signed over. receipt: [kid, tenant, change, sha256, bytes, received_at]."""
    return b"lantern-file-receipt-v1\n" + hashed_array(receipt).encode()


def sealed_size(size: int) -> int:
    """How many bytes a file of so many has when it is sealed in parts."""
    return size + -(-size // PART_BYTES) * SEALED_OVER


SEALED_BYTES_MAX = sealed_size(FILE_BYTES_MAX)
"""The largest sealed file."""


def sealed_part_data(install: str, file: str, part: int) -> bytes:
    """Associated data of one sealed part. file: its random id on its phone; part: from 0."""
    return hashed_array(["lantern-file-v1", install, file, part]).encode()


def _file(value: Mapping[str, Any]) -> File | None:
    if set(value) != _KEYS:
        return None
    sha256, size, mime = value["sha256"], value["bytes"], value["mime"]
    if not isinstance(sha256, str) or not isinstance(mime, str) or not isinstance(size, int):
        return None
    return File(sha256, size, mime)
