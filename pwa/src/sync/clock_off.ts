/** How far a phone's clock is from the server's: told, never acted on. The server orders; clocks testify. */

/**
 * Milliseconds by which the phone is ahead of the server (negative: behind); null when the answer has no date.
 *
 * date: the answer's `Date` header, whole seconds. now: the phone's clock when the answer came, so that the time on the
 * way counts as the phone being ahead: seconds at most, and far below what is told.
 */
export function clockOff(date: string | null, now: number): number | null {
  const there = date === null ? NaN : Date.parse(date);
  return Number.isNaN(there) ? null : now - there;
}
