"""The table of requirements names tests that are there."""

import re

import pytest

from tests.project.checkout import ROOT

PAGE = ROOT / "docs" / "requirements.md"
PYTHON = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
TYPESCRIPT = re.compile(r"`(pwa/[\w/]+\.test\.ts)` \*(.+?)\*")
ROWS = [line for line in PAGE.read_text().splitlines() if line.startswith("| R")]


def test_there_are_twenty_five() -> None:
    """None was left out, none is there twice."""
    assert [f"R{number}" for number in range(1, 26)] == [row.split(" | ")[0].strip("| ") for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=[row.split(" | ")[0].strip("| ") for row in ROWS])
def test_each_names_a_test_that_is_there(row: str) -> None:
    """A test that was renamed or removed is renamed here, or the requirement has none."""
    python, typescript = PYTHON.findall(row), TYPESCRIPT.findall(row)

    assert python or typescript
    assert [] == [
        (path, name) for path, name in python if f"def {name}(" not in (ROOT / path).read_text()
    ] + [(path, name) for path, name in typescript if f"'{name}'" not in (ROOT / path).read_text()]
