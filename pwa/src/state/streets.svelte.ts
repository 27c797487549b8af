/** Streets of the operation that a stream belongs to, the ones of the latest patrol's zones first. */
import type { Summary } from '../api/core';
import { operationOf } from '../lib/streams';
import type { App } from './core.svelte';
import { RecordList } from './query.svelte';

export class Streets {
  readonly #zones: RecordList;
  readonly #patrols: RecordList;

  /** stream: any stream of the operation, `op/harbour` or `care/harbour`. */
  constructor(app: App, stream: () => string) {
    const home = (): string => `op/${operationOf(stream())}`;
    this.#zones = new RecordList(app, () => ({ types: ['zone'], stream: home(), limit: 60 }));
    this.#patrols = new RecordList(app, () => ({ types: ['patrol'], stream: home(), author: app.status.person?.id ?? '', newest_first: true, limit: 1 }));
  }

  get current(): readonly string[] {
    const latest = this.#patrols.rows[0]?.fields['zones'];
    const walked = Array.isArray(latest) ? latest : [];
    const zones = [...this.#zones.rows].sort((one, other) => rank(one, walked) - rank(other, walked));
    return [...new Set(zones.flatMap((zone) => streetsOf(zone)))];
  }
}

/** Zones of the patrol, then blocks and hot spots, then the wide ones. */
function rank(zone: Summary, walked: readonly unknown[]): number {
  if (walked.includes(zone.record)) return 0;
  return zone.fields['kind'] === 'hot_spot' || zone.fields['kind'] === 'street_block' ? 1 : 2;
}

function streetsOf(zone: Summary): readonly string[] {
  const streets = zone.fields['streets'];
  return Array.isArray(streets) ? streets.filter((street) => typeof street === 'string') : [];
}
