/**
 * About how many minutes a patrol was in a zone. The two keys are taken at their word; between them, signs of life say
 * it: where the phone was when its screen was on, and where an entry was made. A web app sees nothing while the screen
 * sleeps, so a sign stands for a few minutes on each side of it and no more. Pure.
 *
 * A sign is a time and a zone, never a position: coordinates are gone as soon as the zone is known, and signs live in
 * memory alone.
 */
import type { Fields, Id, Moment } from '../../api/core';
import { presencesOf } from './stays';

/** Milliseconds since 1970, and the zone; null: in none of them. */
export interface Sign {
  readonly at: number;
  readonly zone: Id | null;
}

/** A sign vouches for so long before and after it: two within ten minutes in one zone make one stay. */
const REACH_MS = 5 * 60_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Minutes in the zone from signs alone, where no key says anything; from the patrol's beginning to its end or `now`. */
export function minutesFromSigns(patrol: Fields, zone: Id, signs: readonly Sign[], now: Moment): number {
  const whole = { from: time(patrol['started_at']) ?? -Infinity, to: time(patrol['ended_at']) ?? Date.parse(now) };
  const keyed = presencesOf(patrol).map((stay) => ({ from: Date.parse(stay.here_at), to: Date.parse(stay.left_at ?? now) }));
  const spans = spansOf(signs, zone).flatMap((span) => {
    const within = { from: Math.max(span.from, whole.from), to: Math.min(span.to, whole.to) };
    return keyed.reduce<readonly Span[]>((left, stay) => left.flatMap((each) => without(each, stay)), [within]);
  });
  return Math.round(spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) / 60_000);
}

/** What each sign in the zone vouches for: up to half way to its neighbours, `REACH_MS` at most. */
function spansOf(signs: readonly Sign[], zone: Id): readonly Span[] {
  const ordered = [...signs].sort((one, other) => one.at - other.at);
  return ordered.flatMap((sign, index) => {
    const before = ordered[index - 1]?.at ?? -Infinity;
    const after = ordered[index + 1]?.at ?? Infinity;
    const span = {
      from: Math.max(sign.at - REACH_MS, (before + sign.at) / 2),
      to: Math.min(sign.at + REACH_MS, (sign.at + after) / 2),
    };
    return sign.zone === zone ? [span] : [];
  });
}

function without(span: Span, cut: Span): readonly Span[] {
  if (cut.to <= span.from || cut.from >= span.to) return [span];
  return [{ from: span.from, to: cut.from }, { from: cut.to, to: span.to }].filter(({ from, to }) => to > from);
}

function time(moment: unknown): number | null {
  return typeof moment === 'string' ? Date.parse(moment) : null;
}
