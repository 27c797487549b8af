/**
 * Dates of a warning, all in local time as `YYYY-MM-DD`; from and to are inclusive (DOMAIN 4b).
 *
 * Calendar arithmetic on the text itself: a `Date` would bring the phone's own time zone into it.
 */

/** Whether the text is a day that exists. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The same day number so many months on, or that month's last day: 31 August + 6 = 28 (29) February. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return written(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** So many days on (or back). */
export function addDays(date: string, days: number): string {
  const [year, month, day] = parts(date);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return written(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** Whole years on a day; born 29 February is a year older on 1 March. Null when a date is missing or wrong. */
export function ageOn(born: unknown, day: string): number | null {
  if (!isDate(born) || !isDate(day) || born > day) return null;
  const [bornYear] = parts(born);
  const [year] = parts(day);
  return year - bornYear - (day.slice(5) < born.slice(5) ? 1 : 0);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: string): number {
  const [year, month, day] = parts(date);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** As people read it: `8 July 2027`. */
export function readableDate(date: string): string {
  const [year, month, day] = parts(date);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** The local day and clock of a moment with its offset, as its writer saw them: never converted. */
export function wallClock(moment: string): { readonly date: string; readonly time: string } {
  return { date: moment.slice(0, 10), time: moment.slice(11, 16) };
}

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const;

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parts(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
