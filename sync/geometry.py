"""Whether a position lies in an area, and how far away the area's border is.

A position is a pair (longitude, latitude) in integer micro-degrees (WGS 84). An area is the union of its
polygons, each a list of rings: the first is its border, the others are holes; a ring may end with its first
point again or not. What lies on a border lies inside. Where two polygons touch or overlap, the line between
them is no border of the area.

For areas of a town: metres are measured on a flat map round the position, which is off by less than half a
per cent within 20 km. An area across the 180th meridian or over a pole is not understood.
Twin: `pwa/src/lib/geometry.ts`; both answer `tests/vectors/geometry.json`.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

Position: TypeAlias = Sequence[int]
"""(longitude, latitude), micro-degrees."""

Ring: TypeAlias = Sequence[Position]
Polygon: TypeAlias = Sequence[Ring]

METRES = 6_371_008.8 * math.pi / 180 / 1_000_000
"""In a micro-degree of latitude; the IUGG's mean Earth radius."""

ASIDE = 0.05
"""Micro-degrees, about 5 mm: how far beside a line both its sides are looked at."""

_Point: TypeAlias = tuple[float, float]
_Edge: TypeAlias = tuple[_Point, _Point]


def contains(polygons: Sequence[Polygon], position: Position) -> bool:
    """Whether a position lies inside the area or on its border. False for an area without polygons."""
    return _inside(polygons, (float(position[0]), float(position[1])))


def border_metres(polygons: Sequence[Polygon], position: Position) -> float | None:
    """The distance from a position to the nearest border of the area, outer or of a hole, on either side of it.

    Returns metres, never negative; None for an area that has no border because it has no surface.
    """
    at = (float(position[0]), float(position[1]))
    edges = list(_edges(ring for polygon in polygons for ring in polygon))
    nearest: float | None = None
    for metres, edge in sorted((_metres(edge, at), edge) for edge in edges):
        if nearest is not None and metres >= nearest:
            break
        pieces = (_metres(piece, at) for piece in _pieces(edge, edges) if _is_border(piece, polygons))
        nearest = min((each for each in (*pieces, nearest) if each is not None), default=None)
    return nearest


def _inside(polygons: Sequence[Polygon], at: _Point) -> bool:
    return any(
        bool(polygon) and _side(polygon[0], at) >= 0 and not any(_side(hole, at) > 0 for hole in polygon[1:])
        for polygon in polygons
    )


def _side(ring: Ring, at: _Point) -> int:
    """1 inside a ring, 0 on its line, -1 outside."""
    x, y = at
    odd = False
    for (ax, ay), (bx, by) in _edges([ring]):
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if turn == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return 0
        if (ay > y) != (by > y) and (turn > 0) == (by > ay):
            odd = not odd
    return 1 if odd else -1


def _edges(rings: Iterable[Ring]) -> Iterable[_Edge]:
    for ring in rings:
        for index, point in enumerate(ring):
            begins = (float(ring[index - 1][0]), float(ring[index - 1][1]))
            ends = (float(point[0]), float(point[1]))
            if begins != ends:
                yield begins, ends


def _metres(edge: _Edge, at: _Point) -> float:
    """From a position to the nearest point of a line."""
    east = METRES * math.cos(at[1] / 1_000_000 * math.pi / 180)
    (ax, ay), (bx, by) = (((x - at[0]) * east, (y - at[1]) * METRES) for x, y in edge)
    length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay)
    along = 0.0 if length == 0 else -(ax * (bx - ax) + ay * (by - ay)) / length
    along = min(1.0, max(0.0, along))
    x, y = ax + along * (bx - ax), ay + along * (by - ay)
    return math.sqrt(x * x + y * y)


def _pieces(edge: _Edge, edges: Sequence[_Edge]) -> Iterable[_Edge]:
    """A line cut wherever another one crosses or touches it: each piece has one thing on each side."""
    (ax, ay), (bx, by) = edge
    cuts = sorted({0.0, 1.0, *(cut for other in edges for cut in _cuts(edge, other) if 0 < cut < 1)})
    points = [(ax + cut * (bx - ax), ay + cut * (by - ay)) for cut in cuts]
    return pairwise(points)


def _cuts(edge: _Edge, other: _Edge) -> Iterable[float]:
    """Where along a line, 0 to 1, another one meets it."""
    (ax, ay), (bx, by) = edge
    (cx, cy), (dx, dy) = other
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    turn = (cx - ax) * (by - ay) - (cy - ay) * (bx - ax)
    if across != 0:
        if 0 <= turn / across <= 1:
            yield ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
    elif turn == 0:
        length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay)
        for x, y in other:
            yield ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length


def _is_border(piece: _Edge, polygons: Sequence[Polygon]) -> bool:
    """Whether the area lies on one side of a piece and not on the other."""
    (ax, ay), (bx, by) = piece
    length = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    if length == 0:
        return False
    x, y = (ax + bx) / 2, (ay + by) / 2
    right, up = ASIDE * (by - ay) / length, ASIDE * (ax - bx) / length
    return _inside(polygons, (x + right, y + up)) != _inside(polygons, (x - right, y - up))
