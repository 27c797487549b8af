"""`lantern verify` beside erasures: what can be read no more is not taken for what was removed."""

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.accounts.models import Tenant
from server.database import reading, writing
from server.erasure.service import Wanted, Why, erase
from server.evidence.findings import Report
from server.evidence.walk import walk
from server.exchange.models import ApartChange
from server.settings import Settings
from tests.factories.devices import Device
from tests.factories.records import NOTE

WHY = Why("asked", "CASE-1")


@pytest.fixture
def settings(settings_with_journal: Settings) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return settings_with_journal


@pytest.fixture
def after_one_apart(wren: Device) -> str:
    """The record of a change whose forerunner was kept apart, erased since: it names its forerunner no more."""
    strange = wren.change("sighting", NOTE, tenant="another")
    following = wren.fields("sighting", NOTE)
    verdicts = wren.push(strange, wren.envelope(following))
    assert ["quarantined", "accepted"] == [each["verdict"] for each in verdicts]
    record = str(following["record"])
    erase(wren.phone.tenant, Wanted([], record=record), WHY)
    return record


def walked(session: Session, wren: Device) -> Report:
    """What the walk says."""
    return walk(session, session.get_one(Tenant, wren.phone.tenant))


def test_a_number_that_was_kept_apart_is_no_hole(wren: Device, after_one_apart: str) -> None:
    """It is there to be seen, although nothing names it."""
    with reading() as session:
        assert [] == walked(session, wren).broken()


def test_a_number_that_was_kept_apart_and_erased_too_is_no_hole(wren: Device, after_one_apart: str) -> None:
    """Its row stands, though it tells no number any more."""
    with writing() as session:
        for row in session.query(ApartChange):
            row.text = b""

    with reading() as session:
        assert "chain_hole" not in walked(session, wren).counts


def test_a_number_that_was_kept_apart_and_taken_away_is_a_hole(wren: Device, after_one_apart: str) -> None:
    """Erasing the change after it does not hide that."""
    with writing() as session:
        session.execute(delete(ApartChange))

    with reading() as session:
        assert "chain_hole" in walked(session, wren).counts
