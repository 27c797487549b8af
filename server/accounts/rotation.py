"""What becomes of a refresh token that is presented: the rule of PROTOCOL section 3, as plain values.

A phone may lose the answer to a refresh on bad radio and ask again with the token that it still has; a
thief asks with a token that was used long ago, or from elsewhere. The first gets the same successor again,
the second ends the family for both.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

REPEAT_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Presented:
    """What is known of a token when it comes in.

    used_at: when it was first exchanged, None for the newest. successor_used: whether its successor has been
    exchanged already. bound_install: the family's; asking_install: the one that has proved its key now.
    """

    used_at: datetime | None
    successor_used: bool
    bound_install: str | None
    asking_install: str | None


def decide(presented: Presented, at: datetime) -> Literal["rotate", "repeat", "reused"]:
    """Rotate a fresh token, repeat a lost answer, end the family for anything else."""
    if presented.used_at is None:
        return "rotate"
    in_time = at - presented.used_at <= REPEAT_WITHIN
    same = presented.bound_install == presented.asking_install
    return "repeat" if in_time and same and not presented.successor_used else "reused"
