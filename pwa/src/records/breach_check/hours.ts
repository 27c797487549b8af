/**
 * Whether a moment lies inside a condition's days and hours (DOMAIN 4b, "Hours across midnight").
 *
 * A window belongs to the day on which it begins; the night that begins on the last date runs to its
 * end. Wall clock only: both passes of the doubled hour count, the skipped hour does not exist.
 */
import { addDays, wallClock, weekday } from '../warning/dates';

export interface Window {
  /** Days on which it begins; empty or null means every day. */
  readonly days: readonly string[] | null;
  /** `HH:MM`; null with `to`: all day. */
  readonly from: string | null;
  readonly to: string | null;
  /** First and last date, both included; null is open. */
  readonly begins: string | null;
  readonly ends: string | null;
}

export type HoursAnswer = 'inside' | 'outside_hours' | 'not_begun' | 'ended';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** What the clock says about a condition at a local moment with its offset. */
export function hoursAnswer(window: Window, moment: string): HoursAnswer {
  const { date, time } = wallClock(moment);
  const night = beginsOn(window, date, time);
  if (night !== null && dayCounts(window, night)) return 'inside';
  if (window.begins !== null && date < window.begins) return 'not_begun';
  if (window.ends !== null && date > window.ends) return 'ended';
  return 'outside_hours';
}

/** The day to which the window that holds this moment belongs; null when no window holds it. */
function beginsOn(window: Window, date: string, time: string): string | null {
  const { from, to } = window;
  if (from === null || to === null || from === to) return date;
  if (from < to) return time >= from && time < to ? date : null;
  if (time >= from) return date;
  return time < to ? addDays(date, -1) : null;
}

function dayCounts(window: Window, night: string): boolean {
  if (window.begins !== null && night < window.begins) return false;
  if (window.ends !== null && night > window.ends) return false;
  if (window.days === null || window.days.length === 0) return true;
  return window.days.includes(WEEKDAYS[weekday(night)] ?? '');
}
