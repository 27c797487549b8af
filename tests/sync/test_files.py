"""Where files may stand, and how they are found in what was said."""

import json

from sync.fields import RecordType
from sync.files import File, files_of
from sync.records.catalogue import CATALOGUE

WITH_FILES = {"sighting", "premises_visit", "warning"}
"""Evidence of conduct, of a vehicle and of a building (DOMAIN 4.3 and 4.7). No community report: a film of a resident
is collected by the force's own way (DOMAIN 4.6).
"""


def holds_files(record_type: RecordType) -> bool:
    """Whether a field or a part of it is a file."""
    return any(part.kind == "file" for field in record_type.fields for part in (field, *field.parts))


def test_nobody_who_is_supported_can_be_photographed() -> None:
    """No type of the care, supervisors' or agencies' streams takes a file, nor does a person."""
    found = {name for name, each in CATALOGUE.items() if holds_files(each)}

    assert WITH_FILES == found
    assert {"op"} == {CATALOGUE[name].home for name in found}


def test_files_are_found_wherever_they_stand() -> None:
    """In fields, groups, elements, lists and in fields that nobody knows; other objects are not taken for files."""
    photo = {"sha256": "ab" * 32, "bytes": 5, "mime": "image/jpeg"}
    said = {
        "files/k1/file": photo,
        "later": {"deep": [{"file": photo | {"bytes": 6}}]},
        "no_file": {**photo, "more": 1},
        "nor_this": {"sha256": 7, "bytes": 5, "mime": "image/jpeg"},
    }

    found = sorted(files_of(json.loads(json.dumps(said))))

    assert [File("ab" * 32, 5, "image/jpeg"), File("ab" * 32, 6, "image/jpeg")] == found
