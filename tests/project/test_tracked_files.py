"""What is in the repository: nothing of one machine, nothing too long to read, and the licence."""

import ast
import re

import pytest

from tests.project.checkout import ROOT, files, is_generated, python_trees, texts

MACHINE_PATH = re.compile(r"(?<![\w.<$}-])/(?:work|root|home|Users|opt/pypi)/\w")
REGISTRIES = re.compile(r"\b(?:pypi|npmjs|npmmirror|pythonhosted|jsdelivr|unpkg)\.|deb\.debian\.")
THIS_FILE = "tests/project/test_tracked_files.py"
LINES_MAX = 500
FUNCTION_LINES_MAX = 70
OTHERS_PROPERTY = re.compile(r"GDS ?Transport|\bcrest\b", re.IGNORECASE)


def offenders(pattern: re.Pattern[str], *, apart_from: str = "") -> list[str]:
    """Where a pattern stands, as `path:line: text`."""
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        if name != apart_from
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_folder_of_one_machine() -> None:
    """Nothing points into somebody's home or workspace."""
    assert [] == offenders(MACHINE_PATH, apart_from=THIS_FILE)


def test_no_file_names_a_package_registry() -> None:
    """Which registry serves the packages is the machine's own business."""
    assert [] == offenders(REGISTRIES, apart_from=THIS_FILE)


def test_no_file_uses_a_typeface_or_emblem_that_is_not_ours_to_use() -> None:
    """Neither the state's typeface nor a crest is in the app's sources."""
    found = offenders(OTHERS_PROPERTY, apart_from=THIS_FILE)

    assert [] == [place for place in found if place.startswith("pwa/")]


def test_every_written_file_can_be_read_in_one_go() -> None:
    """No file that a person writes has more than 500 lines."""
    lengths = {name: text.count("\n") for name, text in texts() if not is_generated(name)}

    assert {} == {name: lines for name, lines in lengths.items() if lines > LINES_MAX}


def test_no_python_function_is_over_seventy_lines() -> None:
    """A function fits on a screen."""
    long = [
        f"{name}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for name, tree in python_trees("sync", "server", "script", "tests")
        for node in ast.walk(tree)
        # A migration is a list of tables; cut in two it would be harder to compare with the models.
        if not name.startswith("server/migrations/versions/")
        and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= FUNCTION_LINES_MAX
    ]

    assert [] == long


def test_the_licence_is_here_and_named_the_same_everywhere() -> None:
    """MIT in the file, for Python and for npm."""
    licence = (ROOT / "LICENSE").read_text()

    assert licence.startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text()
    assert '"license": "MIT"' in (ROOT / "pwa" / "package.json").read_text()


@pytest.mark.parametrize("suffix", [".sqlite", ".secret", ".pem", ".key", ".env"])
def test_no_database_and_no_key_is_tracked(suffix: str) -> None:
    """What a running server makes stays with it."""
    assert [] == [name for name in files() if name.endswith(suffix)]
