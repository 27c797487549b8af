/** The zones of an operation with their outlines, which lists leave out: `const zones = new ZoneShapes(app, () => stream)`. */
import type { Id, RecordView } from '../api/core';
import type { Polygon } from '../lib/geometry';
import type { ZoneShape } from '../map/ground';
import type { App } from './core.svelte';
import { RecordList } from './query.svelte';
import { isVoided } from './titles';

const ZONES_MAX = 200;

export class ZoneShapes {
  readonly #list: RecordList;
  readonly #stream: () => string;
  #shapes = $state.raw<readonly ZoneShape[]>([]);
  #loaded = $state(false);

  /** stream: of the operation, `op/harbour`. Made while a component starts. */
  constructor(app: App, stream: () => string) {
    this.#stream = stream;
    this.#list = new RecordList(app, () => ({ types: ['zone'], stream: stream(), limit: ZONES_MAX }));
    $effect(() => {
      const standing = this.#list.rows.filter((row) => !isVoided(row));
      if (this.#list.loaded) void this.#read(app, standing.map((row) => row.record));
    });
  }

  get stream(): string {
    return this.#stream();
  }

  get current(): readonly ZoneShape[] {
    return this.#shapes;
  }

  /** False until the outlines have been read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Streets in words by zone. */
  streets(zone: Id): readonly string[] {
    const streets = this.#list.rows.find((row) => row.record === zone)?.fields['streets'];
    return Array.isArray(streets) ? streets.filter((street): street is string => typeof street === 'string') : [];
  }

  async #read(app: App, ids: readonly Id[]): Promise<void> {
    const views = await Promise.all(ids.map((id) => app.core.record(id)));
    this.#shapes = views.flatMap((view) => (view === null ? [] : [shapeOf(view)]));
    this.#loaded = true;
  }
}

function shapeOf({ record, fields }: RecordView): ZoneShape {
  const polygons = fields['polygons'];
  return {
    id: record,
    name: typeof fields['name'] === 'string' ? fields['name'] : '',
    kind: typeof fields['kind'] === 'string' ? fields['kind'] : '',
    polygons: Array.isArray(polygons) ? (polygons as readonly Polygon[]) : [],
  };
}
