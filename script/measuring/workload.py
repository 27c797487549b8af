"""The records that speed is measured with: patrol entries of 20 fields and about 1.2 kB, from a seed.

An entry is a welfare engagement, the type that is written most: six short choices, three concerns, a group, a
street, times, and a narrative of 400 characters (FINDINGS 1, "Workload"). Nobody in them exists.
"""

import random
from typing import Any

STREAM = "care/harbour"
TYPE = "engagement"

WORDS_CHARACTERS = 400

_SYLLABLES = (
    "ba", "cor", "den", "el", "fa", "gro", "hin", "ket", "lo", "mar", "nev", "or", "pel", "ris", "sto", "tan",
    "und", "wic",
)  # fmt: skip
_WORDS = tuple(one + two for one in _SYLLABLES for two in _SYLLABLES) + _SYLLABLES
"""342 words of 2 to 6 letters: about as hard to pack as English."""

_STREETS = ("Silver Row", "Quay Lane", "Netherfield Road", "Tanner Street", "Wharf Steps", "Kiln Close")


def entry(number: int, seed: int = 1) -> dict[str, Any]:
    """The values of one new entry, as a change's `set` holds them. number: from 0, gives the reference too."""
    chosen = random.Random(seed * 1_000_003 + number)
    concerns = ("health", "violence", "control", "nowhere_to_stay", "drugs_or_drink")
    return {
        "reference": f"E-7K-{number:05d}",
        "contact": "talked",
        "person_known": chosen.choice(("known", "known_by_alias", "new")),
        "description": _text(chosen, 90),
        "age": {"view": "adult_believed", "how_known": None, "words": _text(chosen, 40)},
        "with_them": chosen.choice(("alone", "somebody_near", "not_sure")),
        "happened_at": f"2026-11-{1 + number % 21:02d}T{number % 24:02d}:{number % 60:02d}:05+00:00",
        "street": chosen.choice(_STREETS),
        "direction": _text(chosen, 30),
        "approach": chosen.choice(("officer", "came_to_us", "resident")),
        "manner": chosen.choice(("spoke_freely", "guarded", "not_well")),
        "length": chosen.choice(("under_2", "from_2_to_10", "over_10")),
        "interpreter": "no",
        "immediate_need": {"add": ["none_seen"], "remove": []},
        "concerns": {"add": sorted(chosen.sample(concerns, 3)), "remove": []},
        "what_i_saw": _text(chosen, WORDS_CHARACTERS),
        "may_be_told": chosen.choice(("nobody", "outreach", "named")),
        "return_by": f"2026-12-{1 + number % 28:02d}",
        "supervisor_review": False,
        "body_worn_video": chosen.choice(("yes", "declined")),
    }


def _text(chosen: random.Random, characters: int) -> str:
    return " ".join(chosen.choices(_WORDS, k=characters // 3))[:characters].strip()
