"""What a record type is made of: the one place where a field is declared.

Server validation, the app's types and forms, the merge, the API description and the printed
copy all derive from these declarations (`sync/records/<type>.py`); nothing repeats them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sync.conditions import Condition, Test, compiled, filled

Kind: TypeAlias = Literal[
    "text",  # one line
    "long_text",  # a paragraph or more
    "integer",
    "boolean",
    "choice",  # one of `choices`, held as its value
    "choices",  # any of `choices`, held as a sorted list; policy `set`
    "texts",  # free texts, held as a sorted list; policy `set`
    "entries",  # things only ever added: [{"id", "value"}], `parts` describe a value; policy `append`
    "date",  # YYYY-MM-DD, local
    "time",  # HH:MM, local wall clock
    "moment",  # YYYY-MM-DDTHH:MM:SS+HH:MM, local time with its offset
    "place",  # {"street": text, "words": text?, "position": position?}
    "position",  # {"latitude": micro-degrees, "longitude": micro-degrees, "accuracy_metres": int,
    #               "source": "phone" or "map"?, "at": moment?, "moved_metres": int?}
    "polygons",  # [[ring, hole, ...], ...]; a ring is [[longitude, latitude], ...] in micro-degrees
    "record",  # the id of a record of one of the types in `targets`
    "records",  # several of them, a sorted list; policy `set`
    "person",  # the id of a member of staff (an author), never of a person written about
    "agency",  # the id of an agency
    "plate",  # as reported: capitals, digits, spaces, `?` and `*`
    "telephone",
    "strokes",  # a signature: [[[x, y, ms], ...], ...], integers, under 64 KiB
    "file",  # {"sha256", "bytes", "mime"}
    "hashes",  # keyed hashes, lower-case hex; policy `set`
    "group",  # fields with a joint meaning: one object value, one policy; `parts`
    "repeated",  # parts with an element id: [{"element", ...}], each key its own policy; `parts`
]
"""What a value is. Lists (`choices`, `texts`, `records`, `hashes`) change by additions and removals
where they stand alone or in an element of a `repeated`; inside a group or an entry they are part of
its one value.
"""

Policy: TypeAlias = Literal["decide", "fixed", "latest", "append", "set", "protective", "withdrawn"]
"""How concurrent writes of a field meet: DESIGN section 5, Merge."""

LIST_KINDS = ("choices", "texts", "records", "hashes")
"""Kinds that change by additions and removals of elements."""

Role: TypeAlias = Literal[
    "officer",
    "council_officer",
    "supervisor",
    "support_worker",
    "records_officer",
    "administrator",
    "system",
]
"""Who an author is, by account. Constable or PCSO is an authority on `staff`, not a role."""

Home: TypeAlias = Literal["ref", "staff", "op", "care", "sup", "agency", "about"]
"""The home stream's first part; `about` is the stream of the record that this one is about."""

Marking: TypeAlias = Literal["OFFICIAL", "OFFICIAL-SENSITIVE"]

Regime: TypeAlias = Literal["part_3", "uk_gdpr"]
"""Data Protection Act 2018 Part 3 (law enforcement) or UK GDPR (support)."""

PATROL_ROLES: tuple[Role, ...] = ("officer", "council_officer", "supervisor")
"""Those who walk and log."""

WELFARE_ROLES: tuple[Role, ...] = ("officer", "supervisor")
"""Those who may see people to agreements and referrals; council officers never by default."""

OFFICE_ROLES: tuple[Role, ...] = ("supervisor", "administrator", "system")
"""Those who set up operations, zones and templates."""

