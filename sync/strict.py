"""JSON as the protocol allows it (PROTOCOL section 2): one meaning on both sides, or none.

Python and JavaScript agree about a text only when it has no floats, no duplicate keys, no lone
surrogates and no integer beyond 2^53 - 1. A text that breaks a rule is malformed, with a code.
"""

import json
import re
from typing import Any, NoReturn

INTEGER_MAX = 2**53 - 1
DEPTH_MAX = 16

_SURROGATE = re.compile("[\ud800-\udfff]")


class Malformed(ValueError):
    """A text that is not JSON of the profile. `code` is one of the catalogue of problems."""

    def __init__(self, code: str) -> None:
        """code: `change_malformed`, `float_in_text`, `duplicate_key` or `lone_surrogate`."""
        super().__init__(code)
        self.code = code


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises Malformed for anything outside the profile: also for nesting deeper than 16, a key
    that is not ASCII, and a text that itself cannot be written as UTF-8.
    """
    if has_lone_surrogate(text):
        raise Malformed("lone_surrogate")
    try:
        value = _DECODER.decode(text)
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed("change_malformed") from None
    # Plain ASCII without escapes holds no odd key and no surrogate, and one level at most for each bracket.
    is_plain = text.isascii() and "\\u" not in text
    if not is_plain or text.count("{") + text.count("[") >= DEPTH_MAX:
        _check(value, 1)
    return value


def has_lone_surrogate(text: str) -> bool:
    """Whether half of a surrogate pair stands alone in `text` (a cut emoji does that)."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def hashed_array(values: list[Any]) -> str:
    """The one way in which an array is written before it is hashed or signed (PROTOCOL section 2)."""
    return _ENCODER.encode(values)


def _check(value: Any, depth: int) -> None:
    if depth > DEPTH_MAX:
        raise Malformed("change_malformed")
    if isinstance(value, str):
        if has_lone_surrogate(value):
            raise Malformed("lone_surrogate")
    elif isinstance(value, list):
        for each in value:
            _check(each, depth + 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            if not key.isascii():
                raise Malformed("change_malformed")
            _check(each, depth + 1)


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > INTEGER_MAX:
        raise Malformed("change_malformed")
    return int(digits)


def _no_float(_: str) -> NoReturn:
    raise Malformed("float_in_text")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Malformed("duplicate_key")
    return result


_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates,
    parse_int=_integer,
    parse_float=_no_float,
    parse_constant=_no_float,
)
