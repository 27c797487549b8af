/** Whether this phone's clock is right, as the last answer of the server showed: kept over restarts, changes nothing. */
import { keep, kept } from './settings_outside';

const KEY = 'lantern-clock-off';
/** What the server flags on an entry (`CLOCK_TOLERANCE` of sync/exchange.py). */
const TOLERANCE_MS = 10 * 60_000;

class PhoneClock {
  #off = $state(Number(kept(KEY) ?? 0));

  /** Milliseconds ahead of the server; negative: behind. */
  get off(): number {
    return this.#off;
  }

  get wrong(): boolean {
    return Math.abs(this.#off) > TOLERANCE_MS;
  }

  /** off: as the core says; null where it has not heard from the server since its start. */
  heard(off: number | null): void {
    if (off === null || isAlike(off, this.#off)) return;
    this.#off = off;
    keep(KEY, String(off));
  }
}

/** Apart by no more than an answer may take: every answer would be a new one otherwise. */
function isAlike(one: number, other: number): boolean {
  return Math.abs(one - other) < 60_000;
}

export const phoneClock = new PhoneClock();
