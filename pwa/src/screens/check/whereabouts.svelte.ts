/** Where this phone is while a check is on the screen: followed, never kept. A refusal leaves everything else as it is. */
import { followPosition, isAllowed } from '../../device/position';
import type { Position } from '../../records/shared_values';

/** ready: a tap asks. asking: no position yet. known. none: refused, or the phone has none. */
export type Whether = 'ready' | 'asking' | 'known' | 'none';

export class Whereabouts {
  #whether = $state<Whether>('ready');
  #position = $state.raw<Position | null>(null);
  #stop: (() => void) | null = null;

  /** Made while a component starts: begins by itself only where the officer allowed it before. */
  constructor() {
    $effect(() => {
      let left = false;
      void isAllowed().then((allowed) => {
        if (allowed && !left) this.follow();
      });
      return () => {
        left = true;
        this.#stop?.();
      };
    });
  }

  get whether(): Whether {
    return this.#whether;
  }

  get position(): Position | null {
    return this.#position;
  }

  /** When the position was taken: local time with its offset. */
  get taken(): string | null {
    return this.#position?.at ?? null;
  }

  /** Asks the phone, and follows it until the screen is left. */
  follow(): void {
    if (this.#whether === 'asking' || this.#whether === 'known') return;
    this.#whether = 'asking';
    this.#stop = followPosition(
      (position) => {
        this.#position = position;
        this.#whether = 'known';
      },
      () => this.#lost(),
    );
  }

  /** A position that is lost says nothing any more: the officer may have walked on. */
  #lost(): void {
    this.#position = null;
    this.#whether = 'none';
  }
}
