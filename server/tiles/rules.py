"""What a map file has to be, and which bytes of it a request asks for. Pure."""

import re
from dataclasses import dataclass

from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
)

HEADER_BYTES = 127
SIZE_MAX = 128 * 1024 * 1024
"""A phone keeps it sealed beside its records; a town's streets to zoom 15 are some 20 MB."""

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class TileFileError(ValueError):
    """This file cannot be an operation's map."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int


def check_tile_file(content: bytes) -> None:
    """Raises TileFileError, in words for the operator, unless it is PMTiles 3 with vector tiles of a bearable size."""
    if len(content) > SIZE_MAX:
        raise TileFileError(f"the file has {len(content)} bytes; a phone takes {SIZE_MAX} at most")
    try:
        header = deserialize_header(content[:HEADER_BYTES])
    except (MagicNumberNotFound, SpecVersionUnsupported, IndexError, ValueError) as error:
        raise TileFileError("this is no PMTiles file of version 3") from error
    if header["tile_type"] != TileType.MVT:
        raise TileFileError("the tiles in this file are pictures; the map draws vector tiles (MVT)")
    if header["tile_compression"] not in {Compression.GZIP, Compression.NONE}:
        raise TileFileError(
            "the tiles in this file are packed in a way that browsers do not unpack; use gzip"
        )
    if header["tile_data_offset"] + header["tile_data_length"] > len(content):
        raise TileFileError("the end of this file is missing")


def span_of(header: str | None, size: int) -> Span | None:
    """The one range that a `Range` header asks for, cut at the end of the file; None means all of it.

    A header that is not understood, or asks for several ranges, means all of it (RFC 9110, section 14.2).
    Raises ValueError for a range that begins behind the end.
    """
    asked = RANGE.fullmatch(header or "")
    if asked is None or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        span = Span(max(0, size - int(last)), size - 1)
    else:
        span = Span(int(first), min(int(last) if last else size - 1, size - 1))
    if last and first and int(last) < int(first):
        return None
    if span.first > span.last:
        raise ValueError("the range lies behind the end")
    return span
