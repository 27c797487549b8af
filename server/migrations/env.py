# Alembic runs this file; `server/migrations/__init__.py` gives it the connection.

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

import server.accounts.models
import server.alerts.models
import server.audit.models
import server.exchange.models
import server.tiles.models
import server.web.reports  # noqa: F401  imported, as the others, for the tables that it declares
from server.database import Base, Moment


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write the plain type into a step, so that it stays true when our own type changes."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew.
    render_item=render_item,
)
context.run_migrations()
