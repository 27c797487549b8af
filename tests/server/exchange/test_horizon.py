"""Old, closed records leave phones and stay on desks; whoever writes to one brings it back."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.clock import now
from server.database import reading
from server.evidence.walk import verify
from server.exchange.retiring import retire
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.factories.referrals import CARE, SENT, Case
from tests.server.people import Partnership

CHECK = {
    "place": {"street": "Quay Street"}, "check_type": "patrol_pass", "happened_at": "2026-11-22T02:00:00+00:00",
    "finding": "there_nothing_wrong",
}  # fmt: skip
HOME, OLD = "op/harbour", "old/op/harbour"


def in_a_year(*, only_count: bool = False) -> int:
    """What the worker does a year and a day from now."""
    return retire(now() + timedelta(days=366), 365, only_count=only_count)


def pull_old(desk: Device) -> None:
    """A desk's pull: with the old records."""
    body = {"install": desk.phone.install, "cursors": desk.cursors, "verdicts": 0, "old": True}
    answer = desk.phone.client.post("/api/pull", json=body, headers=desk.phone.headers)
    stream = ""
    for line in answer.get_data(as_text=True).splitlines():
        stream = desk._take(line, stream)


def streams_of(partnership: Partnership) -> dict[str, set[str]]:
    """Record → streams in which it stands."""
    with reading() as session:
        rows = session.execute(text('SELECT record_id, stream FROM placement WHERE NOT "left"')).all()
        assert [] == list(verify(session, partnership.tenant))
    found: dict[str, set[str]] = {}
    for record, stream in rows:
        found.setdefault(record, set()).add(stream)
    return found


def test_an_old_record_leaves_phones_and_is_on_desks(wren: Device, client: FlaskClient) -> None:
    """The phone gets a leave; the desk gets the same record, whole, with the digest of its stream."""
    record, _ = wren.save("sighting", NOTE)
    wren.pull()
    before = wren.row(record)
    would, went, again = in_a_year(only_count=True), in_a_year(), in_a_year()

    wren.pull()
    on_the_phone = (HOME, record) in wren.rows
    pull_old(wren)

    assert (1, 1, 0) == (would, went, again)
    assert not on_the_phone
    row = wren.row(record, OLD)
    assert {**before, "stream": OLD, "version": 1} == row
    assert wren.digest(OLD)[0] == wren.completes[OLD]["digest"]
    assert wren.digest(HOME)[0] == wren.completes[HOME]["digest"]


def test_nothing_goes_before_its_time(wren: Device) -> None:
    """364 days are no year, and 0 days mean never."""
    wren.save("sighting", NOTE)

    assert (0, 0) == (retire(now() + timedelta(days=364), 365), retire(now() + timedelta(days=9999), 0))


def test_an_offline_edit_that_arrives_later_is_accepted_and_brings_it_back(
    wren: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """The change names the home, as it always did."""
    partnership.add("dipper", "supervisor")
    desk = device(client, "dipper")
    record, _ = wren.save("sighting", NOTE)
    wren.pull()
    base = wren.row(record)["last_change"]
    in_a_year()
    pull_old(desk)
    was_old = (OLD, record) in desk.rows

    _, verdict = wren.save("sighting", {"words": "Seen again"}, record=record, base=base)
    wren.pull()
    pull_old(desk)

    assert was_old
    assert "accepted" == verdict["verdict"]
    assert ("Seen again", HOME) == (wren.row(record)["fields"]["words"], wren.row(record)["stream"])
    assert (OLD, record) not in desk.rows
    assert desk.digest(OLD)[0] == desk.completes[OLD]["digest"]
    assert {HOME} == streams_of(partnership)[record]


def test_old_records_are_read_by_those_who_read_the_home_and_by_nobody_else(
    wren: Device, heron: Device, client: FlaskClient, partnership: Partnership
) -> None:
    """A council officer reads old patrol records and no old welfare records; who loses the home loses both."""
    case = Case(wren, partnership.agency).begin()
    engagement = case.save("referral_basis", {"referral": case.referral, "person": case.person})
    case.edit(submitted=SENT, voided={"reason": "undone"})
    record, _ = wren.save("sighting", NOTE)
    in_a_year()

    pull_old(wren)
    pull_old(heron)
    history = client.get(
        f"/api/records/{case.referral}/history?stream=old/{CARE}", headers=heron.phone.headers
    )
    own = client.get(f"/api/records/{case.referral}/history?stream=old/{CARE}", headers=wren.phone.headers)

    assert {f"old/{CARE}"} == streams_of(partnership)[engagement]
    assert (f"old/{CARE}", case.referral) in wren.rows
    assert (OLD, record) in heron.rows
    assert not [key for key in heron.rows if "care" in key[0]]
    assert (404, 200) == (history.status_code, own.status_code)


def test_a_warning_in_force_stays_with_what_it_names_and_one_that_ended_goes(
    wren: Device, partnership: Partnership
) -> None:
    """The breach check of the one is still needed on the street, that of the other is not."""
    given = {
        "at": "2026-11-22T02:00:00+00:00",
        "by": wren.phone.person,
        "how": "handed",
        "signature": "signed",
    }
    warnings, checks = [], []
    for ends in ("2099-01-01", "2026-12-22"):
        warning, verdict = wren.save("warning", {"given": given, "ends": ends, "name": "Alder"})
        assert "accepted" == verdict["verdict"]
        warnings.append(warning)
        check, verdict = wren.save("breach_check", CHECK | {"warning": warning})
        assert "accepted" == verdict["verdict"], verdict["problems"]
        checks.append(check)

    in_a_year()

    stands = streams_of(partnership)
    assert [{HOME}, {OLD}] == [stands[each] for each in warnings]
    assert [{HOME}, {OLD}] == [stands[each] for each in checks]


@pytest.mark.parametrize("kind", ["clash", "late", "held", "referral", "task"])
def test_what_is_open_stays_and_what_belongs_to_it(
    wren: Device, client: FlaskClient, partnership: Partnership, kind: str
) -> None:
    """A clash, something late or held, an open referral with its basis, what an open task is about."""
    if kind == "referral":
        case = Case(wren, partnership.agency).begin()
        case.send()
        staying = [case.referral, case.basis]
    else:
        staying = [wren.save("sighting", NOTE)[0]]
        _open(kind, wren, client, partnership, staying[0])

    in_a_year()

    assert all(not each.startswith("old/") for record in staying for each in streams_of(partnership)[record])


def _open(kind: str, wren: Device, client: FlaskClient, partnership: Partnership, record: str) -> None:
    if kind == "clash":
        partnership.add("plover")
        device(client, "plover").save("sighting", {"words": "Loud"}, record=record)
    elif kind == "late":
        wren.save("sighting", {"words": "Loud"}, record=record, dseq=1)
    elif kind == "held":
        wren.save("sighting", {"words": "Loud"}, record=record, after=wren.fields("sighting", {})["id"])
    else:
        partnership.add("dipper", "supervisor")
        task = {"about": record, "what": "Look again", "why": "typed", "due": "2026-12-01"}
        _, verdict = device(client, "dipper").save("task", task)
        assert "accepted" == verdict["verdict"]
