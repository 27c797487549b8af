"""`lantern verify`: a whole ledger has no finding, and whatever is altered is found."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.database import reading, writing
from server.exchange.models import Entry, Placement, StoredChange, Stream
from server.exchange.verify import Finding, verify
from tests.factories.devices import device
from tests.factories.referrals import Case
from tests.server.people import Partnership


@pytest.fixture
def tenant(client: FlaskClient, partnership: Partnership) -> str:
    """A tenant with a ledger in which something of each kind has happened."""
    partnership.add("wren", welfare=True)
    case = Case(device(client, "wren"), partnership.agency).begin()
    case.send()
    case.agree()
    case.answer("withdrawn")
    return partnership.tenant


def findings(tenant: str) -> list[Finding]:
    """What the walk says."""
    with reading() as session:
        return list(verify(session, tenant))


def test_a_ledger_as_the_server_wrote_it_has_no_finding(tenant: str) -> None:
    """Chains, digests, signatures, receipts and texts all hold."""
    assert [] == findings(tenant)


def _alter_text(session: Session) -> None:
    row = session.scalars(select(Placement).where(Placement.left.is_(False))).first()
    assert row is not None
    row.text = row.text.replace('"version":', '"version": ')


def _alter_change(session: Session) -> None:
    row = session.scalars(select(StoredChange)).first()
    assert row is not None
    row.text = row.text.replace(b"2026", b"2025", 1)


def _forge_signature(session: Session) -> None:
    rows = session.scalars(select(StoredChange).limit(2)).all()
    rows[0].signature = rows[1].signature


def _renumber_version(session: Session) -> None:
    row = session.scalars(select(Entry)).first()
    assert row is not None
    row.version += 1


def _drop_entry(session: Session) -> None:
    session.execute(delete(Entry).where(Entry.stream == "care/harbour", Entry.seq == 2))


def _drop_newest(session: Session) -> None:
    last = session.scalars(select(Stream.last_seq).where(Stream.name == "care/harbour")).one()
    session.execute(delete(Entry).where(Entry.stream == "care/harbour", Entry.seq == last))


def _drop_change(session: Session) -> None:
    row = session.scalars(select(StoredChange)).first()
    session.delete(row)


def _drop_placement(session: Session) -> None:
    row = session.scalars(select(Placement).where(Placement.left.is_(False))).first()
    session.delete(row)


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (_alter_text, "text_altered"),
        (_alter_change, "change_altered"),
        (_forge_signature, "signature_wrong"),
        (_renumber_version, "entry_altered"),
        (_drop_entry, "entry_missing"),
        (_drop_newest, "head_wrong"),
        (_drop_change, "change_missing"),
        (_drop_placement, "digest_wrong"),
    ],
)
def test_whatever_is_altered_is_found(tenant: str, alter: Callable[[Session], None], code: str) -> None:
    """One byte of one row is enough."""
    with writing() as session:
        alter(session)

    assert code in {each.code for each in findings(tenant)}
