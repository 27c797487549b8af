/** Local times with their offset, as records and changes carry them. */

/** `2026-11-22T02:14:05+00:00` for milliseconds since 1970, in this device's time zone. */
export function momentOf(now: number): string {
  const date = new Date(now);
  const offset = -date.getTimezoneOffset();
  const local = new Date(now + offset * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The local date of a moment: its first ten characters. */
export function dateOf(moment: string): string {
  return moment.slice(0, 10);
}

/** Milliseconds since 1970 of a moment or a server's time; 0 for a text that is neither. */
export function millisecondsOf(moment: string): number {
  const value = Date.parse(moment);
  return Number.isNaN(value) ? 0 : value;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
