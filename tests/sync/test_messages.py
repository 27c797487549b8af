"""What the server and a device must write to the same bytes."""

import json

from sync.messages import EMPTY_DIGEST, digest_with, digest_without
from sync.strict import hashed_array
from tests.vectors import generate_messages


def test_the_shared_vectors_are_current() -> None:
    """`messages.json` is what the generator makes today."""
    assert generate_messages.text() == generate_messages.PATH.read_text()


def test_arrays_with_other_borders_are_other_texts() -> None:
    """Joined without separators these two would be one."""
    assert hashed_array(["op/1", "23", "4"]) != hashed_array(["op/12", "3", "4"])


def test_a_digest_does_not_depend_on_the_order_and_forgets_what_leaves() -> None:
    """A sum: joining in either order is one number, leaving is the inverse of joining."""
    rows = [("a", 1, "1" * 64), ("b", 2, "2" * 64), ("c", 3, "3" * 64)]
    digest = other = EMPTY_DIGEST
    for row in rows:
        digest = digest_with(digest, *row)
    for row in reversed(rows):
        other = digest_with(other, *row)

    for row in rows:
        other = digest_without(other, *row)

    assert digest != other
    assert EMPTY_DIGEST == other


def test_the_vectors_hold_what_json_has_for_the_two_unlike_forms_of_a_letter() -> None:
    """Composed and decomposed text hash to two values: nothing normalises on the way."""
    vectors = json.loads(generate_messages.PATH.read_text())

    letters = next(each for each in vectors["hashed_array"] if "馬" in each["array"])

    assert letters["array"][3] != letters["array"][4]
