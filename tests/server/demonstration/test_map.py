"""The map of Fairhaven: what is written is what readers of the formats read."""

import gzip

from pmtiles.reader import MemorySource, Reader, all_tiles

from server.demonstration.map import NAMED, fairhaven
from server.demonstration.vector_tiles import ZOOMS, commands


def test_geometry_is_told_as_the_formats_own_examples_are() -> None:
    """Vector tile specification 2.1, section 4.3.5: a line of three points, and a ring."""
    assert [9, 4, 4, 18, 0, 16, 16, 0] == commands([(2, 2), (2, 10), (10, 10)], closed=False)
    assert [9, 6, 12, 18, 10, 12, 24, 44, 15] == commands([(3, 6), (8, 12), (20, 34), (3, 6)], closed=True)


def test_the_archive_has_tiles_at_every_zoom_and_the_streets_in_them() -> None:
    """Read back by the library of the format; at each zoom every street is in some tile."""
    source = MemorySource(fairhaven())
    tiles = {place: gzip.decompress(content) for place, content in all_tiles(source)}

    assert set(ZOOMS) == {zoom for zoom, _, _ in tiles}
    for zoom in ZOOMS:
        together = b"".join(content for (z, _, _), content in tiles.items() if z == zoom)
        assert [] == [name for _, name, _ in NAMED if name.encode() not in together]
    assert "Fairhaven is made up" == Reader(source).metadata()["attribution"]


def test_it_is_the_same_file_each_time() -> None:
    """A second set-up does not make phones fetch it again."""
    assert fairhaven() == fairhaven()
