/**
 * Where the phone was a moment ago, for entries that one tap saves: such a tap waits for nothing. Asked where it was
 * allowed before, whenever the screen comes on; the last answer alone is held, in memory, and forgotten soon.
 */
import { askPosition, isAllowed } from '../device/position';
import type { Position } from '../records/shared_values';
import { isFar } from '../records/zone/where';
import type { App } from './core.svelte';
import { ZoneShapes } from './zone_shapes.svelte';

/** On foot, a hundred metres or so. */
const OLD_MS = 90_000;
const EVERY_MS = 60_000;

export class Lately {
  readonly #zones: ZoneShapes;
  #position: Position | null = null;
  #at = -Infinity;

  /** stream: of the operation. Made while a component starts. */
  constructor(app: App, stream: () => string) {
    this.#zones = new ZoneShapes(app, stream);
    $effect(() => {
      const ask = (): void => {
        if (!document.hidden) void this.#ask();
      };
      ask();
      const timer = setInterval(ask, EVERY_MS);
      document.addEventListener('visibilitychange', ask);
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', ask);
      };
    });
  }

  /** Null when it is old, far from the operation, or was never told. */
  get near(): Position | null {
    if (this.#position === null || performance.now() - this.#at > OLD_MS || !this.#zones.loaded) return null;
    return isFar(this.#position, this.#zones.current) ? null : this.#position;
  }

  async #ask(): Promise<void> {
    if (!(await isAllowed())) return;
    const asked = await askPosition();
    if (asked.kind !== 'fix') return;
    this.#position = asked.position;
    this.#at = performance.now();
  }
}
