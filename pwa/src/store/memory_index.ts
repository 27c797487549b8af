/**
 * Every summary in memory, read from its buckets when the first list or search asks and dropped at the lock. This
 * phone's own changes lie over it; what they touch is worked out anew when somebody looks.
 */

import type { Base, Shown } from './base';
import type { Indexed } from './summary';

export class MemoryIndex {
  readonly #base: Base;
  readonly #overlaid: (record: string) => Promise<Indexed | null>;
  readonly #streams = new Map<string, Map<string, Indexed>>();
  /** Records with changes of this phone. */
  readonly #laid = new Map<string, Indexed>();
  readonly #stale = new Set<string>();
  #loading: Promise<void> | null = null;
  /** One freshening after the other: who asks second must not be answered before the first has laid what was stale. */
  #freshening: Promise<void> = Promise.resolve();
  /** Counts what makes a reading under way too old. */
  #generation = 0;

  /** overlaid: a record's summary with this phone's changes, null where it has none. */
  constructor(base: Base, overlaid: (record: string) => Promise<Indexed | null>) {
    this.#base = base;
    this.#overlaid = overlaid;
  }

  /** These records have other changes of this phone than before. */
  touch(records: Iterable<string>): void {
    for (const record of records) this.#stale.add(record);
  }

  /** A pull has shown something. */
  show(shown: Shown): void {
    for (const each of shown.put) if (this.#laid.has(each.summary.record)) this.#stale.add(each.summary.record);
    const held = this.#streams.get(shown.stream);
    if (shown.whole || held === undefined) {
      this.#streams.delete(shown.stream);
      this.#outdate();
      return;
    }
    for (const each of shown.put) held.set(each.summary.record, each);
    for (const record of shown.gone) held.delete(record);
  }

  /** Reads everything again: another tab has synced. */
  forget(): void {
    this.#streams.clear();
    this.#outdate();
    this.touch(this.#laid.keys());
  }

  /** The summaries of a stream, or of all with each record once: its home before an agency's copy. */
  async all(stream?: string): Promise<Iterable<Indexed>> {
    await this.#ready();
    this.#freshening = this.#freshening.catch(() => undefined).then(() => this.#freshen());
    await this.#freshening;
    return this.#merged(stream);
  }

  async #ready(): Promise<void> {
    for (;;) {
      const generation = this.#generation;
      this.#loading ??= this.#load(generation);
      await this.#loading;
      if (generation === this.#generation) return;
    }
  }

  /** What was read, or is being read, is too old; one that ended before must not pass for the next. */
  #outdate(): void {
    this.#generation += 1;
    this.#loading = null;
  }

  async #load(generation: number): Promise<void> {
    for (const stream of this.#base.sides.shown.keys()) {
      if (this.#streams.has(stream)) continue;
      const held = new Map<string, Indexed>();
      for await (const bucket of this.#base.summaries(stream)) {
        for (const [record, each] of bucket) held.set(record, each);
      }
      if (generation !== this.#generation) return;
      this.#streams.set(stream, held);
    }
  }

  async #freshen(): Promise<void> {
    const stale = [...this.#stale];
    this.#stale.clear();
    const fresh = await Promise.all(stale.map((record) => this.#overlaid(record))).catch((error: unknown) => {
      this.touch(stale);
      throw error;
    });
    for (const [at, record] of stale.entries()) {
      const each = fresh[at] ?? null;
      if (each === null) this.#laid.delete(record);
      else this.#laid.set(record, each);
    }
  }

  *#merged(stream: string | undefined): Generator<Indexed> {
    const given = new Set<string>();
    const names = [...this.#streams.keys()].filter((name) => stream === undefined || name === stream);
    for (const name of names.sort(homesFirst)) {
      for (const [record, each] of this.#streams.get(name) ?? []) {
        if (given.has(record)) continue;
        given.add(record);
        yield this.#laid.get(record) ?? each;
      }
    }
    for (const [record, each] of this.#laid) {
      if (!given.has(record) && (stream === undefined || each.summary.stream === stream)) yield each;
    }
  }
}

function homesFirst(one: string, other: string): number {
  return Number(one.startsWith('agency/')) - Number(other.startsWith('agency/'));
}
