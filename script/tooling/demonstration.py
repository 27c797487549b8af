"""Serves Lantern with a made-up operation, ready to be tried, and keeps what is entered between starts."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from types import FrameType

from script.tooling.app import build_app
from script.tooling.environment import prepare
from script.tooling.paths import BIN, ROOT

FOLDER = ROOT / ".demo"
DATABASE = f"sqlite:///{FOLDER / 'lantern.sqlite'}"
FILLED = FOLDER / "filled"
START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 15


def main() -> int:
    """Set up, fill, serve until Ctrl-C. Returns the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    port = os.environ.get("PORT", "8000")
    if not (port.isdecimal() and is_free(int(port))):
        print(f"demo: port {port} cannot be used; choose one: PORT=8001 script/demo", file=sys.stderr)
        return 1
    environment = os.environ | {"DATABASE_URL": DATABASE, "PATH": f"{BIN}:{os.environ.get('PATH', '')}"}
    try:
        prepare()
        build_app()
        fill(environment)
    except subprocess.CalledProcessError as failure:
        print(f"demo: {' '.join(map(str, failure.cmd))} ended with {failure.returncode}", file=sys.stderr)
        return 1
    return serve(port, environment)


STOPPING = threading.Event()


def stop(_number: int, _frame: FrameType | None) -> None:
    """Note that the person wants to end."""
    STOPPING.set()


def fill(environment: Mapping[str, str]) -> None:
    """Bring the database up to date, and tell the operation's story into it when that was not done before.

    Raises CalledProcessError when either fails.
    """
    if not FILLED.exists():
        # Half a story from an interrupted start is nobody's work yet; begin again.
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    lantern(environment, "migrate")
    if not FILLED.exists():
        lantern(environment, "demonstration")
        FILLED.touch()


def lantern(environment: Mapping[str, str], *words: str) -> None:
    """Run the operator's command line. Raises CalledProcessError when it fails."""
    subprocess.run([BIN / "lantern", *words], cwd=ROOT, env=environment, check=True)


def serve(port: str, environment: Mapping[str, str]) -> int:
    """Run the web server and the worker until one of them ends or the person does. Returns the exit status."""
    web = (
        BIN / "gunicorn",
        "--config",
        "server/gunicorn.py",
        "--bind",
        f"127.0.0.1:{port}",
        "server:create_app()",
    )
    # Groups of their own: Ctrl-C reaches us alone, and we end them in order.
    children = [
        subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        for command in (web, (BIN / "lantern", "worker"))
    ]
    try:
        if not answers(f"http://127.0.0.1:{port}/healthz", children[0]):
            return came_to_nothing()
        lantern(environment, "demonstration", "--sign-ins")
        print(f"\nLantern is at http://localhost:{port} . Ctrl-C ends it; what you enter stays.", flush=True)
        while not STOPPING.wait(0.5):
            if any(child.poll() is not None for child in children):
                print("demo: a part ended by itself; what it said is above", file=sys.stderr)
                return 1
    finally:
        end(children)
    return 0


def came_to_nothing() -> int:
    """What to say and return when nothing is served: the person ended it, or it failed."""
    if STOPPING.is_set():
        return 0
    print("demo: the server did not start; what it said is above", file=sys.stderr)
    return 1


def is_free(port: int) -> bool:
    """Whether nobody else serves on that port; another program's answer must not pass for ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers before it ends, the person does, or half a minute has passed."""
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline and server.poll() is None and not STOPPING.is_set():
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address, above
                return True
        except (urllib.error.URLError, OSError):
            STOPPING.wait(0.1)
    return False


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """End the children that we started, by their pids; those that do not listen are killed."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
