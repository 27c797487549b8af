/** This phone's position while a screen is open: asked by a tap, or by itself where the person allowed it before. Never kept. */
import { askPosition, isAllowed } from '../device/position';
import type { Position } from '../records/shared_values';

export class Spot {
  #state = $state<'ready' | 'asking' | 'known' | 'refused' | 'none'>('ready');
  #position = $state.raw<Position | null>(null);

  /** Made while a component starts. */
  constructor() {
    $effect(() => {
      let left = false;
      void isAllowed().then((allowed) => (allowed && !left ? this.ask() : undefined));
      return () => (left = true);
    });
  }

  get state(): 'ready' | 'asking' | 'known' | 'refused' | 'none' {
    return this.#state;
  }

  get position(): Position | null {
    return this.#position;
  }

  async ask(): Promise<void> {
    this.#state = 'asking';
    const asked = await askPosition();
    this.#position = asked.kind === 'fix' ? asked.position : null;
    this.#state = asked.kind === 'fix' ? 'known' : asked.kind;
  }
}
