"""Keyed hashes of *Sergeant first*: a match is recognised, and nobody is named.

The app makes the same ones (`mark_key` of the enrolment) to ask whether a mark stands.
"""

import hmac
import re
import unicodedata

from sync.strict import hashed_array


def name_hash(key: bytes, full_name: str, birth_year: int) -> str:
    """Of a full name with the year of birth."""
    return _hash(key, ["name", folded(full_name), birth_year])


def alias_hash(key: bytes, alias: str) -> str:
    """Of a name somebody uses."""
    return _hash(key, ["alias", folded(alias)])


def plate_hash(key: bytes, plate: str) -> str:
    """Of a confirmed plate: its capitals and digits, without spaces."""
    normalised = re.sub(r"[^A-Z0-9?*]", "", unicodedata.normalize("NFKD", plate).upper())
    return _hash(key, ["plate", normalised])


def folded(text: str) -> str:
    """NFKD, lower case, letters and digits only: what is said alike is written alike."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(each for each in decomposed if unicodedata.category(each)[0] in "LN")


def _hash(key: bytes, array: list[str | int]) -> str:
    return hmac.digest(key, hashed_array(list(array)).encode(), "sha256").hex()
