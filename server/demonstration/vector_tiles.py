"""Writes a small map file: lines and areas into vector tiles (Mapbox Vector Tile 2.1) in one PMTiles archive.

Enough for ground of a few streets. Nothing is clipped: a feature goes whole into each tile that its box touches,
which the format allows and which costs nothing at this size.
"""

import gzip
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Point = tuple[float, float]
"""Longitude, latitude, degrees."""

EXTENT = 4096
ZOOMS = range(11, 17)
MERCATOR_MAX = 85.051129


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the ground. points: of a line, or of an area's border, closed."""

    layer: str
    shape: Literal["line", "area"]
    points: tuple[Point, ...]
    tags: Mapping[str, str]


def map_file(features: Sequence[Feature], attribution: str) -> bytes:
    """The archive, with tiles at every zoom of `ZOOMS` that something lies in."""
    buffer = io.BytesIO()
    writer = Writer(buffer)
    for zoom in ZOOMS:
        for x, y in sorted(_touched(features, zoom)):
            tile = _tile([each for each in features if (x, y) in set(_tiles(each, zoom))], zoom, x, y)
            writer.write_tile(zxy_to_tileid(zoom, x, y), gzip.compress(tile, mtime=0))
    west, south, east, north = _box([point for each in features for point in each.points])
    layers = sorted({each.layer for each in features})
    writer.finalize(
        {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_lon_e7": round(west * 1e7),
            "min_lat_e7": round(south * 1e7),
            "max_lon_e7": round(east * 1e7),
            "max_lat_e7": round(north * 1e7),
            "center_zoom": ZOOMS[-2],
            "center_lon_e7": round((west + east) / 2 * 1e7),
            "center_lat_e7": round((south + north) / 2 * 1e7),
        },
        {"attribution": attribution, "vector_layers": [{"id": each, "fields": {}} for each in layers]},
    )
    return buffer.getvalue()


def commands(points: Sequence[tuple[int, int]], *, closed: bool) -> list[int]:
    """Geometry of one line or ring as the format's commands; a ring's last point, which is its first, is left out."""
    told = points[:-1] if closed else points
    moves: list[int] = []
    x, y = 0, 0
    for at_x, at_y in told:
        moves += [_zigzag(at_x - x), _zigzag(at_y - y)]
        x, y = at_x, at_y
    begin, follow = 1 | 1 << 3, 2 | (len(told) - 1) << 3
    return [begin, *moves[:2], follow, *moves[2:], *([7 | 1 << 3] if closed else [])]


def _touched(features: Iterable[Feature], zoom: int) -> set[tuple[int, int]]:
    return {tile for each in features for tile in _tiles(each, zoom)}


def _tiles(feature: Feature, zoom: int) -> Iterator[tuple[int, int]]:
    west, south, east, north = _box(feature.points)
    left, top = _world((west, north), zoom)
    right, bottom = _world((east, south), zoom)
    for x in range(int(left), int(right) + 1):
        for y in range(int(top), int(bottom) + 1):
            yield x, y


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _world(point: Point, zoom: int) -> Point:
    """Web Mercator, in tiles from the north-west corner of the world."""
    longitude, latitude = point[0], max(-MERCATOR_MAX, min(MERCATOR_MAX, point[1]))
    across = (longitude + 180) / 360
    down = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return across * 2**zoom, down * 2**zoom


def _tile(features: Sequence[Feature], zoom: int, x: int, y: int) -> bytes:
    layers = sorted({each.layer for each in features})
    return b"".join(
        _bytes_field(3, _layer(name, [each for each in features if each.layer == name], zoom, x, y))
        for name in layers
    )


def _layer(name: str, features: Sequence[Feature], zoom: int, x: int, y: int) -> bytes:
    keys = sorted({key for each in features for key in each.tags})
    values = sorted({value for each in features for value in each.tags.values()})
    told = [_bytes_field(1, name.encode())]
    for each in features:
        tags = [n for key, value in each.tags.items() for n in (keys.index(key), values.index(value))]
        told.append(_bytes_field(2, _feature(each, tags, zoom, x, y)))
    told += [_bytes_field(3, key.encode()) for key in keys]
    told += [_bytes_field(4, _bytes_field(1, value.encode())) for value in values]
    told += [_number_field(5, EXTENT), _number_field(15, 2)]
    return b"".join(told)


def _feature(feature: Feature, tags: Sequence[int], zoom: int, x: int, y: int) -> bytes:
    points = [_in_tile(point, zoom, x, y) for point in feature.points]
    area = feature.shape == "area"
    if area and _turns_left(points):
        points.reverse()
    geometry = commands(points, closed=area)
    return b"".join((_packed_field(2, tags), _number_field(3, 3 if area else 2), _packed_field(4, geometry)))


def _in_tile(point: Point, zoom: int, x: int, y: int) -> tuple[int, int]:
    across, down = _world(point, zoom)
    return round((across - x) * EXTENT), round((down - y) * EXTENT)


def _turns_left(ring: Sequence[tuple[int, int]]) -> bool:
    """Whether its surface is negative by the format's sum: an outer ring's has to be positive."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) < 0


def _zigzag(number: int) -> int:
    return (number << 1) ^ (number >> 63)


def _varint(number: int) -> bytes:
    told = bytearray()
    while number > 0x7F:
        told.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*told, number])


def _number_field(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _bytes_field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _packed_field(field: int, numbers: Iterable[int]) -> bytes:
    return _bytes_field(field, b"".join(map(_varint, numbers)))
