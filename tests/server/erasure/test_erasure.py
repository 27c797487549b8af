"""Erasing: the words are gone from everywhere, the chain holds, and they never come back."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.database import reading
from server.erasure.scrubbing import scrub
from server.erasure.service import Wanted, Why, erase
from server.evidence.walk import verify
from sync.changes import paired_id
from tests.factories.devices import Device, device
from tests.factories.records import NOTE, PERSON
from tests.factories.referrals import CARE, Case
from tests.server.erasure.leftovers import all_files, all_rows, holding, settle_files
from tests.server.people import Partnership, Phone

WHY = Why("asked", "CASE-1")


@pytest.fixture
def wren(client: FlaskClient, partnership: Partnership) -> Device:
    """An officer named for welfare."""
    partnership.add("wren", welfare=True)
    return device(client, "wren")


def whole(tenant: str) -> bool:
    """Whether every ledger verifies."""
    with reading() as session:
        return list(verify(session, tenant)) == []


def test_an_erased_value_is_gone_from_every_readers_row(wren: Device, partnership: Partnership) -> None:
    """The row comes again with a higher version, says that something was erased, and the ledger verifies."""
    record, _ = wren.save("sighting", NOTE | {"words": "Sorrel lives at number nine"})
    wren.pull()
    before = wren.row(record)["version"]

    erase(partnership.tenant, Wanted([wren.last]), WHY)
    sent = wren.pull()

    row = wren.row(record)
    assert "number nine" not in sent
    assert before + 1 == row["version"]
    assert ({}, ["happened_at", "kind", "words"]) == (row["fields"], row["erased"])
    assert [True] == [each["erased"] for each in row["history"]]
    assert wren.digest("op/harbour")[0] == wren.completes["op/harbour"]["digest"]
    assert whole(partnership.tenant)


def test_the_authors_phone_hears_that_its_copy_must_go(client: FlaskClient, partnership: Partnership) -> None:
    """Also one that never could read the record: the verdict comes again and says it."""
    partnership.add("plover")
    plover = device(client, "plover")
    _, verdict = plover.save("person_supported", PERSON, stream=CARE)

    erase(partnership.tenant, Wanted([verdict["change"]]), WHY)
    plover.pull()

    again = plover.verdicts[verdict["change"]]
    assert (True, "accepted", verdict["change_hash"]) == (
        again["erased"], again["verdict"], again["change_hash"],
    )  # fmt: skip


def test_the_same_bytes_again_are_known_and_stay_erased(wren: Device, partnership: Partnership) -> None:
    """Whoever kept the envelope cannot put it back, nor with another valid signature over it."""
    envelope = wren.change("sighting", NOTE | {"words": "never again"})
    wren.push(envelope)
    record = json.loads(envelope[0])["record"]
    erase(partnership.tenant, Wanted(record=record), WHY)

    signed_again = wren.signed(envelope[0])
    (again, other) = wren.push(envelope, signed_again)

    assert ("known", "known") == (again["verdict"], other["verdict"])
    assert [] == holding(all_rows(), "never again")
    assert whole(partnership.tenant)


def test_erasing_again_changes_nothing(wren: Device, partnership: Partnership) -> None:
    """No entry, no version, no new line in the journal."""
    record, _ = wren.save("sighting", NOTE)
    first = erase(partnership.tenant, Wanted(record=record), WHY)
    wren.pull()
    version = wren.row(record)["version"]

    again = erase(partnership.tenant, Wanted(record=record), WHY)
    wren.pull()

    assert (1, 0, version) == (first, again, wren.row(record)["version"])


def test_a_later_edit_of_an_erased_record_counts(wren: Device, partnership: Partnership) -> None:
    """What is said anew stands beside what was erased."""
    record, _ = wren.save("sighting", NOTE | {"words": "Too much"})
    erase(partnership.tenant, Wanted(record=record), WHY)
    wren.pull()

    _, verdict = wren.save(
        "sighting", {"words": "Enough"}, record=record, base=wren.row(record)["last_change"]
    )
    wren.pull()

    row = wren.row(record)
    assert ("accepted", {"words": "Enough"}) == (verdict["verdict"], row["fields"])
    assert ["happened_at", "kind"] == row["erased"]


def test_erasing_an_agreement_takes_the_referral_away_from_the_agency(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """What gave the ground is gone; and erasing a withdrawal gives the ground back to nobody."""
    partnership.add("linnet", "support_worker")
    linnet, case = device(client, "linnet"), Case(wren, partnership.agency).begin()
    case.send()
    case.agree()
    given = wren.last
    linnet.pull()
    held = (case.stream, case.referral) in linnet.rows
    case.answer("withdrawn")
    withdrawn = wren.last
    erase(partnership.tenant, Wanted([withdrawn]), WHY)
    linnet.pull()
    after_withdrawal = (case.stream, case.referral) in linnet.rows
    erase(partnership.tenant, Wanted([given]), WHY)
    linnet.pull()

    assert (True, False, False) == (held, after_withdrawal, (case.stream, case.referral) in linnet.rows)
    assert whole(partnership.tenant)


def test_a_name_that_is_gone_is_in_no_mark(wren: Device, partnership: Partnership) -> None:
    """The keyed hash of an erased name is destroyed; that of a name that is left stands."""
    person, _ = wren.save("person_supported", PERSON, stream=CARE)
    wren.save(
        "person_supported", {"names_used": {"add": ["Bryony"], "remove": []}}, record=person, stream=CARE
    )
    second = wren.last
    wren.pull()
    mark = next(json.loads(each) for each in wren.rows.values() if json.loads(each)["type"] == "mark")
    both = mark["fields"]["aliases"]

    erase(partnership.tenant, Wanted([second]), WHY)
    wren.pull()

    left = wren.row(mark["record"])["fields"]["aliases"]
    (gone,) = set(both) - set(left)
    assert [] == holding(all_rows(), gone)
    assert 1 == len(left)


MARKS = [f"Zq{number:02d}x" for number in range(20)]


def _plant(wren: Device, case: Case, marks: list[str]) -> None:
    """Words of a change's author wherever the protocol lets them be: values, lists, elements, reasons, apart."""
    person = {
        "names_used": {"add": [marks[0]], "remove": []}, "description": marks[1],
        "safe_contact": {"how": "by_worker", "words": marks[2]},
        f"links/{case.person}/other": case.person, f"links/{case.person}/state": "linked",
        f"links/{case.person}/reason": marks[3], f"from_2030_{marks[4]}": marks[4],
    }  # fmt: skip
    record, _ = wren.save("person_supported", person, stream=CARE, reason=marks[5], app=marks[6])
    wren.pull()
    wren.save("person_supported", {"description": marks[7]}, record=record, stream=CARE, base=None)
    wren.save(
        "person_supported", {"names_used": {"add": [], "remove": [marks[0]]}}, record=record, stream=CARE
    )
    case.edit(ask=marks[8], name_or_alias=marks[9])
    wren.save("sighting", NOTE | {"words": marks[10]})
    wren.save("sighting", NOTE | {"words": marks[11]}, record=paired_id("t", "x", "a", "b"))  # held
    wren.save("sighting", NOTE | {"kind": marks[12], "words": marks[12]})  # refused
    wren.push([f"{{not json {marks[13]}", marks[14]])
    wren.push([wren.change("sighting", NOTE | {"words": marks[15]})[0], "A" * 86])  # signature wrong
    wren.save(marks[16].lower(), {"words": marks[16]}, schema=2)  # newer: held
    wren.save("sighting", NOTE | {"words": marks[17]}, dseq=2)  # late
    wren.save("referral_basis", {"lawful_basis_reason": marks[18]}, record=case.basis, stream=CARE)
    wren.save(
        "person_supported", {f"links/{marks[19].lower()}-a/reason": marks[19]}, record=record, stream=CARE
    )


