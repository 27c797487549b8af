"""`/healthz`: whether this process can answer and its database can be read."""

from flask import Blueprint
from sqlalchemy import text

from server.database import reading

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """Ask the database something small; any failure answers 500."""
    with reading() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}
