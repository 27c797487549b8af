/** Locks after five minutes without a touch, and after one in the background. */

const IDLE_MS = 5 * 60_000;
const BACKGROUND_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Counts by a clock that cannot be set back, and looks again whenever the page comes to the front: timers sleep with
 * the phone.
 */
export class AutoLock {
  readonly #now: () => number;
  readonly #lock: () => void;
  #touched = 0;
  #hidden_since: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(now: () => number, lock: () => void) {
    this.#now = now;
    this.#lock = lock;
  }

  /** From the unlock on. */
  start(): void {
    this.#touched = this.#now();
    if (this.#hidden_since !== null) this.#hidden_since = this.#now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  touched(): void {
    this.look();
    this.#touched = this.#now();
  }

  visibility(hidden: boolean): void {
    this.look();
    if (!hidden) this.#hidden_since = null;
    else this.#hidden_since ??= this.#now();
  }

  /** Locks when the time is over. */
  look(): void {
    if (this.#timer === undefined) return;
    const now = this.#now();
    const idle = now - this.#touched >= IDLE_MS;
    const away = this.#hidden_since !== null && now - this.#hidden_since >= BACKGROUND_MS;
    if (idle || away) this.#lock();
  }
}
