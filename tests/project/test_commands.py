"""The commands: every one that is promised exists, runs, and says what it does."""

import os
import re
import subprocess

import pytest

from tests.project.checkout import ROOT, files

COMMANDS = sorted(name for name in files() if re.fullmatch(r"script/[a-z]+", name))


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "pwa/README.md"])
def test_every_command_that_a_page_names_exists(page: str) -> None:
    """Nobody copies a line that cannot run."""
    named = set(re.findall(r"(?<![\w/.])(?:\.\./)?(script/[a-z]+)\b(?!/|\.)", (ROOT / page).read_text()))

    assert set() == {name for name in named if not (ROOT / name).exists()}


def test_the_first_screen_of_the_readme_has_the_two_commands() -> None:
    """Within the first 30 lines a newcomer finds how to try it and how to check it."""
    first = "\n".join((ROOT / "README.md").read_text().splitlines()[:30])

    assert "script/demo" in first
    assert "script/test" in first


def test_the_readme_names_every_command() -> None:
    """A command that nobody can find out about might as well not be there."""
    readme = (ROOT / "README.md").read_text()

    assert [] == [name for name in COMMANDS if name not in readme]


@pytest.mark.parametrize("name", [*COMMANDS, ".ci/run"])
def test_a_command_is_executable_and_says_what_it_does(name: str) -> None:
    """Its second line tells a reader what happens before it happens."""
    lines = (ROOT / name).read_text().splitlines()

    assert os.access(ROOT / name, os.X_OK)
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1].startswith("# ")


@pytest.mark.parametrize("name", [*COMMANDS, ".ci/run"])
def test_a_command_is_valid_shell(name: str) -> None:
    """The shell can read it to the end."""
    done = subprocess.run(["bash", "-n", ROOT / name], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", ["release", "web", "worker"])
def test_the_procfile_starts_what_is_installed(line: str) -> None:
    """Each process of a deployment is a program that the lock files bring."""
    processes = dict(text.split(": ", 1) for text in (ROOT / "Procfile").read_text().splitlines())
    program = processes[line].split()[0]

    assert (ROOT / ".venv" / "bin" / program).exists()
