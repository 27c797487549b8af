"""How gunicorn serves Lantern: `gunicorn --config server/gunicorn.py "server:create_app()"`.

SQLite has one writer, and the line in which writers wait lives in one process: one worker with threads.
PostgreSQL orders writers itself: as many workers as `WEB_CONCURRENCY` says, two for each core otherwise.
"""

import os

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
