"""What the styles promise: any direction of writing, colours from tokens, red for danger alone."""

import re

from tests.project.checkout import ROOT

SOURCES = sorted(path for pattern in ("*.svelte", "*.css") for path in (ROOT / "pwa" / "src").rglob(pattern))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?:^|[;{\s])(?:left|right)\s*:\s*(?!\s)|\b(?:text-align|float|clear):\s*(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
"""What stands on one side whatever the direction of writing; `inline-start` and `inline-end` turn with it."""

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def styles() -> dict[str, str]:
    """The styles of every component and style sheet, by its place."""
    found: dict[str, str] = {}
    for path in SOURCES:
        text = path.read_text("utf-8")
        style = "\n".join(STYLE.findall(text)) if path.suffix == ".svelte" else text
        found[str(path.relative_to(ROOT / "pwa" / "src"))] = COMMENT.sub("", style)
    return found


def test_styles_turn_with_the_direction_of_writing() -> None:
    """No style names a left or right side: a language that runs from right to left needs none of its own."""
    named = {place: PHYSICAL.findall(style) for place, style in styles().items() if PHYSICAL.search(style)}

    assert named == {}


def test_colours_stand_in_their_token_file_alone() -> None:
    """A component that draws its own colour would stay as it is in the other theme and in more contrast."""
    drawn = {
        place: COLOUR.findall(style)
        for place, style in styles().items()
        if place != "styles/tokens/colour.css" and COLOUR.search(style)
    }

    assert drawn == {}
