"""Bugs of the merge."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sync import merge, view
from sync.fields import Field
from sync.merge import Entry
from sync.policies import policy_of, value_in_force


@contextmanager
def last_writer_on_risk() -> Iterator[None]:
    """Of protective values that clash the last one is in force."""

    def in_force(field: Field | None, values: Sequence[Any]) -> Any:
        return values[-1] if values and policy_of(field) == "protective" else value_in_force(field, values)

    with patch.object(view, "value_in_force", in_force):
        yield


@contextmanager
def no_base_check() -> Iterator[None]:
    """Every change counts as having seen all that came before it."""

    def saw(later: Entry, earlier: Entry) -> bool:
        return earlier["install"] != later["install"] or bool(earlier["dseq"] < later["dseq"])

    with patch.object(merge, "_saw", saw):
        yield


@contextmanager
def previous_only() -> Iterator[None]:
    """Only the change just before can have been made unseen (R11)."""
    right = merge._saw

    def saw(later: Entry, earlier: Entry) -> bool:
        if earlier["install"] == later["install"] or earlier["position"] is None:
            return right(later, earlier)
        return right(later, earlier) or bool(earlier["position"] + 1 < later["position"])

    with patch.object(merge, "_saw", saw):
        yield
