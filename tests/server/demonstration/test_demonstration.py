"""Operation Harbour comes out as it is written, and nobody sees in it what is not theirs."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.database import Base, db, reading
from server.demonstration.build import is_told, tell
from server.demonstration.cast import CARE, OP, PASSWORD, STAFF
from server.demonstration.erased import WHY_WITHDRAWN
from server.demonstration.figures import EXPECTED, count_figures
from server.demonstration.stage import Stage
from server.evidence.walk import verify
from server.exchange.models import Placement
from server.settings import Settings, database_url
from tests.server.people import SECRET, Phone


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A server with the whole story in it, told once for this module."""
    folder: Path = tmp_path_factory.mktemp("demonstration")
    url = database_url(f"sqlite:///{folder / 'lantern.sqlite'}")
    app = create_app(Settings(url, SECRET, erasure_journal=f"{url}.erasures"))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.engine.dispose()


@pytest.fixture(scope="module")
def stage(app: Flask) -> Stage:
    """The story, told on a winter's day so that a clock change lies inside."""
    return tell(date(2026, 11, 22))


def pulled(client: FlaskClient, username: str) -> list[dict[str, Any]]:
    """Every line that a new phone of this person is sent, read at the wire."""
    phone = Phone(client)
    assert phone.sign_in(username, PASSWORD).status_code == 200
    assert phone.enrol().status_code == 201
    lines: list[dict[str, Any]] = []
    cursors: dict[str, dict[str, Any]] = {}
    more = True
    while more:
        body = {"install": phone.install, "cursors": cursors, "verdicts": 0}
        answer = client.post("/api/pull", json=body, headers=phone.headers)
        data = (
            gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
        )
        page = [json.loads(line) for line in data.splitlines()]
        lines += page
        for line in page:
            if line.get("line") in ("cursor", "complete"):
                cursors[line["stream"]] = {key: line[key] for key in ("epoch", "seq", "head")}
        more = page[-1]["more"]
    return lines


