"""The floor: what the parts of a push and a pull cost alone, measured beside the loads in the same run."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from script.measuring.wire import Wire
from script.tooling.paths import ROOT
from tests.journeys.phone import _free_port

BATCH = 100
VERIFIED = 2_000
PAGE = 1_000


def floors(bodies: list[bytes], folder: Path, postgres_url: str | None) -> dict[str, float]:
    """Records a second of each part alone. bodies: a load's pushes; postgres_url: an empty database."""
    texts = [text for body in bodies for text, _ in json.loads(body)["changes"]]
    found = {
        "P-256 verify, one core": _verified(),
        "JSON parse": _rate(len(texts), lambda: [json.loads(text) for text in texts]),
        "Flask and gunicorn, parse only": _parsed(bodies, len(texts), folder),
        **_sqlite(texts, folder / "floor.sqlite"),
    }
    return found | (_postgres(texts, postgres_url) if postgres_url else {})


def _rate(count: int, work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return count / (time.perf_counter() - begin)


def _verified() -> float:
    private, message, kind = ec.generate_private_key(ec.SECP256R1()), b"x" * 1_500, ec.ECDSA(SHA256())
    signature, public = private.sign(message, kind), private.public_key()
    return _rate(VERIFIED, lambda: [public.verify(signature, message, kind) for _ in range(VERIFIED)])


def _parsed(bodies: list[bytes], count: int, folder: Path) -> float:
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "4", "--no-control-socket",
        "--bind", f"127.0.0.1:{port}", "script.measuring.bare:app",
    ]  # fmt: skip
    with (folder / "bare.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        wire = _when_ready(port)
        return _rate(count, lambda: [wire.post("/parse", data=body) for body in bodies])
    finally:
        process.terminate()
        process.wait(30)


def _when_ready(port: int) -> Wire:
    deadline = time.monotonic() + 30
    while True:
        try:
            wire = Wire(port)
            wire.post("/parse", json={"changes": []})
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return wire


def _batches(texts: list[str]) -> list[list[tuple[int, str]]]:
    rows = list(enumerate(texts))
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


def _sqlite(texts: list[str], path: Path) -> dict[str, float]:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, text TEXT)")

        def write() -> None:
            for batch in _batches(texts):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT INTO floor VALUES (?, ?)", batch)
                connection.execute("COMMIT")

        def read() -> None:
            for start in range(0, len(texts), PAGE):
                connection.execute("SELECT text FROM floor WHERE id >= ? LIMIT ?", (start, PAGE)).fetchall()

        return {"SQLite: insert": _rate(len(texts), write), "SQLite: read texts": _rate(len(texts), read)}


def _postgres(texts: list[str], url: str) -> dict[str, float]:
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor (id integer PRIMARY KEY, text text)")

        def copy() -> None:
            for batch in _batches(texts):
                with connection.transaction(), cursor.copy("COPY floor FROM STDIN") as into:
                    for row in batch:
                        into.write_row(row)

        def insert() -> None:
            for batch in _batches(texts):
                with connection.transaction():
                    cursor.executemany("INSERT INTO floor VALUES (%s, %s)", batch)

        def read() -> None:
            for start in range(0, len(texts), PAGE):
                cursor.execute("SELECT text FROM floor WHERE id >= %s LIMIT %s", (start, PAGE)).fetchall()

        copied = _rate(len(texts), copy)
        cursor.execute("TRUNCATE floor")
        inserted = _rate(len(texts), insert)
        return {
            "PostgreSQL: COPY": copied,
            "PostgreSQL: executemany": inserted,
            "PostgreSQL: read texts": _rate(len(texts), read),
        }
