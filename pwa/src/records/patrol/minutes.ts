/**
 * About how many minutes a patrol was in a zone, and what that rests on. The two keys are taken at their word; beside
 * them signs of life say it: where the phone was when its screen was on, and where an entry was made. A web app sees
 * nothing while the screen sleeps, so a sign stands for a few minutes on each side of it and no more. Pure.
 *
 * A sign is a time and a zone, never a position: coordinates are gone as soon as the zone is known, and signs live in
 * memory alone. Twin: `sync/minutes.py`; both answer `tests/vectors/minutes.json`.
 */
import type { Fields, Id, Moment } from '../../api/core';
import { presencesOf } from './stays';

/** Milliseconds since 1970, and the zone; null: in none of them. */
export interface Sign {
  readonly at: number;
  readonly zone: Id | null;
}

/** `corrected`: a person put it right. */
export type Basis = 'keys' | 'signs' | 'both' | 'corrected';

export interface About {
  readonly minutes: number;
  /** Null where nothing says anything. */
  readonly basis: Basis | null;
}

/** A sign vouches for so long before and after it: two within ten minutes in one zone make one stay. */
const REACH_MS = 5 * 60_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Over all stays between the keys up to `now`, and what signs say beside them; where there are signs, never less than was written down before, when more was known. */
export function aboutMinutes(patrol: Fields, zone: Id, now: Moment, signs: readonly Sign[] = []): About {
  const { corrected, estimated, basis } = written(patrol, zone);
  if (typeof corrected === 'number') return { minutes: corrected, basis: 'corrected' };
  const stays = presencesOf(patrol).map((stay) => ({ zone: stay.zone, from: Date.parse(stay.here_at), to: Date.parse(stay.left_at ?? now) }));
  const keyed = minutesOf(stays.filter((stay) => stay.zone === zone));
  const signed = minutesOf(signedSpans(patrol, zone, now, signs, stays));
  if (signs.length > 0 && typeof estimated === 'number' && estimated > keyed + signed) return { minutes: estimated, basis: (basis ?? null) as Basis | null };
  return { minutes: keyed + signed, basis: basisOf(keyed, signed) };
}

function basisOf(keyed: number, signed: number): Basis | null {
  if (keyed > 0 && signed > 0) return 'both';
  if (keyed > 0) return 'keys';
  return signed > 0 ? 'signs' : null;
}

/** What signs vouch for within the patrol, where no key says anything. */
function signedSpans(patrol: Fields, zone: Id, now: Moment, signs: readonly Sign[], keyed: readonly Span[]): readonly Span[] {
  const whole = { from: time(patrol['started_at']) ?? -Infinity, to: time(patrol['ended_at']) ?? Date.parse(now) };
  return spansOf(signs, zone).flatMap((span) => {
    const within = { from: Math.max(span.from, whole.from), to: Math.min(span.to, whole.to) };
    return keyed.reduce<readonly Span[]>((left, stay) => left.flatMap((each) => without(each, stay)), [within]);
  });
}

/** Of each sign in the zone: up to half way to its neighbours, `REACH_MS` at most. */
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

function minutesOf(spans: readonly Span[]): number {
  return Math.round(spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) / 60_000);
}

function written(patrol: Fields, zone: Id): Fields {
  const list: readonly unknown[] = Array.isArray(patrol['minutes']) ? patrol['minutes'] : [];
  return list.map((each) => (each ?? {}) as Fields).find((each) => each['zone'] === zone) ?? {};
}

function time(moment: unknown): number | null {
  return typeof moment === 'string' ? Date.parse(moment) : null;
}
