"""The ground of Fairhaven for journeys: zones with outlines, and a map file of the streets."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import create_app
from server.accounts.models import Tenant
from server.clock import now
from server.database import db, in_transaction
from server.demonstration.map import fairhaven
from server.demonstration.places import ZONES
from server.exchange.system import write_record
from server.settings import settings_from_environment
from server.tiles.service import install_tiles


def lay_ground(environment: Mapping[str, str]) -> None:
    """Write it into the database of these settings, which has one partnership."""
    with create_app(settings_from_environment(environment)).app_context():
        in_transaction(_write)
        db.engine.dispose()


def _write(session: Session) -> None:
    tenant = session.scalars(select(Tenant.id)).one()
    for zone in ZONES:
        streets = {"add": sorted(zone.streets), "remove": []}
        values = {"name": zone.name, "kind": zone.kind, "polygons": zone.polygons, "streets": streets}
        write_record(session, tenant, "zone", "op/harbour", values, now())
    install_tiles(session, tenant, "harbour", fairhaven(), now())
