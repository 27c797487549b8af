"""The one catalogue of problems: a stable code, and words that an officer can act on.

The deciding code returns problems, all at once, each with the path of its field; one place in the
server turns them into HTTP, and the app shows the same words beside the field. Codes are for
ever; words may be mended. No word of a record ever enters a problem: `detail` holds limits and
names of fields, never a value that somebody typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WORDS: Mapping[str, str] = {
    # A change's values (sync/checks.py; pwa/src/records/validate.ts).
    "field_required": "This needs an answer before it can be final.",
    "choice_unknown": "Choose one of the answers offered.",
    "text_too_long": "Shorten this to {limit} characters.",
    "type_wrong": "This does not have the form expected: {expected}.",
    "number_out_of_range": "Give a whole number from {minimum} to {limit}.",
    "date_impossible": "This date or time does not exist. Check day, month and year.",
    "date_in_future": "This date lies ahead. Check the year.",
    "position_off_earth": "This position is not on the Earth. Take it again or write the street.",
    "list_too_long": "Keep at most {limit} of these.",
    "plate_malformed": "Use letters, digits, ? for one character and * for several.",
    "telephone_malformed": "Use digits, spaces and a leading +.",
    "id_malformed": "This link is damaged. Choose the record again.",
    "hash_malformed": "This is not a keyed hash.",
    "element_malformed": "This line of the list is damaged. Take it out and add it again.",
    "strokes_too_large": "The signature is too long. Sign again.",
    "lone_surrogate": "This text has a damaged character. Type it again.",
    "not_permitted": "Your role may not write this.",
    "create_not_permitted": "Your role may not make this kind of record.",
    "rule_broken": "{words}",
}
"""Words by code. `{name}` is filled from the problem's detail."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it.

    code: a key of `WORDS`. path: `set/age`, `set/conditions/k3/to`; empty for the whole change.
    words: a sentence to act on. detail: what the words were filled with, for programs.
    """

    code: str
    path: str
    words: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, str]:
        """The form on the wire: code, path and words."""
        return {"code": self.code, "path": self.path, "words": self.words}


def problem(code: str, path: str = "", **detail: Any) -> Problem:
    """The problem of the catalogue with this code; raises KeyError for a code it does not have."""
    return Problem(code, path, WORDS[code].format(**detail), detail)
