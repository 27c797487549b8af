"""Why something was erased: codes, because a reason in free text would keep what it is about."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "asked": "The person asked for it",
    "wrong_person": "It is about somebody else",
    "third_party": "It names somebody who has nothing to do with it",
    "not_needed": "It is no longer needed",
    "order": "A court or the Information Commissioner ordered it",
    "unlawful": "It should never have been written down",
}
"""What a records officer chooses from; `derived` is the server's own, for what came from something erased."""

CASE_NUMBER_MAX = 40
CASE_NUMBER = r"^[A-Za-z0-9/.-]{1,40}\Z"
"""A number of the operator's own files: no room for a name."""