TEXT_LIMIT = 200
LONG_TEXT_LIMIT = 4_000
LIST_LIMIT = 100
"""Default bounds: code points of a line, code points of a paragraph, elements of a list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list: what is stored and what is read.

    value: snake_case, never renamed once in use.
    label: the words on the button, which are the words in the record.
    hint: one more sentence under it.
    quick: offered at first sight; the others are under *More*.
    shown_when: offered only when this is true of the record.
    """

    value: str
    label: str
    hint: str | None = None
    quick: bool = True
    shown_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type.

    name: snake_case, the name on the wire, in Python and in TypeScript.
    label: what it is called on screen and paper; hint: one sentence under it.
    choices: for `choice` and `choices`. parts: for `group`, `repeated` and `entries`.
        Conditions on a part see the values of its siblings laid over the record's fields.
    targets: record types that a `record` or `records` field may name; empty means any.
    limit: code points of a text, elements of a list, maximum of an integer; None is the kind's default.
    minimum: smallest integer.
    required: needed for the record to be final ("*" in the forms). When final: see `RecordType.final`.
    required_when: needed for final only where this is true.
    shown_when: asked only where this is true; a value kept from before stays, and is not required.
    policy: how concurrent writes meet.
    winner: for `set`, which of an addition and a removal of one element wins.
    protective: for `protective`, the values from most to least protective. A group names the part
        that decides with `protective_part`. Empty: null (nothing in force) while values clash.
        For `withdrawn`, the values that stay in force once written.
    writers: roles that may write it; None is the type's writers.
    personal: holds words about a person; never in a push message, log or page title.
    section: the heading of the form page it stands on.
    never_future: a date or moment that is typed by hand and cannot lie ahead (a birth date). Never
        set where the device fills the field in: a clock that is wrong must not refuse an entry.
    ahead: a moment by which something is to happen; the form offers moments to come.
    """

    name: str
    kind: Kind
    label: str
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    parts: tuple["Field", ...] = ()
    targets: tuple[str, ...] = ()
    limit: int | None = None
    minimum: int | None = None
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition | None = None
    policy: Policy = "decide"
    winner: Literal["add", "remove"] | None = None
    protective: tuple[str, ...] = ()
    protective_part: str | None = None
    writers: tuple[Role, ...] | None = None
    personal: bool = True
    section: str | None = None
    never_future: bool = False
    ahead: bool = False
    merging: str = field(init=False, repr=False, compare=False)
    """The policy that counts: kinds that are lists have theirs from the kind."""
    is_shown: Test | None = field(init=False, repr=False, compare=False)
    is_required: Test | None = field(init=False, repr=False, compare=False)
    offered: frozenset[str] = field(init=False, repr=False, compare=False)
    """The values of its choices."""

    def __post_init__(self) -> None:
        """Make ready what is asked of every change."""
        object.__setattr__(self, "offered", frozenset(each.value for each in self.choices))
        object.__setattr__(self, "merging", _merging(self.kind, self.policy))
        object.__setattr__(self, "is_shown", _test(self.shown_when))
        object.__setattr__(self, "is_required", _test(self.required_when))


@dataclass(frozen=True, slots=True)
class State:
    """A computed state: the first of a type's states whose condition holds is the record's.

    `when` sees the fields and the context `$today`, `$now` and `$decision` (the kind of the newest
    decision that names the record's last change of substance, or null).
    """

    name: str
    label: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over one record that both sides apply.

    A `hard` rule keeps the record from being final; a `sergeant` rule makes it wait for a
    supervisor's decision; a `reason` rule wants words in the field `reason_field`.
    Rules are evaluated where `when` is true; `field` is where the officer is sent to mend it.
    """

    code: str
    strength: Literal["hard", "sergeant", "reason"]
    when: Condition
    field: str
    words: str
    reason_field: str | None = None


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record, with everything that derives from it.

    name: snake_case noun. label and plural: on screen.
    home: which stream it lives in.
    creators and writers: roles that may create it, and write a field that does not say otherwise.
    final: the condition on the fields under which required fields are needed. None: from the
        first change on, so a `create` that lacks one is refused. Otherwise the record may be saved
        at any time; a change that makes it final while something is missing is flagged
        `incomplete` (or refused, when the same change creates it).
    title: names of fields that title a row, first filled one wins.
    personal_title: the title is shown only after a tap (people supported).
    reference_letter: letter of the references made on the phone (`H-7K-0412`), or None.
    paired: names of the two fields whose values derive the record's id (UUIDv5), or empty.
    """

    name: str
    label: str
    plural: str
    home: Home
    fields: tuple[Field, ...]
    creators: tuple[Role, ...]
    writers: tuple[Role, ...]
    final: Condition | None = None
    states: tuple[State, ...] = ()
    rules: tuple[Rule, ...] = ()
    title: tuple[str, ...] = ()
    personal_title: bool = False
    reference_letter: str | None = None
    paired: tuple[str, ...] = ()
    marking: Marking = "OFFICIAL"
    regime: Regime = "part_3"
    hint: str | None = None
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    is_final: Test | None = field(init=False, repr=False, compare=False)
    lacking: tuple[Field, ...] = field(init=False, repr=False, compare=False)
    """The fields that may be missing, or hold something in which a part is."""
    withdrawing: bool = field(init=False, repr=False, compare=False)
    """Whether any field merges by `withdrawn`."""
    naming: frozenset[str] = field(init=False, repr=False, compare=False)
    """The fields that name other records, or have a part that does."""

    def __post_init__(self) -> None:
        """Index the fields by name, and make ready what is asked of every change."""
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})
        object.__setattr__(self, "is_final", _test(self.final))
        parts = [(each.name, part) for each in self.fields for part in (each, *each.parts)]
        object.__setattr__(self, "withdrawing", any(part.merging == "withdrawn" for _, part in parts))
        naming = frozenset(name for name, part in parts if part.kind in ("record", "records"))
        object.__setattr__(self, "naming", naming)
        object.__setattr__(self, "lacking", tuple(each for each in self.fields if _can_lack(each)))


def _merging(kind: Kind, policy: Policy) -> str:
    if kind in LIST_KINDS:
        return "set"
    if kind == "entries":
        return "append"
    return policy if policy not in ("set", "append") else "decide"


def _can_lack(declared: Field) -> bool:
    return declared.required or declared.required_when is not None or any(map(_can_lack, declared.parts))


def _test(condition: Condition | None) -> Test | None:
    return None if condition is None else compiled(condition)


def choices(*pairs: tuple[str, str], more: Sequence[tuple[str, str]] = ()) -> tuple[Choice, ...]:
    """A choice list from (value, label) pairs; those in `more` stand under *More*."""
    return tuple(Choice(value, label) for value, label in pairs) + tuple(
        Choice(value, label, quick=False) for value, label in more
    )


NOT_KNOWN = Choice("not_known", "Not known", quick=False)
PREFER_NOT = Choice("prefer_not_to_say", "Prefer not to say", quick=False)
OTHER = Choice("other", "Other", quick=False)


def described_other(name: str, label: str, **more: Any) -> Field:
    """The text that goes with *Other* of the field `name`, shown and required with it."""
    kind = more.pop("kind_of", "choice")
    chosen: Condition = (
        {"field": name, "is": "other"} if kind == "choice" else {"field": name, "has": "other"}
    )
    return Field(f"{name}_other", "text", label, shown_when=chosen, required_when=chosen, **more)


def common_fields(
    *, patrol: bool = False, place: bool = False, place_required: bool = False
) -> tuple[Field, ...]:
    """The header that record types share (DOMAIN part 4, "Common header").

    Author, install and device time are in each change; operation is in the stream's name;
    marking and regime are the type's.
    patrol: the entry may belong to a patrol. place: it happened somewhere, which may be required.
    """
    header = [
        Field("reference", "text", "Reference", limit=20, policy="fixed", personal=False),
        Field(
            "voided",
            "group",
            "Voided",
            policy="protective",
            parts=(Field("reason", "text", "Why", required=True),),
            hint="The entry stays in the history and is no longer in force.",
        ),
    ]
    if patrol:
        header.append(Field("patrol", "record", "Patrol", targets=("patrol",), personal=False))
    if place:
        header.append(Field("place", "place", "Where", required=place_required, section="Where and when"))
    return tuple(header)


def filled_state(name: str, label: str) -> State:
    """The state that a record is in once the field of the same name is filled."""
    return State(name, label, filled(name))


def draft_states(final: str, label: str) -> tuple[State, ...]:
    """States of a type that is saved as a draft and finished by its field `submitted`."""
    return (
        filled_state("voided", "Voided"),
        State(final, label, filled("submitted")),
        State("draft", "Draft", {"all": []}),
    )
