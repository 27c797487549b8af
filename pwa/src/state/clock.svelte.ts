/** The present for ages and times on screen, moving on twice a minute. */

const TICK_MS = 30_000;

class Clock {
  #now = $state.raw(new Date());

  constructor() {
    setInterval(() => {
      this.#now = new Date();
    }, TICK_MS);
  }

  get now(): Date {
    return this.#now;
  }
}

export const present = new Clock();
