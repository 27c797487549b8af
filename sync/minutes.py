"""About how many minutes a patrol was in a zone, and what that rests on (DESIGN section 6, "about").

The two keys *I am here* and *Left* are taken at their word. Beside them signs of life say it: where the phone was when
its screen was on, and where an entry was made. A web app sees nothing while the screen sleeps, so a sign stands for
a few minutes on each side of it and no more. A sign is a time and a zone, never a position.
Twin: `pwa/src/records/patrol/minutes.ts`; both answer `tests/vectors/minutes.json`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

REACH_SECONDS = 300
"""A sign vouches for so long before and after it: two within ten minutes in one zone make one stay."""

Span = tuple[float, float]
"""Seconds since 1970: from, to."""


@dataclass(frozen=True, slots=True)
class Sign:
    """at: ISO 8601 with its offset. zone: None is in none of them."""

    at: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class About:
    """basis: `keys`, `signs`, `both`; `corrected` for what a person put right; None where nothing says anything."""

    minutes: int
    basis: str | None


def about_minutes(patrol: Mapping[str, Any], zone: str, now: str, signs: Sequence[Sign] = ()) -> About:
    """Over all stays between the keys up to `now`, and what signs say beside them.

    patrol: its fields. Where there are signs it is never less than was written down before, when more was known.
    """
    written = _written(patrol, zone)
    if isinstance(written.get("corrected"), int):
        return About(written["corrected"], "corrected")
    stays = _stays(patrol, now)
    keyed = _minutes([span for place, span in stays if place == zone])
    signed = _minutes(_signed(patrol, zone, now, signs, [span for _, span in stays]))
    estimated = written.get("estimated") or 0
    if signs and estimated > keyed + signed:
        return About(estimated, written.get("basis"))
    return About(keyed + signed, _basis(keyed, signed))


def _basis(keyed: int, signed: int) -> str | None:
    if keyed and signed:
        return "both"
    return "keys" if keyed else "signs" if signed else None


def _signed(
    patrol: Mapping[str, Any], zone: str, now: str, signs: Sequence[Sign], keyed: Sequence[Span]
) -> list[Span]:
    """What signs vouch for within the patrol, where no key says anything."""
    begun = _seconds(patrol["started_at"]) if "started_at" in patrol else -math.inf
    over = _seconds(patrol.get("ended_at") or now)
    left = [(max(first, begun), min(last, over)) for first, last in _spans(signs, zone)]
    for stay in keyed:
        left = [piece for each in left for piece in _without(each, stay)]
    return left


def _spans(signs: Sequence[Sign], zone: str) -> list[Span]:
    """Of each sign in the zone: up to half way to its neighbours, `REACH_SECONDS` at most."""
    ordered = sorted((_seconds(sign.at), sign.zone) for sign in signs)
    times = [-math.inf, *(at for at, _ in ordered), math.inf]
    return [
        (max(at - REACH_SECONDS, (before + at) / 2), min(at + REACH_SECONDS, (at + after) / 2))
        for (at, place), before, after in zip(ordered, times, times[2:], strict=False)
        if place == zone
    ]


def _without(span: Span, cut: Span) -> list[Span]:
    (first, last), (cut_first, cut_last) = span, cut
    if cut_last <= first or cut_first >= last:
        return [span]
    return [piece for piece in ((first, cut_first), (cut_last, last)) if piece[1] > piece[0]]


def _minutes(spans: Sequence[Span]) -> int:
    """Halves up, as the phone rounds them."""
    return math.floor(sum(max(0.0, last - first) for first, last in spans) / 60 + 0.5)


def _stays(patrol: Mapping[str, Any], now: str) -> list[tuple[str, Span]]:
    return [
        (stay["zone"], (_seconds(stay["here_at"]), _seconds(stay.get("left_at") or now)))
        for stay in patrol.get("presence", ())
        if "zone" in stay and "here_at" in stay
    ]


def _written(patrol: Mapping[str, Any], zone: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(
        (each for each in patrol.get("minutes", ()) if each.get("zone") == zone), {}
    )
    return found


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
