"""What an operator does with the map file of an operation."""

from pathlib import Path

import pytest

from server.demonstration.map import fairhaven as map_of_fairhaven
from tests.server.commands.conftest import Lantern


@pytest.fixture
def fairhaven_with_file(fairhaven: Lantern, tmp_path: Path) -> tuple[Lantern, Path]:
    """The command line over a partnership, and a map file beside it."""
    file = tmp_path / "fairhaven.pmtiles"
    file.write_bytes(map_of_fairhaven())
    return fairhaven, file


def test_a_map_file_is_put_in_shown_and_taken_away(fairhaven_with_file: tuple[Lantern, Path]) -> None:
    """Size and hash are told; without one the words say what phones draw."""
    lantern, file = fairhaven_with_file

    put_in = lantern("operations", "tiles", "harbour", str(file))
    shown = lantern("operations", "tiles", "harbour")
    removed = lantern("operations", "tiles", "harbour", "--remove")

    assert put_in.output.startswith(f"{file.stat().st_size} bytes")
    assert put_in.output == shown.output
    assert "removed\n" == removed.output
    assert "no map file" in lantern("operations", "tiles", "harbour").output


def test_a_file_that_is_no_map_is_refused_in_one_line(fairhaven_with_file: tuple[Lantern, Path]) -> None:
    """The one before stays."""
    lantern, file = fairhaven_with_file
    lantern("operations", "tiles", "harbour", str(file))
    file.write_bytes(b"a picture of a map")

    refused = lantern("operations", "tiles", "harbour", str(file))

    assert (1, "Error: this is no PMTiles file of version 3\n") == (refused.exit_code, refused.output)
    assert f"{len(map_of_fairhaven())} bytes" in lantern("operations", "tiles", "harbour").output


def test_an_operation_that_there_is_not_takes_no_map(fairhaven_with_file: tuple[Lantern, Path]) -> None:
    """Said in words."""
    lantern, file = fairhaven_with_file

    refused = lantern("operations", "tiles", "elsewhere", str(file))

    assert (1, "Error: there is no operation elsewhere\n") == (refused.exit_code, refused.output)
