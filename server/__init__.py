"""The server: a Flask shell round the deciding code in `sync/`. The parts meet here and nowhere else."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.accounts.http import accounts
from server.accounts.service import install_tokens
from server.alarms.http import alarms
from server.alerts.http import alerts
from server.database import engine_options, install_database
from server.erasure.http import erasures
from server.exchange.http import exchange
from server.files.http import files
from server.files.reading import note_files, record_files
from server.health import health
from server.problems import install_problem_handlers
from server.records.history import records
from server.records.views import views
from server.requests import refuse_nul
from server.rescue.http import notes
from server.settings import Settings, settings_from_environment
from server.tiles.http import tiles
from server.web.app import app_files
from server.web.description import descriptions
from server.web.headers import install_headers
from server.web.reports import reports

BODY_BYTES_MAX = 2 * 1024 * 1024
"""A bound for any body as it arrives; routes set lower ones of their own."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application; settings come from the environment unless given.

    Raises ValueError for a setting that cannot be used.
    """
    settings = settings or settings_from_environment(os.environ)
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url, settings.threads),
        MAX_CONTENT_LENGTH=BODY_BYTES_MAX,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions["lantern_settings"] = settings
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # Flask documents this way
    install_database(app)
    install_tokens(app, settings)
    install_problem_handlers(app)
    install_headers(app)
    app.before_request(refuse_nul)
    for blueprint in (
        accounts, alarms, alerts, app_files, descriptions, erasures, exchange, files, health, note_files, notes,
        record_files, records, reports, tiles, views,
    ):  # fmt: skip
        app.register_blueprint(blueprint)
    return app
