/**
 * Every summary in memory, read from its buckets when the first list or search asks and dropped at the lock. This
 * phone's own changes lie over it; what they touch is worked out anew when somebody looks. What search needs is worked
 * in after the lists, and changed where something changes.
 */

import type { Summary } from '../api/core';
import { millisecondsOf } from '../lib/moments';
import type { Base } from './base';
import type { Shown } from './pages';
import { ByType } from './by_type';
import type { Definitions } from './definitions';
import { SearchIndex } from './search_index';
import { loadSounds } from './sounds';
import type { Indexed } from './summary';

/** A summary, and the number of what search knows of it: its words and plates are kept there alone. */
interface Held {
  readonly summary: Summary;
  readonly document: number;
}

/** Whom a search is for. */
export interface Searcher {
  /** Whether people supported who stand in this stream may be found: it is read by whoever searches. */
  readonly reads: (stream: string) => boolean;
  /** When a record was opened here since the unlock, milliseconds since 1970; 0 for never. */
  readonly opened: (record: string) => number;
}

/** Records that search works in before others get their turn. */
const WORKED = 200;

const AGENCY = 'agency/';

export class MemoryIndex {
  readonly #base: Base;
  readonly #overlaid: (record: string) => Promise<Indexed | null>;
  readonly #streams = new Map<string, ByType<Held>>();
  /** Records with changes of this phone. */
  readonly #laid = new ByType<Held>();
  readonly #search: SearchIndex;
  readonly #stale = new Set<string>();
  #loading: Promise<void> | null = null;
  /** One freshening after the other: who asks second must not be answered before the first has laid what was stale. */
  #freshening: Promise<void> = Promise.resolve();
  /** Counts what makes a reading under way too old. */
  #generation = 0;

  /** overlaid: a record's summary with this phone's changes, null where it has none. */
  constructor(base: Base, overlaid: (record: string) => Promise<Indexed | null>, definitions: Definitions) {
    this.#base = base;
    this.#search = new SearchIndex(definitions);
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
      this.#leave(shown.stream);
      this.#outdate();
      return;
    }
    for (const each of shown.put) this.#put(held, each.summary.record, each);
    for (const record of shown.gone) this.#take(held, record);
  }

  /** Reads everything again: another tab has synced. */
  forget(): void {
    for (const stream of [...this.#streams.keys()]) this.#leave(stream);
    this.#outdate();
    this.touch(this.#laid.keys());
  }

  /** The summaries of a stream, or of all with each record once: its home before an agency's copy. types: these alone. */
  async all(stream?: string, types?: readonly string[]): Promise<Iterable<{ readonly summary: Summary }>> {
    await this.#current();
    return this.#merged(stream, types);
  }

  /** By words, sound or plate; the best first, and of those the one that was used last. */
  async search(text: string, types: readonly string[], limit: number, searcher: Searcher): Promise<readonly Summary[]> {
    await Promise.all([this.#current(), loadSounds()]);
    return this.#search.find({
      text,
      types,
      limit,
      stands: ({ record, stream }, document) => this.#heldOf(record)?.document === document && (!stream.startsWith('care/') || searcher.reads(stream)),
      used: ({ record, changed_at }) => Math.max(searcher.opened(record), millisecondsOf(changed_at)),
    });
  }

  /** What search needs of everything that is here, in portions between which others get their turn. */
  async ready(): Promise<void> {
    await Promise.all([this.#current(), loadSounds()]);
    while (!this.#search.work(WORKED)) await new Promise((done) => setTimeout(done));
  }

  async #current(): Promise<void> {
    await this.#ready();
    this.#freshening = this.#freshening.catch(() => undefined).then(() => this.#freshen());
    await this.#freshening;
  }

  /** What is said of a record now: this phone's changes, else its home before an agency's copy. */
  #heldOf(record: string): Held | undefined {
    const laid = this.#laid.get(record);
    if (laid !== undefined) return laid;
    let copy: Held | undefined;
    for (const [name, records] of this.#streams) {
      const held = records.get(record);
      if (held !== undefined && !name.startsWith(AGENCY)) return held;
      copy ??= held;
    }
    return copy;
  }

  #put(held: ByType<Held>, record: string, each: Indexed): void {
    this.#take(held, record);
    held.set(record, { summary: each.summary, document: this.#search.add(each) });
  }

  #take(held: ByType<Held>, record: string): void {
    const known = held.get(record);
    if (known === undefined) return;
    this.#search.drop(known.document);
    held.delete(record);
  }

  #leave(stream: string): void {
    for (const [, { document }] of this.#streams.get(stream)?.of() ?? []) this.#search.drop(document);
    this.#streams.delete(stream);
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
      const held = new ByType<Held>();
      for await (const bucket of this.#base.summaries(stream)) {
        for (const [record, each] of bucket) this.#put(held, record, each);
      }
      if (generation !== this.#generation) {
        for (const [, { document }] of held.of()) this.#search.drop(document);
        return;
      }
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
      if (each === null) this.#take(this.#laid, record);
      else this.#put(this.#laid, record, each);
    }
  }

  *#merged(stream: string | undefined, types: readonly string[] | undefined): Generator<Held> {
    const given = new Set<string>();
    const names = [...this.#streams.keys()].filter((name) => stream === undefined || name === stream);
    for (const name of names.sort(homesFirst)) {
      for (const [record, each] of this.#streams.get(name)?.of(types) ?? []) {
        if (given.has(record)) continue;
        given.add(record);
        yield this.#laid.get(record) ?? each;
      }
    }
    for (const [record, each] of this.#laid.of(types)) {
      if (!given.has(record) && (stream === undefined || each.summary.stream === stream)) yield each;
    }
  }
}

function homesFirst(one: string, other: string): number {
  return Number(one.startsWith(AGENCY)) - Number(other.startsWith(AGENCY));
}
