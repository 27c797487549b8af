"""People and bodies that a warning was given to, each a record of their own: typed again, they are recognised.

Nobody who could be a victim is among them, nobody whose warning was withdrawn, and nobody supported: of those the
operation keeps no record of a person outside `care/`.
"""

from datetime import date, datetime
from typing import Any

from server.demonstration.cases import Case
from server.demonstration.cast import OP
from server.demonstration.device import Device
from server.demonstration.ground import listed

OTHER_NAMES = {"pike": ("Aldie",), "roach": ("Ivo",)}

CAR = "Drives the car that residents name."
LOOKS = {"pike": f"Grey coat, walks with a stick. {CAR}", "roach": CAR, "ruffe": "Tall, red bicycle."}


def write_recipient(phone: Device, case: Case, at: datetime, born: date | str | None) -> str | None:
    """Write the record of whom this warning is given to; its id, or None where there is none."""
    if case.ends_as not in ("in_force", "ended") or case.victim != "no":
        return None
    values: dict[str, Any] = {
        "kind": "body" if case.body else "individual",
        "name": case.name,
        "identity": {"basis": "document", "reference": "Seen at the stop"},
        "addresses/a1/words": "1 Saltmarsh Way, Fairhaven",
        "addresses/a1/kind": "registered_office" if case.body else "home",
        "other_names": listed(*OTHER_NAMES[case.key]) if case.key in OTHER_NAMES else None,
        "description": LOOKS.get(case.key),
    }
    if born is not None:
        values["birth"] = {"date": str(born), "how_known": "document", "reference": "Licence"}
    return phone.create("person", OP, values, at)