def records(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records among the lines of a pull."""
    return [line for line in lines if "record" in line and "line" not in line]


def test_every_figure_of_the_story_is_reached(stage: Stage) -> None:
    """Patrols, people met, reports, warnings, checks, referrals, tasks and clashes are as written."""
    found = count_figures(stage)

    assert found == EXPECTED


def test_the_ledger_of_the_story_verifies(app: Flask, stage: Stage) -> None:
    """Chain, digests, signatures and receipts of four months hold."""
    with reading() as session:
        findings = list(verify(session, stage.tenant))

    assert findings == []


def test_a_told_story_is_not_told_again(stage: Stage) -> None:
    """A second start finds the partnership and leaves it."""
    assert stage.tenant
    assert is_told()


def test_the_council_officer_sees_marks_and_no_welfare_record(client: FlaskClient, stage: Stage) -> None:
    """Heron: patrols, warnings, reports, *Sergeant first* without a why; no engagement, no referral."""
    kinds = Counter(each["type"] for each in records(pulled(client, "heron")))

    assert kinds["patrol"] == 60
    assert kinds["warning"] == 25
    assert kinds["mark"] == 8
    forbidden = {
        "engagement",
        "agreement",
        "referral",
        "referral_basis",
        "person_supported",
        "occupier_visit",
        "reporter",
    }
    assert not forbidden & kinds.keys()


def test_whoever_was_given_a_warning_in_force_is_a_record_that_the_warning_names(
    client: FlaskClient, stage: Stage
) -> None:
    """A name that is typed again finds somebody. Of who was or could be a victim there is no such record."""
    found = records(pulled(client, "finch"))
    people = {each["record"]: each["fields"] for each in found if each["type"] == "person"}
    linked = [each["fields"] for each in found if each["type"] == "warning" and "recipient" in each["fields"]]

    assert all(people[each["recipient"]]["name"] == each["name"] for each in linked)
    assert len(linked) == len(people) == 13
    assert not {"Willow Marsh", "Juniper", "Jago Sprat"} & {each["name"] for each in people.values()}


def test_a_welfare_officer_does_not_learn_who_reported(client: FlaskClient, stage: Stage) -> None:
    """Wren: welfare records, warnings and reports, and not Mrs Damask's name."""
    lines = pulled(client, "wren")

    assert Counter(each["type"] for each in records(lines))["engagement"] == 150
    assert "Damask" not in json.dumps([each for each in records(lines) if each["type"] != "task"])


def test_an_agency_sees_its_own_referrals_and_of_three_withdrawn_only_their_dates(
    client: FlaskClient, stage: Stage
) -> None:
    """Linnet: 11 referrals to Harbour Light; no warning, no report; of what was withdrawn a reference and a day."""
    lines = pulled(client, "linnet")
    found = records(lines)
    departed = [line for line in lines if line.get("line") == "leave"]

    assert Counter(each["type"] for each in found)["referral"] == 11
    assert {each["type"] for each in found} == {
        "agency",
        "legal_setting",
        "referral",
        "referral_work",
        "casenote",
    }
    assert [each["notice"]["why"] for each in departed] == ["withdrawn"] * 3
    assert "Juniper" not in json.dumps(lines)


def test_the_other_agencies_see_only_what_is_addressed_to_them(client: FlaskClient, stage: Stage) -> None:
    """Dunnock: 7 referrals to Tideway; Swift: 5 to Saltmarsh Homes."""
    tideway = [each for each in records(pulled(client, "dunnock")) if each["type"] == "referral"]
    saltmarsh = [each for each in records(pulled(client, "swift")) if each["type"] == "referral"]

    assert {each["fields"]["to_agency"] for each in tideway} == {stage.agencies["tideway"]}
    assert (len(tideway), len(saltmarsh)) == (7, 5)


def test_the_records_officer_reads_no_case(client: FlaskClient, stage: Stage) -> None:
    """Rook: settings of law and staff, no content of any case."""
    kinds = {each["type"] for each in records(pulled(client, "rook"))}

    assert kinds == {"agency", "legal_setting", "staff"}


def test_everybody_of_the_cast_can_sign_in_but_who_has_left(client: FlaskClient, stage: Stage) -> None:
    """The printed accounts work; Martin has left the force."""
    answers = {
        each.username: client.post(
            "/api/session", json={"username": each.username, "password": PASSWORD}
        ).status_code
        for each in STAFF
    }

    assert answers.pop("martin") == 401
    assert set(answers.values()) == {200}


def test_two_who_turned_out_to_be_one_are_linked_again_with_the_higher_risk(stage: Stage) -> None:
    """Bee and Bramble: linked, apart, linked again; each record counts the other in."""
    with reading() as session:
        texts = {
            name: json.loads(session.get_one(Placement, (stage.tenant, CARE, stage.records[name])).text)
            for name in ("bee", "bramble")
        }

    assert [each["state"] for each in texts["bee"]["fields"]["links"]] == ["linked"]
    assert texts["bee"]["linked"]["with"] == [stage.records["bramble"]]
    assert texts["bramble"]["linked"]["with"] == [stage.records["bee"]]


def test_no_word_of_an_erased_warning_is_left_and_its_withdrawal_stands(app: Flask, stage: Stage) -> None:
    """Tench: the row counts among the withdrawn, and neither his name nor his brother is in any table."""
    with reading() as session:
        text = session.get_one(Placement, (stage.tenant, OP, stage.records["warning-tench"])).text
        tables = [
            json.dumps([[str(value) for value in row] for row in session.execute(table.select())])
            for table in Base.metadata.sorted_tables
        ]

    assert json.loads(text)["fields"]["withdrawn"]["why"] == WHY_WITHDRAWN
    assert not any("Tench" in each or "His brother" in each for each in tables)
