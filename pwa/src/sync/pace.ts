/** How often an open phone asks for what others wrote while nothing of its own waits. Its own is sent at once all the same. */

const IDLE_MS = 60_000;
const SPARING_MS = 600_000;

export const pace = {
  /** The person has asked for little data. */
  sparing: false,

  /** Milliseconds until the next round. */
  get idle_ms(): number {
    return this.sparing ? SPARING_MS : IDLE_MS;
  },
};
