/** How often an open phone asks for what others wrote while nothing of its own waits. Its own is sent at once all the same. */

const IDLE_MS = 60_000;
const SPARING_MS = 600_000;

/** Kinds of network on which little data is no matter. */
const FREE: ReadonlySet<string> = new Set(['wifi', 'ethernet']);

/** Chromium alone tells it; its types are not among TypeScript's. */
interface Connected {
  readonly connection?: { readonly type?: string };
}

export const pace = {
  /** The person has asked for little data. */
  sparing: false,

  /** Milliseconds until the next round. */
  get idle_ms(): number {
    return this.sparing ? SPARING_MS : IDLE_MS;
  },

  /** Whether files wait for a network that costs nothing, or to be asked for. */
  get holds_files(): boolean {
    return this.sparing && !FREE.has((navigator as Connected).connection?.type ?? '');
  },
};
