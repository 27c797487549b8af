/** The phone's position for one entry: asked for once, quietly, and only taken where the operation is. */
import { askPosition } from '../device/position';
import type { Position } from '../records/shared_values';
import { byDistance, isFar } from '../records/zone/where';
import type { App } from './core.svelte';
import { ZoneShapes } from './zone_shapes.svelte';

export class Stamp {
  readonly zones: ZoneShapes;
  #state = $state<'ready' | 'asking' | 'fix' | 'refused' | 'none'>('ready');
  #position = $state.raw<Position | null>(null);

  /** stream: of the entry. Made while a component starts; asks at once when `quietly`. */
  constructor(app: App, stream: () => string, quietly: boolean) {
    this.zones = new ZoneShapes(app, () => `op/${stream().split('/')[1] ?? ''}`);
    if (quietly) void this.ask();
  }

  get state(): 'ready' | 'asking' | 'fix' | 'refused' | 'none' {
    return this.#state;
  }

  /** As the phone said it, near or far; null while it has said nothing. */
  get said(): Position | null {
    return this.#position;
  }

  /** Too far from every zone: nobody's entry gets it without their word. */
  get far(): boolean {
    return this.#position !== null && this.zones.loaded && isFar(this.#position, this.zones.current);
  }

  /** What an entry may have without a question. */
  get near(): Position | null {
    return this.#position !== null && this.zones.loaded && !this.far ? this.#position : null;
  }

  /** Streets of the zones, the nearest first; none while the phone has not said where it is. */
  get streets(): readonly string[] {
    if (this.near === null) return [];
    return [...new Set(byDistance(this.near, this.zones.current).flatMap((zone) => this.zones.streets(zone.id)))];
  }

  async ask(): Promise<void> {
    this.#state = 'asking';
    const asked = await askPosition();
    this.#position = asked.kind === 'fix' ? asked.position : null;
    this.#state = asked.kind;
  }
}
