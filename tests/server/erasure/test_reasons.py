"""The reasons that a records officer chooses from are the same on the server and on the screens."""

import re
from pathlib import Path

from server.erasure.reasons import CASE_NUMBER, REASONS

ON_THE_SCREENS = Path(__file__).parents[3] / "pwa" / "src" / "records" / "erasure"


def test_the_screens_offer_the_reasons_of_the_server_with_its_words() -> None:
    """Same codes, same words, same order; the same form of a case number."""
    text = (ON_THE_SCREENS / "reasons.ts").read_text()
    words = dict(
        re.findall(r"^  (\w+): '([^']+)',$", (ON_THE_SCREENS / "texts.ts").read_text(), re.MULTILINE)
    )

    chosen = re.findall(r"\{ value: '(\w+)', get label\(\): string \{ return t\.(\w+); \} \}", text)
    offered = [(code, words[key]) for code, key in chosen]
    form = re.search(r"CASE_NUMBER = /(.+)\$/;", text)

    assert list(REASONS.items()) == offered
    assert form is not None
    assert CASE_NUMBER.removesuffix(r"\Z") == form[1]
