/** The map file of an operation: what is on this phone, what the server has, and fetching it on purpose. */
import type { Id, Problem, TilesKept } from '../api/core';
import type { App } from './core.svelte';

export class MapFile {
  readonly #app: App;
  readonly #operation: () => Id | null;
  #kept = $state.raw<TilesKept | null>(null);
  /** undefined: not asked yet, or not reached; null: the server has none. */
  #offered = $state.raw<number | null | undefined>(undefined);
  #problems = $state.raw<readonly Problem[]>([]);
  #loaded = $state(false);
  #fetching = $state(false);
  #stop = new AbortController();

  /** Made while a component starts. Asking for the size is all that is sent without a tap. */
  constructor(app: App, operation: () => Id | null) {
    this.#app = app;
    this.#operation = operation;
    $effect(() => {
      void this.#look(operation());
      return () => this.stop();
    });
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get kept(): TilesKept | null {
    return this.#kept;
  }

  get offered(): number | null | undefined {
    return this.#offered;
  }

  get fetching(): boolean {
    return this.#fetching;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The operation whose file is whole on this phone. */
  get whole(): Id | null {
    return this.#kept !== null && this.#kept.kept === this.#kept.size ? this.#operation() : null;
  }

  /** Fetches until all of it is here, the person stops it, or the line is cut. */
  async fetch(): Promise<void> {
    const operation = this.#operation();
    if (operation === null || this.#fetching) return;
    this.#fetching = true;
    const { signal } = (this.#stop = new AbortController());
    this.#problems = [];
    while (this.whole === null) {
      const outcome = await this.#app.core.fetch_tiles(operation);
      if (!outcome.ok) {
        this.#problems = outcome.problems;
        this.#kept = await this.#app.core.tiles(operation);
        break;
      }
      this.#kept = outcome.value;
      if (signal.aborted) break;
    }
    this.#fetching = false;
  }

  /** What has come so far stays, and is gone on with. */
  stop(): void {
    this.#stop.abort();
  }

  async drop(): Promise<void> {
    const operation = this.#operation();
    if (operation === null) return;
    await this.#app.core.drop_tiles(operation);
    this.#kept = null;
    await this.#look(operation);
  }

  async #look(operation: Id | null): Promise<void> {
    if (operation === null) return;
    this.#kept = await this.#app.core.tiles(operation);
    this.#loaded = true;
    if (this.#kept !== null) return;
    const offered = await this.#app.core.tiles_offered(operation);
    this.#offered = offered.ok ? offered.value : undefined;
  }
}
