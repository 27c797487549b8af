/** How long to wait before the next try: longer after each failure, never the same for two phones. Pure. */

const FIRST_MS = 4_000;
const LONGEST_MS = 5 * 60_000;

/** failures: in a row, from 1. random: between 0 and 1. Milliseconds, between half and one and a half of the step. */
export function waitAfter(failures: number, random: number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(step * (0.5 + random));
}
