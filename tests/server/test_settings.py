"""What an operator may set."""

import re
import stat
import threading
from pathlib import Path

import pytest

from server import settings as module
from server.cli import main
from server.settings import database_url, settings_from_environment

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text()


def test_every_setting_is_in_the_guide() -> None:
    """And the guide names none that there is not."""
    read = set(re.findall(r'"(LANTERN_[A-Z_]+|DATABASE_URL)"', Path(module.__file__).read_text()))

    assert read == set(re.findall(r"^\| `(LANTERN_[A-Z_]+|DATABASE_URL)`", GUIDE, re.MULTILINE))


def test_every_command_is_in_the_guide() -> None:
    """An operator finds all of them in one table."""
    documented = set(re.findall(r"^\| `lantern ([a-z]+)", GUIDE, re.MULTILINE))

    assert documented >= set(main.commands) - {"demonstration"}


def test_the_secret_of_an_sqlite_database_is_made_once(tmp_path: Path) -> None:
    """Readable by its owner alone, the same for all processes that begin at once."""
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new' / 'lantern.sqlite'}"}
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(settings_from_environment(environment).secret))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [kept] = list((tmp_path / "new").iterdir())
    assert 1 == len(set(found))
    assert len(found[0]) >= 32
    assert 0o600 == stat.S_IMODE(kept.stat().st_mode)


def test_the_secret_is_not_shown(tmp_path: Path) -> None:
    """Settings may end up in a traceback."""
    settings = settings_from_environment({"DATABASE_URL": f"sqlite:///{tmp_path / 'lantern.sqlite'}"})

    assert settings.secret.decode() not in repr(settings)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@host/lantern", "postgresql+psycopg://u:p@host/lantern"),
        ("postgresql://u:p@host/lantern", "postgresql+psycopg://u:p@host/lantern"),
        ("sqlite:////srv/lantern.sqlite", "sqlite:////srv/lantern.sqlite"),
    ],
)
def test_a_database_is_named_as_hosts_name_it(given: str, used: str) -> None:
    """The driver is ours to choose."""
    assert used == database_url(given)


def test_a_path_counts_from_the_working_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As an operator who typed it would expect."""
    monkeypatch.chdir(tmp_path)

    assert f"sqlite:///{tmp_path / 'lantern.sqlite'}" == database_url("sqlite:///lantern.sqlite")
