"""A change: what one install says about one record, signed over its exact bytes (PROTOCOL section 4).

The text that arrived is the change. It is hashed, signed and stored as it is; nobody writes it again.
"""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias, get_args

from sync import strict
from sync.problems import Problem, problem

TEXT_BYTES_MAX = 65_536
PREFIX = b"lantern-change-v1\n"
NAMESPACE = uuid.UUID("6f1d3f0e-5f3b-5c59-9a5e-3c7a1d3c4b10")
"""Of the ids that two installs derive alike (PROTOCOL section 4)."""

Op: TypeAlias = Literal["create", "set"]
OPERATIONS: frozenset[str] = frozenset(get_args(Op))
Seen: TypeAlias = tuple[int, int, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A change as read from its text. Field names and values are those of PROTOCOL section 4.

    text: the signed text, verbatim. hash: SHA-256 of its UTF-8 bytes.
    """

    text: str
    hash: str
    id: str
    tenant: str
    stream: str
    install: str
    author: str
    dseq: int
    prev: str | None
    type: str
    record: str
    op: Op
    base: str | None
    after: str | None
    set: Mapping[str, Any]
    resolves: tuple[tuple[str, str], ...]
    seen: Seen | None
    wall: str
    schema: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a text: a change, or problems; both for a newer envelope.

    newer: the text has keys or a schema that this version does not know; the change then holds
        what is known of it and is stored unjudged.
    id: of the change where it could be read, for the verdict. record: that it would have created, where that
        could be read of a text that is no change.
    """

    change: Change | None
    problems: tuple[Problem, ...] = ()
    newer: bool = False
    id: str | None = None
    record: str | None = None


def signed_bytes(text: str) -> bytes:
    """What the signature of a change is over."""
    return PREFIX + text.encode()


def change_hash(text: str) -> str:
    """SHA-256 of a text in hexadecimal; of the bytes as they arrived, even of damaged ones."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def paired_id(tenant: str, record_type: str, first: str, second: str) -> str:
    """Id of the one record that a pair has (an agreement: person, agency)."""
    return str(uuid.uuid5(NAMESPACE, strict.hashed_array([tenant, record_type, first, second])))


def read_change(text: str, *, schema: int) -> Read:
    """Read the text of a change. schema: the newest that this server knows. Never raises."""
    if len(text.encode("utf-8", "surrogatepass")) > TEXT_BYTES_MAX:
        return _unreadable(text, problem("change_too_large", limit=TEXT_BYTES_MAX))
    try:
        value = strict.parse(text)
    except strict.Malformed as malformed:
        return _unreadable(text, problem(malformed.code))
    if not isinstance(value, dict):
        return Read(None, (problem("change_malformed"),))
    return _read_object(text, value, schema)


def _read_object(text: str, value: dict[str, Any], schema: int) -> Read:
    change_id = value.get("id") if _is_id(value.get("id")) else None
    said = value.get("schema")
    newer = bool(value.keys() - _FORMS.keys()) or (isinstance(said, int) and said > schema)
    # Of a newer envelope only what is needed to store and to wait is held to its form.
    wanted = _KEPT if newer else _FORMS
    problems = tuple(
        problem("type_wrong", key, expected=_FORMS[key][1])
        for key in wanted
        if key not in value or not _FORMS[key][0](value[key])
    )
    if problems:
        return Read(None, problems, newer, change_id, _created(value))
    return Read(_change(text, value, newer=newer), (), newer, change_id)


def _unreadable(text: str, why: Problem) -> Read:
    """A text outside the profile. What waits for it hears of it by the names that any reader of JSON finds."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Read(None, (why,))
    if not isinstance(value, dict):
        return Read(None, (why,))
    return Read(None, (why,), id=value.get("id") if _is_id(value.get("id")) else None, record=_created(value))


def _created(value: Mapping[str, Any]) -> str | None:
    return value["record"] if value.get("op") == "create" and _is_uuid(value.get("record")) else None


def _change(text: str, value: dict[str, Any], *, newer: bool) -> Change:
    if newer:
        formed = {key: held for key, held in value.items() if key in _FORMS and _FORMS[key][0](held)}
        value = {**_UNSAID, **formed}
    seen = value["seen"]
    return Change(
        text=text,
        hash=change_hash(text),
        **{key: value[key] for key in _KEPT},
        prev=value["prev"],
        op=value["op"],
        base=value["base"],
        after=value["after"],
        set=value["set"],
        resolves=tuple((each[0], each[1]) for each in value["resolves"]),
        seen=None if seen is None else (seen[0], seen[1], seen[2]),
        wall=value["at"]["wall"],
        schema=value["schema"],
        reason=value["reason"],
    )


def write_change(value: Mapping[str, Any]) -> str:
    """The text of a change that this side signs itself; any JSON of the profile would do."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def base64url(data: bytes) -> str:
    """Bytes in JSON: base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes behind `base64url`; raises ValueError for anything else."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ValueError("not base64url")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def is_normalised(value: Any) -> bool:
    """Whether every text in a value is in Unicode form NFC; others are flagged, never refused."""
    if isinstance(value, str):
        return value.isascii() or unicodedata.is_normalized("NFC", value)
    if isinstance(value, Mapping):
        return all(is_normalised(each) for each in value.values())
    return not isinstance(value, Sequence) or all(is_normalised(each) for each in value)


UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
KEYS_KEPT = 4_096
_SALT = re.compile(r"[A-Za-z0-9_-]{22}")
"""16 bytes in base64url."""
_STREAM = re.compile(r"[a-z]+(/[A-Za-z0-9_-]+)?")
_KEY = re.compile(r"[a-z][a-z0-9_]*(/[a-z0-9-]{1,36}/[a-z][a-z0-9_]*)?")
WALL = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?"
    r"[+-]([01]\d|2[0-3]):[0-5]\d"
)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _UUID7.fullmatch(value) is not None


