"""What the server does by itself: marks of *Sergeant first*, tasks, alerts."""

import base64
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.alerts.models import Alert, Subscription
from server.clock import now
from server.database import reading, writing
from sync.marks import alias_hash, folded, name_hash, plate_hash
from tests.factories.devices import Device, device
from tests.factories.records import PERSON
from tests.server.exchange.test_visibility import SAMPLES
from tests.server.people import Partnership

CARE = "care/harbour"


def rows_of(phone: Device, record_type: str) -> list[dict[str, Any]]:
    """What a phone holds of a type."""
    phone.pull()
    return [row for text in phone.rows.values() if (row := json.loads(text))["type"] == record_type]


def test_a_person_with_a_welfare_record_gets_a_mark_that_names_nobody(wren: Device, heron: Device) -> None:
    """A council officer's phone recognises the name by its keyed hash, and is sent nothing else about it."""
    person, _ = wren.save("person_supported", PERSON, stream=CARE)
    marks = rows_of(heron, "mark")

    padded = heron.enrolment["mark_key"] + "="
    wanted = alias_hash(base64.urlsafe_b64decode(padded), "SORREL ")
    assert [[wanted]] == [each["fields"]["aliases"] for each in marks]
    assert {"aliases", "until"} == set(marks[0]["fields"])
    assert person not in "".join(heron.rows.values())


def test_a_mark_follows_the_names_and_ends_with_the_record(wren: Device, heron: Device) -> None:
    """One mark for a person, brought up to date; voided, it is empty and over."""
    person, _ = wren.save("person_supported", PERSON, stream=CARE)
    names = {"names_used": {"add": ["Clover"], "remove": []}}
    wren.save("person_supported", names, record=person, stream=CARE, base=wren.last)
    both = rows_of(heron, "mark")

    wren.save(
        "person_supported", {"voided": {"reason": "undone"}}, record=person, stream=CARE, base=wren.last
    )
    over = rows_of(heron, "mark")

    assert [2] == [len(each["fields"]["aliases"]) for each in both]
    assert [both[0]["record"]] == [each["record"] for each in over]
    assert "aliases" not in over[0]["fields"]
    assert over[0]["fields"]["until"] < now().date().isoformat()


def test_hashes_fold_what_is_said_alike() -> None:
    """Case, accents and punctuation make no other person; another year or kind does."""
    key = b"k" * 32

    assert "zoebrown2" == folded("Zoë  BROWN-2")
    assert name_hash(key, "Zoë Brown", 1990) == name_hash(key, "ZOE BROWN", 1990)
    assert 4 == len(
        {
            name_hash(key, "Zoe", 1990),
            name_hash(key, "Zoe", 1991),
            alias_hash(key, "Zoe"),
            plate_hash(key, "Zoe"),
        }
    )


@pytest.mark.parametrize(
    ("name", "sixteen", "expected"),
    [("Sorrel", "yes", True), ("Nobody", "yes", False), ("Nobody", "no", True)],
)
def test_a_warning_given_in_error_opens_a_task(
    wren: Device, heron: Device, name: str, sixteen: str, *, expected: bool
) -> None:
    """To somebody with an open welfare record, or under 16; the task says nothing of why."""
    wren.save("person_supported", PERSON, stream=CARE)
    sample = json.loads((SAMPLES / "warning.json").read_text())["good_full"]
    given = {"given": sample["given"], "sixteen_or_over": sixteen, "name": name}

    warning, verdict = heron.save("warning", given)
    tasks = [each["fields"] for each in rows_of(heron, "task")]

    assert "accepted" == verdict["verdict"], verdict["problems"]
    assert ([("given_in_error", warning)] if expected else []) == [
        (each["why"], each["about"]) for each in tasks
    ]
    assert not any(word in json.dumps(tasks).lower() for word in ("welfare", "victim", "supported"))


def test_a_clash_alerts_the_supervisor(
    client: FlaskClient, partnership: Partnership, wren: Device, heron: Device
) -> None:
    """The outbox holds whom to wake, and no word of what for."""
    partnership.add("kestrel", "supervisor")
    kestrel = device(client, "kestrel")
    with writing() as session:
        session.add(_subscription(kestrel))
    sighting = {"kind": "note", "words": "Quiet", "happened_at": "2026-11-22T02:00:00+00:00"}
    record, _ = wren.save("sighting", sighting)
    base = wren.last
    wren.save("sighting", {"words": "Grey van"}, record=record, base=base)
    quiet = _alerts()

    heron.save("sighting", {"words": "White van"}, record=record, base=base)

    assert ([], [kestrel.phone.install]) == (quiet, _alerts())


def _alerts() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Alert.install_id)))


def _subscription(phone: Device) -> Subscription:
    return Subscription(
        tenant_id=phone.phone.tenant, install_id=phone.phone.install, person_id=phone.phone.person,
        endpoint="https://updates.push.services.mozilla.com/x", p256dh="", auth="", created_at=now(), failures=0,
    )  # fmt: skip
