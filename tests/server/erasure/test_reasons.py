"""The reasons that a records officer chooses from are the same on the server and on the screens."""

import re
from pathlib import Path

from server.erasure.reasons import CASE_NUMBER, REASONS

ON_THE_SCREENS = Path(__file__).parents[3] / "pwa" / "src" / "records" / "erasure" / "reasons.ts"


def test_the_screens_offer_the_reasons_of_the_server_with_its_words() -> None:
    """Same codes, same words, same order; the same form of a case number."""
    text = ON_THE_SCREENS.read_text()

    offered = re.findall(r"\{ value: '(\w+)', label: '([^']+)' \}", text)
    form = re.search(r"CASE_NUMBER = /(.+)\$/;", text)

    assert list(REASONS.items()) == offered
    assert form is not None
    assert CASE_NUMBER.removesuffix(r"\Z") == form[1]
