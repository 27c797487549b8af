/** Dates and times as people on a shift say them; every function takes the present as an argument. */
import { t } from './texts';

const DAY_MS = 86_400_000;

/** Local time with its offset, to the second: `2026-11-22T02:14:05+00:00`. */
export function momentOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${dateOf(date)}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${offset}`;
}

/** Local date: `2026-11-22`. */
export function dateOf(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `02:14` as written, in the place where it was written. */
export function clock(moment: string): string {
  return here(moment).slice(11, 16);
}

/** A phone's moment stands as it was written; the server's, which is in UTC, is said in the place where it is read. */
function here(moment: string): string {
  return moment.endsWith('Z') ? momentOf(new Date(moment)) : moment;
}

/** `22 Nov`, with the year when it is not this one. Takes a date or a moment. */
export function day(moment: string, now: Date): string {
  const [year, month, date] = here(moment).slice(0, 10).split('-').map(Number);
  const shown = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1);
  if (Number.isNaN(shown.getTime())) return moment;
  // In the words that `Intl` has: to make one of its formatters takes a slow phone 80 ms and more.
  const said = `${shown.getDate()} ${t.months.split(' ')[shown.getMonth()] ?? ''}`;
  return year === now.getFullYear() ? said : `${said} ${shown.getFullYear()}`;
}

/** `02:14` today, `yesterday 23:40`, `20 Nov 23:40` before that. */
export function when(moment: string, now: Date): string {
  const written = here(moment).slice(0, 10);
  if (written === dateOf(now)) return clock(moment);
  if (written === dateOf(new Date(now.getTime() - DAY_MS))) return t.yesterday(clock(moment));
  return `${day(moment, now)} ${clock(moment)}`;
}

/** How long ago, in the largest unit that fits: `under 1 min`, `14 min`, `2 h`, `3 days`. */
export function age(moment: string, now: Date): string {
  return span(now.getTime() - Date.parse(moment));
}

/** What a phone's clock that is `off` milliseconds ahead of the server's (negative: behind) is said to be. */
export function clockWords(off: number): string {
  return off < 0 ? t.clockIsSlow(span(-off)) : t.clockIsFast(span(off));
}

/** A length of time in its largest fitting unit, never negative. */
function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return t.under1Min;
  if (minutes < 60) return t.min(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t.h(hours);
  const days = Math.floor(hours / 24);
  return days < 730 ? t.days(days) : t.years(Math.floor(days / 365));
}

/** Whole minutes between two moments, never negative. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}

function two(value: number): string {
  return String(Math.trunc(value)).padStart(2, '0');
}
