/**
 * Whether a moment lies inside a condition's days and hours (DOMAIN 4b, "Hours across midnight").
 *
 * A window belongs to the day on which it begins; the night that begins on the last date runs to its end. What
 * counts is the clock on the wall in England and Wales, whatever this phone is set to: both passes of the hour
 * that is doubled in October count, and the hour that is skipped in March does not exist.
 * Twin: `sync/hours.py`; both answer `tests/vectors/exclusion.json`.
 */
import { addDays, weekday } from '../warning/dates';

export interface Window {
  /** Days on which it begins; empty: every day. */
  readonly days: readonly string[];
  /** `HH:MM`; one of them null is all day, as the printed warning says it. */
  readonly from_hour: string | null;
  readonly to_hour: string | null;
  /** First and last date, both included; null is open. */
  readonly begins: string | null;
  readonly ends: string | null;
}

export type HoursAnswer = 'inside' | 'outside_hours' | 'not_begun' | 'ended';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** What the clock says about a condition. moment: ISO 8601 with its offset. */
export function hoursAnswer(window: Window, moment: string): HoursAnswer {
  const { date, time } = wall(moment);
  const night = beginsOn(window, date, time);
  if (night !== null && dayCounts(window, night)) return 'inside';
  if (window.begins !== null && date < window.begins) return 'not_begun';
  if (window.ends !== null && date > window.ends) return 'ended';
  return 'outside_hours';
}

/** Date and time in England and Wales at a moment: `2026-11-22`, `22:14`. */
export function wall(moment: string): { readonly date: string; readonly time: string } {
  const parts = new Map(WALL.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return { date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The day to which the window that holds this moment belongs; null when no window holds it. */
function beginsOn({ from_hour: from, to_hour: to }: Window, date: string, time: string): string | null {
  if (from === null || to === null) return date;
  if (from < to) return time >= from && time < to ? date : null;
  if (time >= from) return date;
  return time < to ? addDays(date, -1) : null;
}

function dayCounts(window: Window, night: string): boolean {
  if (window.begins !== null && night < window.begins) return false;
  if (window.ends !== null && night > window.ends) return false;
  return window.days.length === 0 || window.days.includes(WEEKDAYS[weekday(night)] ?? '');
}