def _is_uuid(value: Any) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(limit: int) -> Any:
    return lambda value: isinstance(value, str) and 0 < len(value) <= limit


def _is_stream(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 100 and bool(_STREAM.fullmatch(value))


def _is_set(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_key, value))


@lru_cache(maxsize=KEYS_KEPT)
def _is_key(key: str) -> bool:
    """Whether a key of `set` has its form; asked of the same few names in nearly every change."""
    return len(key) <= 200 and _KEY.fullmatch(key) is not None


def _is_resolves(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, list)
        and len(each) == 2
        and _is_uuid(each[0])
        and isinstance(each[1], str)
        and _KEY.fullmatch(each[1])
        for each in value
    )


def _is_seen(value: Any) -> bool:
    return value is None or (
        isinstance(value, list)
        and len(value) == 3
        and all(_is_integer(each) and each >= 0 for each in value[:2])
        and (value[2] is None or _is_hash(value[2]))
    )


def _is_at(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"wall", "monotonic", "session"}
        and isinstance(value["wall"], str)
        and WALL.fullmatch(value["wall"]) is not None
        and _is_integer(value["monotonic"])
        and _is_uuid(value["session"])
    )


def _is_salt(value: Any) -> bool:
    return isinstance(value, str) and _SALT.fullmatch(value) is not None


def _or_null(form: Any) -> Any:
    return lambda value: value is None or form(value)


_FORMS: Mapping[str, tuple[Any, str]] = {
    "id": (_is_id, "a UUIDv7 in lower case"),
    "tenant": (_is_text(100), "the tenant's id"),
    "stream": (_is_stream, "a stream's name"),
    "install": (_is_uuid, "a UUID in lower case"),
    "author": (_is_text(100), "a person's id"),
    "dseq": (lambda value: _is_integer(value) and value >= 1, "a whole number from 1"),
    "prev": (_or_null(_is_hash), "a hash or null"),
    "type": (_is_text(60), "a record type"),
    "record": (_is_uuid, "a UUID in lower case"),
    "op": (lambda value: isinstance(value, str) and value in OPERATIONS, "create or set"),
    "base": (_or_null(_is_uuid), "a change's id or null"),
    "after": (_or_null(_is_uuid), "a change's id or null"),
    "set": (_is_set, "an object of fields"),
    "resolves": (_is_resolves, "an array of [change, field]"),
    "seen": (_is_seen, "[epoch, seq, head] or null"),
    "at": (_is_at, "wall, monotonic and session"),
    "schema": (lambda value: _is_integer(value) and value >= 1, "a whole number from 1"),
    "app": (_is_text(60), "the build's name"),
    "salt": (_is_salt, "16 bytes in base64url"),
    "reason": (_or_null(lambda value: isinstance(value, str) and len(value) <= 4_000), "text or null"),
}
"""Each key of a change with the test of its form and the words for a problem."""

_UNSAID: Mapping[str, Any] = {
    "prev": None, "op": "set", "base": None, "after": None, "set": {}, "resolves": [], "seen": None,
    "at": {"wall": ""}, "schema": 0, "reason": None,
}  # fmt: skip
"""What stands for a key of a newer envelope that has another form now."""

_KEPT = ("id", "tenant", "stream", "install", "author", "dseq", "type", "record")
