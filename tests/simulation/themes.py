"""What a seed is rich in: seeds that are all alike miss what needs many of one thing (swarm testing).

A theme multiplies the weights of operations, says whose hands the devices are in, and which faults are always there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True)
class Theme:
    """One of them. weights: operation → factor. cast: places in `CAST`, device by device, round and round.

    faults: those that every seed of the theme has; alone: it has no others. own: operations that no other theme has,
    with their weights. ahead: of so many devices one has the app of the next release from the beginning; 0: none has.
    """

    name: str
    weights: Mapping[str, float] = field(default_factory=dict)
    cast: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7)
    faults: tuple[str, ...] = ()
    alone: bool = False
    own: Mapping[str, float] = field(default_factory=dict)
    ahead: int = 0


THEMES = (
    Theme("even"),
    Theme("even"),
    Theme(
        "cases",
        {"save_case": 3, "save_new": 0.3, "save_edit": 0.2, "sync": 3, "kill": 2, "worker": 3, "link": 2},
        # Few officers make the cases, two phones of one support worker read them.
        (0, 4, 2, 4, 3, 6, 1, 5),
        ("lost", "cut"),
        True,
    ),
    Theme(
        "old",
        # What is done is moved away again and again, and half of what tells of it does not arrive.
        {"retire": 24, "save_new": 4, "save_edit": 0.3, "save_case": 0.3, "sync": 6, "kill": 2},
        faults=("lost", "cut"),
        alone=True,
    ),
    # Nothing goes wrong but the server's disk, so that every commit of a push may be the one that fails.
    Theme("disks", {"sync": 3, "save_new": 2, "worker": 3}, faults=("full", "crash", "busy"), alone=True),
    Theme("copies", {"copy": 6, "swap": 6, "kill": 2}, faults=("copy",)),
    Theme("clashes", {"resolve": 3, "void": 3, "decide_late": 4, "leave": 3, "join": 3}, faults=("leave",)),
    Theme("servers", {"backup": 5, "restore": 6, "restart": 3, "carry": 2}, faults=("restore",)),
)

"""Of which a seed draws one."""

RELEASES = Theme(
    "releases",
    {
        "upgrade": 0,
        "worker": 3,
        "save_new": 0.4,
        "save_edit": 0.3,
        "save_case": 0.3,
        "leave": 0.3,
        "night": 0.3,
    },
    # Mostly people who write to the same few sightings.
    (0, 3, 2, 1, 5, 0, 3, 7),
    own={"update_app": 2, "save_newer": 16, "save_early": 30, "release": 0.6, "render_again": 6},
    ahead=3,
)
"""Asked for by its name alone: drawn with the others it would give every seed that was played another life."""


def theme_of(seed: int, name: str | None = None) -> Theme:
    """The theme of a seed: the one that was asked for, else one that the seed draws. Raises KeyError."""
    if name is not None:
        return {each.name: each for each in (*THEMES, RELEASES)}[name]
    return Random(f"{seed}/theme").choice(THEMES)
