/** Spans of time in the words of the queue: `12 min`, `2 h 05`, `9 days`. */
import type { Moment } from '../../api/core';
import { millisecondsOf } from '../../lib/moments';
import { t } from './texts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago `from` was at `now`; never negative. Whole days from 48 hours on. */
export function elapsed(from: Moment, now: Moment): string {
  return span(Math.max(0, millisecondsOf(now) - millisecondsOf(from)));
}

/** What is left until `due`: `12 min left`, or `20 min late` when it has passed. */
export function remaining(due: Moment, now: Moment): string {
  const left = millisecondsOf(due) - millisecondsOf(now);
  return left >= 0 ? t.left(span(left)) : t.late(span(-left));
}

/** Whole days from one local date to another (`2026-11-20` to `2026-11-22` is 2). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY);
}

/** `1 day`, `9 days`. */
export function days(count: number): string {
  return count === 1 ? t.n1Day : t.days(count);
}

function span(milliseconds: number): string {
  if (milliseconds < HOUR) {
    return t.min(String(Math.floor(milliseconds / MINUTE)));
  }
  if (milliseconds < 2 * DAY) {
    const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
    return t.h(String(Math.floor(milliseconds / HOUR)), String(minutes).padStart(2, '0'));
  }
  return days(Math.floor(milliseconds / DAY));
}