def test_nothing_of_what_was_erased_is_left_anywhere(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """Twenty marks in every place where words can be: gone from every row, and after scrubbing from every byte."""
    case = Case(wren, partnership.agency).begin(reference=MARKS[9])
    case.send()
    case.agree()
    _plant(wren, case, MARKS)
    case.answer("withdrawn")
    before = all_rows()
    planted = [mark for mark in MARKS if holding(before, mark)]

    with reading() as session:
        changes = [
            *session.execute(text("SELECT hash FROM change")).scalars(),
            *session.execute(text("SELECT hash FROM apart_change")).scalars(),
        ]
    erase(partnership.tenant, Wanted(changes), WHY)
    rows = all_rows()
    scrub()
    settle_files()
    files = all_files()

    assert MARKS == planted
    assert {mark: [] for mark in MARKS} == {mark: holding(rows, mark) for mark in MARKS}
    assert {mark: [] for mark in MARKS} == {mark: holding(files, mark) for mark in MARKS}
    assert whole(partnership.tenant)


def test_words_are_in_the_file_until_it_is_scrubbed(wren: Device, partnership: Partnership) -> None:
    """That the search of the files can find something: until they are scrubbed it does."""
    record, _ = wren.save("sighting", NOTE | {"words": "Zq99x"})
    erase(partnership.tenant, Wanted(record=record), WHY)
    settle_files()

    assert holding(all_files(), "Zq99x")


def test_a_records_officer_looks_erases_and_says_again_what_must_remain(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """By reference; what is restated is the system's, with the reason; both acts are in the audit."""
    partnership.add("robin", "records_officer")
    robin = Phone(client)
    robin.sign_in("robin")
    record, _ = wren.save("sighting", NOTE | {"words": "Sorrel, number nine", "reference": "S-7K-0007"})

    seen = _get(robin, "/api/erasures/record?named=S-7K-0007")
    asked = {"record": record, "changes": [seen["changes"][0]["change"]], "reason": "third_party",
             "case_number": "FOI/7", "restate": {"words": "A neighbour was named"}}  # fmt: skip
    answer = client.post("/api/erasures", json=asked, headers=robin.headers)
    wren.pull()

    assert "Sorrel, number nine" == seen["changes"][0]["set"]["words"]
    assert (200, {"erased": 1}) == (answer.status_code, answer.get_json())
    row = wren.row(record)
    assert {"words": "A neighbour was named"} == row["fields"]
    assert ["happened_at", "kind", "reference"] == row["erased"]
    with reading() as session:
        acts = session.execute(
            text("SELECT act, person_id, subject FROM audit WHERE act LIKE 'eras%' ORDER BY at, id")
        ).all()
    assert ["erasure_looked_up", "erased"] == [each.act for each in acts]
    assert {robin.person} == {each.person_id for each in acts}
    assert "FOI/7" in json.dumps(acts[1].subject)


def _get(phone: Phone, address: str) -> dict[str, Any]:
    answer = phone.client.get(address, headers=phone.headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.parametrize(
    "role", ["officer", "supervisor", "support_worker", "administrator", "council_officer"]
)
def test_nobody_else_may_look_or_erase(client: FlaskClient, partnership: Partnership, role: Any) -> None:
    """403, whatever is asked for."""
    partnership.add("robin", role)
    robin = Phone(client)
    robin.sign_in("robin")

    looked = client.get("/api/erasures/record?named=x", headers=robin.headers)
    erased = client.post("/api/erasures", json={}, headers=robin.headers)

    assert (403, 403) == (looked.status_code, erased.status_code)


def test_what_cannot_be_restated_is_refused_before_anything_is_erased(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """With every problem and its path; unknown records are 404."""
    partnership.add("robin", "records_officer")
    robin = Phone(client)
    robin.sign_in("robin")
    record, _ = wren.save("sighting", NOTE)
    asked = {"record": record, "reason": "asked", "restate": {"kind": "no such kind"}}

    answer = client.post("/api/erasures", json=asked, headers=robin.headers)
    unknown = client.post(
        "/api/erasures", json={"record": wren.last, "reason": "asked"}, headers=robin.headers
    )

    assert (400, "choice_unknown") == (answer.status_code, answer.get_json()["code"])
    assert 404 == unknown.status_code
    assert holding(all_rows(), "Quiet")
