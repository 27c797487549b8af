/** Lists and single records that ask again when the core says that something of theirs has changed. */
import type { CoreEvent, Id, Query, RecordView, Summary } from '../api/core';
import type { App } from './core.svelte';

/** Rows that a list shows at first, and adds with each *More*. */
export const WINDOW = 60;

/**
 * A windowed list: `const warnings = new RecordList(app, () => ({ types: ['warning'] }))`.
 *
 * Made while a component starts (it lives as long as the component); asks again when the query's own
 * state changes. A null query asks for nothing.
 */
export class RecordList {
  #rows = $state.raw<readonly Summary[]>([]);
  #total = $state(0);
  #loaded = $state(false);
  #size = $state(WINDOW);
  #asked = 0;

  constructor(app: App, query: () => Query | null) {
    // By its words: each new status makes a new query of the same ones, and nothing is asked again for that.
    const words = $derived(JSON.stringify(query()));
    $effect(() => {
      const asked = JSON.parse(words) as Query | null;
      const limit = asked?.limit ?? this.#size;
      void this.#ask(app, asked, limit);
      return app.listen((event) => {
        if (concerns(event, asked)) void this.#ask(app, asked, limit);
      });
    });
  }

  get rows(): readonly Summary[] {
    return this.#rows;
  }

  get total(): number {
    return this.#total;
  }

  /** False until the first answer: an empty list is said to be empty only after it. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get hasMore(): boolean {
    return this.#total > this.#rows.length;
  }

  more(): void {
    this.#size += WINDOW;
  }

  async #ask(app: App, query: Query | null, limit: number): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    const answer = query === null ? { rows: [], total: 0 } : await app.core.list({ ...query, limit });
    if (turn !== this.#asked) return;
    this.#rows = answer.rows;
    this.#total = answer.total;
    this.#loaded = true;
  }
}

/** One record, kept fresh: `const shown = new RecordHeld(app, () => params.record)`. */
export class RecordHeld {
  #view = $state.raw<RecordView | null>(null);
  #loaded = $state(false);
  #asked = 0;
  #noted: Id | null = null;

  constructor(app: App, record: () => Id | null, stream: () => string | undefined = () => undefined) {
    $effect(() => {
      const [id, from] = [record(), stream()];
      void this.#ask(app, id, from);
      return app.listen((event) => {
        if (event.kind === 'records' && (event.records.length === 0 || (id !== null && event.records.includes(id)))) {
          void this.#ask(app, id, from);
        }
      });
    });
  }

  get current(): RecordView | null {
    return this.#view;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  async #ask(app: App, id: Id | null, stream: string | undefined): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    const view = id === null ? null : await app.core.record(id, stream);
    if (turn !== this.#asked) return;
    this.#view = view;
    this.#loaded = true;
    // Once for each time that a screen shows it, not for each time that it is fresher; only what the server knows of.
    if (view !== null && view.version > 0 && this.#noted !== id) {
      this.#noted = id;
      void app.core.note_opened(view.record).catch(() => undefined);
    }
  }
}

/** An event with no types speaks of all of them. */
function concerns(event: CoreEvent, query: Query | null): boolean {
  if (event.kind !== 'records' || query === null) return false;
  if (event.types.length === 0 || query.types === undefined) return true;
  return event.types.some((type) => query.types?.includes(type));
}
