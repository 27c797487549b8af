"""A record in hand: what a writing transaction knows of it, and the only way to alter it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from server.exchange.rows import Place
from sync.fields import RecordType
from sync.merge import RecordState, new_state
from sync.records.catalogue import CATALOGUE, SCHEMA
from sync.refold import refold_as_judged
from sync.view import fields_from, values_of

FIRST_SCHEMA = 1
"""Of records whose state names none."""

Given = ParamSpec("Given")
Came = TypeVar("Came")


@dataclass(slots=True)
class Held:
    """A record in hand: its state and every stream that it is or was in.

    is_of_earlier_schema: it was stored as another schema folded it. That nobody meets the forms of fields that were not
    known then, it is folded again when it is taken in hand, and stored so by whoever writes to it.
    """

    id: str
    type: str
    home: str
    state: RecordState
    places: dict[str, Place] = field(default_factory=dict)
    is_new: bool = True
    is_dirty: bool = False
    is_of_earlier_schema: bool = False
    _values: dict[str, Any] | None = None
    _fields: dict[str, Any] | None = None

    @classmethod
    def begun(cls, record: str, record_type: str, home: str) -> Self:
        """One that its first change is making now."""
        held = cls(record, record_type, home, new_state(record, record_type))
        held._mark_schema()
        return held

    @classmethod
    def stored(cls, record: str, record_type: str, home: str, state: RecordState) -> Self:
        """One that is there, as it is folded now."""
        held = cls(record, record_type, home, state, is_new=False)
        if state.get("schema", FIRST_SCHEMA) != SCHEMA:
            held.is_of_earlier_schema = True
            held.alter(refold_as_judged, held.declared)
            held._mark_schema()
        return held

    @property
    def declared(self) -> RecordType | None:
        """The declaration of its type."""
        return CATALOGUE.get(self.type)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields in force, as the home stream reads them."""
        if self._fields is None:
            self._fields = fields_from(self.values, self.declared)
        return self._fields

    @property
    def values(self) -> dict[str, Any]:
        """What is in force under each key, as the home stream reads it."""
        if self._values is None:
            self._values = values_of(self.state, self.declared)
        return self._values

    def alter(
        self,
        act: Callable[Concatenate[RecordState, Given], Came],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Came:
        """Do something of the merge to the state, and forget what was read from it: the only way to alter what is in
        force. Whom a record is linked with is read before it is written; an earlier change of the push read it too.
        """
        self._values = self._fields = None
        return act(self.state, *given, **named)

    @property
    def creators(self) -> frozenset[str]:
        """The installs that sent a `create` of it."""
        return frozenset(each["install"] for each in self.state["entries"] if each["op"] == "create")

    def _mark_schema(self) -> None:
        self.state.pop("schema", None)
        if SCHEMA != FIRST_SCHEMA:
            self.state["schema"] = SCHEMA
