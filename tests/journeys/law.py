"""The settings of law that a warning reads, laid down as a records officer's system would have them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import create_app
from server.accounts.models import Tenant
from server.database import db, in_transaction
from server.exchange.system import write_record
from server.settings import settings_from_environment

FROM = "2026-01-01"
NUMBERS = {"warning_age_minimum": ("16", "years"), "warning_months_default": ("6", "months")}
WORDINGS = {
    "warning_consequence": "There is no appeal to a court against this warning. Breaking a notice is an offence.",
    "warning_ask_for_change": "You can ask us at any time to change or withdraw this warning: 01632 960120.",
}


def lay_down(environment: Mapping[str, str]) -> None:
    """Write them into the database of these settings, which has one partnership."""
    with create_app(settings_from_environment(environment)).app_context():
        in_transaction(_write)
        db.engine.dispose()


def _write(session: Session) -> None:
    tenant = session.scalars(select(Tenant)).one().id
    for key, (value, unit) in NUMBERS.items():
        _setting(session, tenant, {"key": key, "value": value, "unit": unit})
    for key, text in WORDINGS.items():
        words = {"key": key, "unit": "wording", "wording/en/language": "en", "wording/en/text": text}
        _setting(session, tenant, words)


def _setting(session: Session, tenant: str, values: dict[str, Any]) -> None:
    common = {"in_force": True, "from": FROM, "source": "Made up for the journeys"}
    write_record(session, tenant, "legal_setting", "ref", {**common, **values}, datetime.now(UTC))
