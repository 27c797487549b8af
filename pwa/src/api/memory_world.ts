/** What lies around the memory core: a network that can fail, files, map files and the pushes of a browser. */

import type { FileValue } from '../records/shared_values';
import type { AlertSubscription, FileOf, Id, Outcome, Person, StorageParts, TakenOutbox, TilesKept } from './core';
import { failed } from './device_problems';
import { MemoryFiles } from './memory_files';
import { MemoryLocked } from './memory_locked';
import { type Seed, WREN } from './memory_seed';
import { MemoryTiles } from './memory_tiles';

export abstract class MemoryWorld extends MemoryLocked {
  /** Where the server would send pushes. */
  alerted_at: string | null = null;
  /** Calls that need the network are not answered. */
  out_of_reach = false;
  readonly map_files = new MemoryTiles();
  protected readonly seed: Seed;
  readonly #files = new MemoryFiles();

  constructor(seed: Seed) {
    super();
    this.seed = seed;
  }

  protected person(): Person {
    return this.seed.person ?? WREN;
  }

  /** Milliseconds since 1970. */
  protected now(): number {
    return (this.seed.now ?? Date.now)();
  }

  alerts_key(): Promise<Outcome<string>> {
    return Promise.resolve({ ok: true, value: 'BA' });
  }

  take_alerts(subscription: AlertSubscription | null): Promise<Outcome<null>> {
    this.alerted_at = subscription?.endpoint ?? null;
    return Promise.resolve({ ok: true, value: null });
  }

  keep_file(file: Blob): Promise<Outcome<FileValue>> {
    return this.#files.keep(file);
  }

  small_picture(): Promise<Blob | null> {
    return this.#files.small();
  }

  show_file(_of: FileOf, file: FileValue): Promise<Outcome<Blob>> {
    return this.#files.show(file);
  }

  tiles(operation: Id): Promise<TilesKept | null> {
    return Promise.resolve(this.map_files.kept(operation));
  }

  tiles_offered(operation: Id): Promise<Outcome<number | null>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    return Promise.resolve({ ok: true, value: this.map_files.offered.get(operation)?.byteLength ?? null });
  }

  fetch_tiles(operation: Id): Promise<Outcome<TilesKept>> {
    return Promise.resolve(this.out_of_reach ? failed('not_reached') : this.map_files.fetch(operation));
  }

  read_tiles(operation: Id, first: number, bytes: number): Promise<ArrayBuffer | null> {
    return Promise.resolve(this.map_files.read(operation, first, bytes));
  }

  drop_tiles(operation: Id): Promise<void> {
    this.map_files.drop(operation);
    return Promise.resolve();
  }

  storage(): Promise<StorageParts> {
    return Promise.resolve({ received: 3_400_000, unsent: 0, drafts: 12_000, copies: 250_000 });
  }

  take_outbox(): Promise<Outcome<TakenOutbox>> {
    return Promise.resolve(this.seed.taken ?? failed('outbox_not_ours'));
  }

  touched(): void {
    // Nothing locks itself in a component test.
  }

  spare_data(): void {
    // Nothing is fetched in a component test.
  }
}
