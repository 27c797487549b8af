"""Fairhaven: three streets and the zones over them, drawn on open ground where nobody lives."""

from dataclasses import dataclass

STREETS = ("Ropewalk Street", "Chandler Row", "Tide Lane")

Ring = list[list[int]]
"""[[longitude, latitude], ...] in micro-degrees, closed."""

WEST, SOUTH = 1_900_000, 51_900_000
"""South-west corner: sea, some 45 km off the coast of Essex."""

METRE_EAST, METRE_NORTH = 14.56, 8.99
"""Micro-degrees in a metre at 51.9 degrees north."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone. kind: a choice of the record type. polygons: outline, then holes."""

    key: str
    name: str
    kind: str
    streets: tuple[str, ...]
    polygons: list[list[Ring]]


def box(west: int, south: int, east: int, north: int) -> Ring:
    """A closed rectangle. Sides in metres from the corner of Fairhaven."""

    def point(x: int, y: int) -> list[int]:
        return [WEST + round(x * METRE_EAST), SOUTH + round(y * METRE_NORTH)]

    return [
        point(west, south),
        point(east, south),
        point(east, north),
        point(west, north),
        point(west, south),
    ]


SURGERY = box(420, 60, 440, 80)
"""The doctor's surgery: a hole in the zone round it, for somebody has to be able to go there."""

ZONES = (
    Zone("ropewalk", "Ropewalk hot spot", "hot_spot", STREETS[:1], [[box(200, 0, 350, 150)]]),
    # Touches the hot spot along x = 350.
    Zone(
        "chandler",
        "Chandler Row and Tide Lane",
        "street_block",
        STREETS[1:],
        [[box(350, 0, 600, 200), SURGERY]],
    ),
    Zone("ward", "Fairhaven ward", "ward", STREETS, [[box(0, -200, 900, 600)]]),
)
