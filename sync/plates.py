"""Registration plates: how they are normalised, folded, searched and compared (DOMAIN 1g and 4b).

A match is only ever suggested; nothing here links two vehicles.
Twins: `pwa/src/lib/plates.ts`, `pwa/src/records/vehicle/plate.ts`; all answer `tests/vectors/plates.json`.
"""

import re
import unicodedata

NEAR_CHARACTERS_MIN = 4
"""Shortest text for which one character may be wrong: with fewer everything would be near."""

TYPED_CHARACTERS_MAX = 40
"""A longer text is no plate: nothing is found by it."""

STYLES = (
    ("current", re.compile(r"([A-HJ-PR-Y]{2}(?!00|01|50)[0-9]{2})([A-HJ-PR-Z]{3})")),
    ("prefix", re.compile(r"([A-HJ-PR-Y][1-9][0-9]{0,2})([A-Z]{3})")),
    ("suffix", re.compile(r"([A-Z]{3})([1-9][0-9]{0,2}[A-Z])")),
    ("diplomatic", re.compile(r"([0-9]{3})([DX])([0-9]{3})")),
    ("northern_ireland", re.compile(r"((?=[A-Z]*[IZ])[A-Z]{1,3})([1-9][0-9]{0,3})")),
    ("dateless", re.compile(r"(?=.{2,6}$)([A-Z]{1,3})([1-9][0-9]{0,3})")),
    ("dateless", re.compile(r"(?=.{2,6}$)([1-9][0-9]{0,3})([A-Z]{1,3})")),
)
"""Shapes of the styles, in the order in which a plate is taken for one; groups are read with a space between."""

_LOOK_ALIKE = str.maketrans("OIBSZ", "01852")
"""Characters that a plate draws alike or a witness confuses, by the one that stands for them."""


def normalised_plate(text: str) -> str:
    """Capitals and digits only: `lh43 rch` is `LH43RCH`. `?` and `*` are kept."""
    return re.sub(r"[^A-Z0-9?*]", "", unicodedata.normalize("NFKD", text).upper())


def folded_plate(text: str) -> str:
    """The normalised plate with look-alikes made one, for suggesting, never for linking."""
    return normalised_plate(text).translate(_LOOK_ALIKE)


def plate_search(typed: str, known: str) -> str | None:
    """How a typed text finds a known plate: `exact`, `near` or None.

    `?` is exactly one character, `*` any number, none included; without signs the text is a prefix.
    Near: the same by the folded key, or one character different, missing or extra.
    """
    wanted, plate = normalised_plate(typed), normalised_plate(known)
    if not wanted or not plate or len(wanted) > TYPED_CHARACTERS_MAX:
        return None
    mask = wanted if has_signs(wanted) else f"{wanted}*"
    if mask_fits(mask, plate):
        return "exact"
    if mask_fits(folded_plate(mask), folded_plate(plate)):
        return "near"
    return (
        "near" if mask != wanted and len(wanted) >= NEAR_CHARACTERS_MIN and one_apart(wanted, plate) else None
    )


def compare_plates(one: str, other: str) -> str:
    """`exact`: the same normalised plate. `near`: the same folded key, or one character apart. Else `none`.

    A plate with signs is a mask: it is near what it fits and never exact.
    """
    left, right = normalised_plate(one), normalised_plate(other)
    if not left or not right:
        return "none"
    if has_signs(left) or has_signs(right):
        return "near" if _masks_meet(left, right) else "none"
    if left == right:
        return "exact"
    return "near" if folded_plate(left) == folded_plate(right) or one_apart(left, right) else "none"


def style_of(text: str) -> str:
    """One of `STYLES` or `other`: trade, military, foreign, misread, or not all of it."""
    return next((style for style, shape in STYLES if shape.fullmatch(normalised_plate(text))), "other")


def readable_plate(text: str) -> str:
    """As people read it: with the space or spaces of its style (`LH43RCH` reads `LH43 RCH`).

    A mask with `?` in a plate of the current style gets its space too; all else stays as it is normalised.
    """
    plate = normalised_plate(text)
    if re.fullmatch(r"[A-Z?]{2}[0-9?]{2}[A-Z?]{3}", plate):
        return f"{plate[:4]} {plate[4:]}"
    found = next((match for _, shape in STYLES if (match := shape.fullmatch(plate))), None)
    return plate if found is None else " ".join(found.groups())


def has_signs(text: str) -> bool:
    """Whether a plate is a mask: not all of it was seen."""
    return "?" in text or "*" in text


def mask_fits(mask: str, plate: str) -> bool:
    """Whether a plate fits a mask. Bounded by the product of the lengths: many `*` cannot make it run away."""
    reachable = {0}
    for sign in mask:
        if sign == "*":
            reachable = set(range(min(reachable), len(plate) + 1)) if reachable else set()
        else:
            reachable = {at + 1 for at in reachable if at < len(plate) and sign in ("?", plate[at])}
    return len(plate) in reachable


def one_apart(left: str, right: str) -> bool:
    """One character different, missing or extra; the same text is one apart too."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    rest = short[start + 1 :] if len(short) == len(long) else short[start:]
    return rest == long[start + 1 :]


def _masks_meet(left: str, right: str) -> bool:
    if has_signs(left) and has_signs(right):
        return left == right
    return mask_fits(left, right) if has_signs(left) else mask_fits(right, left)
