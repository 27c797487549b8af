"""The schema's number means one thing: whoever changes a definition gives it a new one and says what changed."""

import hashlib
import json
from copy import deepcopy
from pathlib import Path

from sync.records import catalogue
from sync.records.catalogue import CATALOGUE, SCHEMA
from sync.typescript import declaration
from sync.versions import SCHEMAS

PRESENTED = {"label", "plural", "hint", "words", "section", "quick", "marking", "regime"}
"""What people read and no rule depends on: words may be mended without a new number."""


def test_a_changed_definition_has_a_new_number_and_a_line_of_history() -> None:
    """The hash of what devices and server must agree on is the one that stands beside this number."""
    found = schema_hash()

    assert SCHEMAS.get(SCHEMA) == found, (
        "A definition in sync/records changed. Apps and servers of both kinds will meet, so: raise SCHEMA in "
        "sync/records/catalogue.py by one, say beside it in one line what changed, add to SCHEMAS in sync/versions.py "
        f'the line {SCHEMA + 1}: "{found}", and run python -m sync.typescript. Only before a number was ever released '
        "may its hash be replaced."
    )


def test_every_number_has_its_line_of_history() -> None:
    """From the first to the present one, in order."""
    numbers = list(SCHEMAS)

    assert list(range(1, SCHEMA + 1)) == numbers
    assert all(f"\n{number}: " in schema_history() for number in numbers)


def test_the_hash_sees_a_choice_and_not_a_word() -> None:
    """A new choice is another schema; a better label is not."""
    described, reworded, extended = (
        {name: deepcopy(declaration(each)) for name, each in CATALOGUE.items()} for _ in range(3)
    )
    reworded["sighting"]["label"] = "Something seen"
    kind = next(each for each in extended["sighting"]["fields"] if each["name"] == "kind")
    kind["choices"] = [*kind["choices"], {"value": "drawing", "label": "Drawing"}]

    assert hash_of(described) == hash_of(reworded)
    assert hash_of(described) != hash_of(extended)


def schema_hash() -> str:
    """Of everything that is declared, but for words."""
    return hash_of({name: declaration(each) for name, each in CATALOGUE.items()})


def hash_of(described: object) -> str:
    """SHA-256 of what is left without words, as JSON with sorted keys."""
    plain = json.dumps(_without_words(described), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _without_words(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_words(each) for key, each in value.items() if key not in PRESENTED}
    if isinstance(value, list | tuple):
        return [_without_words(each) for each in value]
    return value


def schema_history() -> str:
    """What stands beside the number in the catalogue."""
    source = Path(str(catalogue.__file__)).read_text(encoding="utf-8")
    return source[source.index("SCHEMA = ") : source.index("CATALOGUE")]
