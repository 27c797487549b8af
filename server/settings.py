"""What an operator may set, from the environment, with defaults that suit one machine.

Read once, by `create_app` and by the command line; nothing else in the server reads the environment.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parent.parent

PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
"""The push services of the four browser makers; `*.` stands for one or more labels."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between one deployment and another.

    secret: at least 32 bytes; access tokens, cookies and the wrapping of private keys derive from it.
    hashing: how passwords are hashed from now on; an older hash is renewed at the next sign-in.
    origin: what browsers see, `https://lantern.example.org`; None: the address of each request.
    push_contact: `mailto:` or `https:` address that push services may write to.
    push_loopback: allows plain `http` push services on this machine, for tests.
    erasure_journal: URL of the database that remembers what was erased, outside the backup of the other
    (`server/erasure/journal.py`); None: nothing can be erased.
    horizon_days: after how many days without a word closed records leave phones; 0: never.
    trusted_proxies: how many proxies in front add to `X-Forwarded-For`.
    """

    database_url: str
    secret: bytes = field(repr=False)
    app_folder: Path = ROOT / "pwa" / "dist"
    origin: str | None = None
    threads: int = 16
    trusted_proxies: int = 0
    access_lifetime: timedelta = timedelta(minutes=10)
    session_idle: timedelta = timedelta(days=3)
    session_lifetime: timedelta = timedelta(days=14)
    shift: timedelta = timedelta(hours=12)
    shift_overrun: timedelta = timedelta(hours=6)
    hashing: str = "scrypt:32768:8:1"
    sign_in_tries: int = 10
    sign_in_window: timedelta = timedelta(minutes=15)
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    push_loopback: bool = False
    push_contact: str = "mailto:operator@example.org"
    erasure_journal: str | None = None
    horizon_days: int = 365


def current_settings() -> Settings:
    """The settings of the running app."""
    found: Settings = current_app.extensions["lantern_settings"]
    return found


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings as the operator gave them.

    Raises ValueError, naming the variable, for one that cannot be used.
    """
    url = database_url(environment.get("DATABASE_URL", "sqlite:///lantern.sqlite"))
    return Settings(
        database_url=url,
        secret=_secret(environment, url),
        app_folder=Path(environment.get("LANTERN_APP_FOLDER", ROOT / "pwa" / "dist")),
        origin=environment.get("LANTERN_ORIGIN"),
        threads=_integer(environment, "LANTERN_THREADS", 16),
        trusted_proxies=_integer(environment, "LANTERN_TRUSTED_PROXIES", 0),
        shift=timedelta(hours=_integer(environment, "LANTERN_SHIFT_HOURS", 12)),
        shift_overrun=timedelta(hours=_integer(environment, "LANTERN_SHIFT_OVERRUN_HOURS", 6)),
        sign_in_tries=_integer(environment, "LANTERN_SIGN_IN_TRIES", 10),
        push_hosts=tuple(environment.get("LANTERN_PUSH_HOSTS", ",".join(PUSH_HOSTS)).split(",")),
        push_loopback=environment.get("LANTERN_PUSH_LOOPBACK") == "1",
        push_contact=environment.get("LANTERN_PUSH_CONTACT", "mailto:operator@example.org"),
        horizon_days=_integer(environment, "LANTERN_HORIZON_DAYS", 365),
        erasure_journal=_erasure_journal(environment, url),
    )


def database_url(text: str) -> str:
    """The URL with its driver, a SQLite path made absolute from the working directory.

    Raises ValueError for an engine other than SQLite and PostgreSQL.
    """
    url = make_url(text.replace("postgres://", "postgresql://", 1))
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if url.get_backend_name() != "sqlite":
        raise ValueError("DATABASE_URL: Lantern runs on SQLite and on PostgreSQL")
    if url.database is None or url.database in {"", ":memory:"}:
        raise ValueError("DATABASE_URL: SQLite needs a file; in memory nothing would be durable")
    return url.set(database=str(Path(url.database).resolve())).render_as_string(hide_password=False)


def _secret(environment: Mapping[str, str], url: str) -> bytes:
    """The secret given, or for SQLite one kept in a file beside the database, made at first use."""
    given = environment.get("LANTERN_SECRET_KEY")
    if given is not None:
        if len(given) < 32:
            raise ValueError("LANTERN_SECRET_KEY: give at least 32 characters")
        return given.encode()
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None:
        raise ValueError("LANTERN_SECRET_KEY: needed with PostgreSQL; the same in every process")
    path = Path(parsed.database + ".secret")
    if not path.exists():
        _make_secret(path)
    return path.read_text().encode()


def _erasure_journal(environment: Mapping[str, str], url: str) -> str | None:
    """The journal given, or for SQLite a file beside the database: enough until backups are made of the folder."""
    given = environment.get("LANTERN_ERASURE_JOURNAL")
    if given is not None:
        return database_url(given)
    parsed = make_url(url)
    return f"{url}.erasures" if parsed.get_backend_name() == "sqlite" else None


def _make_secret(path: Path) -> None:
    """Write a new secret under that name, whole or not at all; whoever comes first has made it for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:  # Made with mode 0600.
        draft.write(secrets.token_urlsafe(48))
        draft.flush()
        with suppress(FileExistsError):
            os.link(draft.name, path)


def _integer(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdecimal():
        raise ValueError(f"{name}: give a whole number")
    return int(text)
