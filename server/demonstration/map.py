"""The streets of Fairhaven as a map file, so that the offline map can be tried. All of it is made up."""

from server.demonstration.places import METRE_EAST, METRE_NORTH, SOUTH, STREETS, WEST
from server.demonstration.vector_tiles import Feature, Point, map_file

Metres = tuple[int, int]
"""East and north of the corner of Fairhaven."""

NAMED: tuple[tuple[str, str, tuple[Metres, ...]], ...] = (
    ("minor_road", STREETS[0], ((150, 75), (355, 75))),
    ("minor_road", STREETS[1], ((355, 75), (355, 160), (480, 160), (620, 150))),
    ("minor_road", STREETS[2], ((480, 160), (490, 90), (470, 20), (480, -40))),
    ("major_road", "Quay Road", ((-20, -60), (200, -50), (480, -40), (760, -70), (920, -60))),
    ("major_road", "Station Road", ((150, -52), (150, 75), (160, 300), (150, 620))),
    ("minor_road", "Sailmaker Street", ((160, 300), (400, 290), (640, 310), (900, 300))),
    ("minor_road", "Tar Lane", ((620, 150), (640, 310), (630, 520))),
    ("path", "Harbour steps", ((480, -40), (500, -120))),
)
"""kind, name, course. Layers and kinds are those of the Protomaps basemap, which real map files have."""

AREAS: tuple[tuple[str, str, str, tuple[Metres, ...]], ...] = (
    (
        "water",
        "ocean",
        "Harbour",
        ((-40, -220), (940, -220), (940, -110), (500, -120), (200, -100), (-40, -120)),
    ),
    ("landuse", "park", "Ropewalk Gardens", ((200, 340), (380, 330), (390, 480), (210, 490))),
    ("buildings", "building", "Surgery", ((420, 60), (440, 60), (440, 80), (420, 80))),
    ("buildings", "building", "Saltmarsh Homes", ((500, 60), (560, 60), (560, 110), (500, 110))),
    ("buildings", "building", "Market hall", ((230, 100), (300, 100), (300, 140), (230, 140))),
    ("buildings", "building", "Net loft", ((210, 20), (260, 20), (260, 55), (210, 55))),
    ("buildings", "building", "Chapel", ((680, 220), (720, 220), (720, 260), (680, 260))),
)
"""layer, kind, name, border."""


def fairhaven() -> bytes:
    """The file."""
    streets = [
        Feature("roads", "line", tuple(map(_degrees, course)), {"kind": kind, "name": name})
        for kind, name, course in NAMED
    ]
    areas = [
        Feature(layer, "area", tuple(map(_degrees, (*border, border[0]))), {"kind": kind, "name": name})
        for layer, kind, name, border in AREAS
    ]
    return map_file([*areas, *streets], "Fairhaven is made up")


def _degrees(metres: Metres) -> Point:
    east, north = metres
    return (WEST + east * METRE_EAST) / 1e6, (SOUTH + north * METRE_NORTH) / 1e6
