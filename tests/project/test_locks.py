"""The lock files: every package pinned with its hash, and no address of where it came from."""

import json
import re
import tomllib

import pytest

from tests.project.checkout import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-development.lock"


def pinned(lock: str) -> dict[str, str]:
    """Version by package of one Python lock file."""
    lines = (ROOT / "script" / lock).read_text().splitlines()
    return {found[1]: found[2] for line in lines if (found := PINNED.match(line))}


def normal(requirement: str) -> str:
    """The name in a requirement, as lock files spell it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_a_python_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    """No index, no link and no path stands in it."""
    lines = (ROOT / "script" / lock).read_text().splitlines()

    notes = ("# The following packages", "#")
    assert [] == [
        line
        for line in lines
        if line and not PINNED.match(line) and not HASH.match(line) and not line.startswith(notes)
    ]


def test_production_runs_on_the_versions_that_were_tested() -> None:
    """The runtime lock is a part of the development lock."""
    runtime, development = pinned(RUNTIME), pinned(DEVELOPMENT)

    assert runtime
    assert runtime == {name: development.get(name) for name in runtime}


def test_every_python_dependency_is_locked() -> None:
    """What pyproject.toml asks for is in the lock it belongs to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert set() == {normal(text) for text in project["dependencies"]} - set(pinned(RUNTIME))
    development = project["optional-dependencies"]["development"]
    assert set() == {normal(text) for text in development} - set(pinned(DEVELOPMENT))


@pytest.mark.parametrize("folder", ["pwa", "script/browser", "script/lighthouse"])
def test_an_npm_lock_holds_hashes_and_no_addresses(folder: str) -> None:
    """Every package has its integrity and none says which registry sent it."""
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    others = {name: package for name, package in packages.items() if name}

    assert others
    assert [] == [name for name, package in others.items() if "integrity" not in package]
    assert [] == [name for name, package in packages.items() if "resolved" in package]


@pytest.mark.parametrize("folder", ["pwa", "script/browser", "script/lighthouse"])
def test_an_npm_lock_knows_every_optional_package_it_mentions(folder: str) -> None:
    """`npm ci` refuses a lock from which packages of other platforms are missing."""
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    known = {name.rpartition("node_modules/")[2] for name in packages}
    asked = {name for package in packages.values() for name in package.get("optionalDependencies", {})}

    assert set() == asked - known


def test_npm_packages_are_pinned_exactly() -> None:
    """A range would let two machines differ."""
    manifest = json.loads((ROOT / "pwa" / "package.json").read_text())
    versions = manifest["dependencies"] | manifest["devDependencies"]

    assert {} == {
        name: version for name, version in versions.items() if not re.match(r"^\d+\.\d+\.\d+$", version)
    }
