"""The audit says who did what, by ids alone."""

import json

from flask.testing import FlaskClient
from sqlalchemy import select

from server.audit.models import AuditRow
from server.database import reading
from tests.server.people import OWN_PAGE, Partnership, Phone, enrolled_phone


def test_the_way_of_a_phone_is_written_down(partnership: Partnership, client: FlaskClient) -> None:
    """From the account to the revocation, in order, each with person and install as far as there is one."""
    account = partnership.add("wren")
    phone = enrolled_phone(client, "wren")
    phone.shift()
    client.delete(f"/api/installs/{phone.install}", headers=phone.headers)
    phone.sign_in("wren", "not the password")
    phone.sign_in("wren")
    client.delete("/api/session", headers=OWN_PAGE | phone.headers)

    acts = [
        (row.act, row.install_id)
        for row in rows()
        if row.person_id == account.person_id and row.act not in {"account_added", "membership_added"}
    ]

    assert [
        ("signed_in", None),
        ("enrolled", phone.install),
        ("shift_begun", phone.install),
        ("revoked", phone.install),
        ("sign_in_failed", None),
        ("signed_in", None),
        ("signed_out", None),
    ] == acts


def test_no_name_and_no_address_is_written_down(partnership: Partnership, client: FlaskClient) -> None:
    """Nothing by which a person could be known without the accounts."""
    partnership.add("wren")
    phone: Phone = enrolled_phone(client, "wren")
    phone.sign_in("wren", "not the password")

    written = json.dumps([[row.act, row.person_id, row.install_id, row.subject] for row in rows()])

    assert not any(word in written for word in ("wren", "Wren", "127.0.0.1", "Pixel"))


def rows() -> list[AuditRow]:
    """Every row, in order."""
    with reading() as session:
        return list(session.scalars(select(AuditRow).order_by(AuditRow.at, AuditRow.id)))
