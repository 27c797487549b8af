"""What the server says to values that cannot be right, and to odd ones that can, on both databases."""

from typing import Any

import pytest

from tests.factories.devices import Device
from tests.factories.records import NOTE

OFF_THE_EARTH = {"latitude": 0, "longitude": 180_000_001, "accuracy_metres": 5}


@pytest.mark.parametrize(
    ("record_type", "values", "problem"),
    [
        (
            "person",
            {"birth": {"date": "2199-01-01", "how_known": "document"}},
            ("date_in_future", "set/birth/date"),
        ),
        ("sighting", {"happened_at": "2199-02-30T23:20:00+00:00"}, ("date_impossible", "set/happened_at")),
        ("sighting", {"happened_at": "1066-10-14T09:00:00+00:00"}, ("date_impossible", "set/happened_at")),
        ("sighting", {"place": {"position": OFF_THE_EARTH}}, ("position_off_earth", "set/place/position")),
        ("sighting", {"kind": ["note"]}, ("type_wrong", "set/kind")),
        ("sighting", {"kind": "ufo"}, ("choice_unknown", "set/kind")),
        ("sighting", {"doing": {"add": ["hovering"], "remove": []}}, ("choice_unknown", "set/doing/add/0")),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_path(
    wren: Device, record_type: str, values: dict[str, Any], problem: tuple[str, str]
) -> None:
    """One problem, with a code, the field's path and words; the rest of the push is not touched."""
    usual = {"kind": "individual"} if record_type == "person" else NOTE

    verdict = wren.save(record_type, usual | values)[1]
    after = wren.save("sighting", NOTE)[1]

    assert "refused" == verdict["verdict"]
    assert [problem] == [(each["code"], each["path"]) for each in verdict["problems"]]
    assert verdict["problems"][0]["words"]
    assert "accepted" == after["verdict"]


@pytest.mark.parametrize("happened_at", ["1970-01-01T00:00:04+00:00", "2099-06-01T23:20:00+01:00"])
def test_what_a_wrong_clock_wrote_is_accepted(wren: Device, happened_at: str) -> None:
    """A phone that thinks it is 1970, or 2099, loses nothing: its time is evidence and no gate."""
    verdict = wren.save("sighting", NOTE | {"happened_at": happened_at})[1]

    assert "accepted" == verdict["verdict"]
