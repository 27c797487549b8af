"""The checks themselves: a planted fault makes each of them fail, so that their silence means something."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.checkout import ROOT, imported, python_trees

BIN = ROOT / ".venv" / "bin"
UNWANTED = shutil.ignore_patterns("node_modules", "dist", "__pycache__", ".svelte-kit")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A copy of the app to plant faults in, with the packages of the real one."""
    folder = tmp_path / "pwa"
    shutil.copytree(ROOT / "pwa", folder, ignore=UNWANTED)
    (folder / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    vectors = ROOT / "tests" / "vectors"
    if vectors.exists():
        shutil.copytree(vectors, tmp_path / "tests" / "vectors")
    return folder


def run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a check in a copy of the checkout."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ)


def test_a_type_error_in_a_component_is_found(app: Path) -> None:
    """The check of types reads components: one set-up is known that quietly reads none of them."""
    component = app / "src" / "App.svelte"
    text = component.read_text()
    assert '<script lang="ts">' in text
    component.write_text(
        text.replace(
            '<script lang="ts">', '<script lang="ts">\n  const canary: number = "sings";\n  void canary;', 1
        )
    )

    found = run(app, BIN / "npm", "run", "--silent", "types")

    assert found.returncode != 0
    assert "App.svelte" in found.stdout
    assert "Type 'string' is not assignable to type 'number'" in found.stdout


FORBIDDEN = {
    "svelte/no-at-html-tags": "{@html '<b>x</b>'}",
    "svelte/no-inline-styles": '<p style="color: red">x</p>',
    "no-restricted-globals": '<script lang="ts">\n  void fetch("/api");\n</script>',
    "no-restricted-imports": '<script lang="ts">\n  import Dexie from "dexie";\n  void Dexie;\n</script>',
}


def test_what_a_component_must_not_do_is_found(app: Path) -> None:
    """Markup from strings, inline styles, the network and the database are out of a component's reach."""
    planted = {rule: app / "src" / "ui" / f"Canary{number}.svelte" for number, rule in enumerate(FORBIDDEN)}
    for rule, component in planted.items():
        component.write_text(FORBIDDEN[rule] + "\n")

    found = run(app, BIN / "node", "node_modules/eslint/bin/eslint.js", "--format", "json", *planted.values())

    rules = {
        Path(file["filePath"]).name: {one["ruleId"] for one in file["messages"]}
        for file in json.loads(found.stdout)
    }
    assert {} == {
        component.name: rule for rule, component in planted.items() if rule not in rules[component.name]
    }


@pytest.mark.parametrize(
    ("planted", "line"),
    [("sync/canary.py", "import server"), ("sync/canary.py", "from server import settings")],
)
def test_an_import_up_the_floors_is_found(tmp_path: Path, planted: str, line: str) -> None:
    """The contracts in pyproject.toml forbid what the layout says."""
    for name in ("sync", "server"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=UNWANTED)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert run(tmp_path, BIN / "lint-imports", "--no-cache").returncode == 0

    (tmp_path / planted).write_text(f'"""Planted."""\n\n{line}\n')
    found = run(tmp_path, BIN / "lint-imports", "--no-cache")

    assert found.returncode != 0
    assert "BROKEN" in found.stdout


def test_sync_imports_the_standard_library_alone() -> None:
    """The lowest floor can be carried to any other shell."""
    allowed = sys.stdlib_module_names | {"sync"}
    foreign = {
        f"{name}: {top}"
        for name, tree in python_trees("sync")
        for top in imported(tree)
        if top not in allowed
    }

    assert set() == foreign


def test_the_product_imports_neither_tests_nor_tools() -> None:
    """What is deployed needs nothing that only a checkout has."""
    wrong = {"tests", "script", "pytest", "hypothesis", "playwright"}
    found = {
        f"{name}: {top}"
        for name, tree in python_trees("sync", "server")
        for top in imported(tree)
        if top in wrong
    }

    assert set() == found
