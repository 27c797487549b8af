/** Seconds until the next try counts, said as they pass. The worker counts for itself: this one only tells. */

const TICK_MS = 250;

export class Countdown {
  #until = $state(0);
  #now = $state(performance.now());

  /** left: milliseconds, as the core's last status said. */
  constructor(left: () => number) {
    $effect(() => {
      const wait = left();
      const began = performance.now();
      this.#now = began;
      this.#until = began + wait;
      if (wait === 0) return;
      const timer = setInterval(() => (this.#now = performance.now()), TICK_MS);
      return () => clearInterval(timer);
    });
  }

  get seconds(): number {
    return Math.max(0, Math.ceil((this.#until - this.#now) / 1_000));
  }
}
