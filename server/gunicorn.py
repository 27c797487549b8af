"""How gunicorn serves Lantern: `gunicorn --config server/gunicorn.py "server:create_app()"`.

SQLite has one writer, and the line in which writers wait lives in one process: one worker with threads.
PostgreSQL orders writers itself: as many workers as `WEB_CONCURRENCY` says, two for each core otherwise.
"""

import gc
import os

from server import create_app
from server.database import db
from server.erasure.service import outstanding
from server.migrations import is_up_to_date
from server.settings import settings_from_environment

_settings = settings_from_environment(os.environ)
_sqlite = _settings.database_url.startswith("sqlite")

worker_class = "gthread"
threads = _settings.threads
workers = 1 if _sqlite else int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1)))
timeout = 60
graceful_timeout = 20
keepalive = 30
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
accesslog = None
"""No line per request: addresses of people's phones are personal data, and the audit holds what counts."""

control_socket_disable = True
"""Two servers of one user would share a socket in the home folder; signals do all that is needed."""


def on_starting(_server: object) -> None:
    """Refuse to serve a database that another version left, or a backup that still holds what was erased.

    Said once, before any worker begins.
    """
    with create_app().app_context():
        ready = is_up_to_date()
        to_erase = outstanding() if ready else 0
        db.engine.dispose()  # Workers are forked from this process and must not share its connections.
    if not ready:
        raise SystemExit("the database is not at the newest step: run `lantern migrate` first")
    if to_erase:
        raise SystemExit(f"{to_erase} erasures are not in this database: run `lantern erasures replay` first")


def post_worker_init(_worker: object) -> None:
    """Take what was loaded out of the garbage collector's rounds: it stays, and walking it took a tenth of a push."""
    gc.collect()
    gc.freeze()
