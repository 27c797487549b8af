/** Map files of the core without a phone: a server that has one of each operation named, and a phone that keeps them. */
import type { Id, Outcome, TilesKept } from './core';
import { failed } from './device_problems';

export class MemoryTiles {
  /** What the server has, by operation. */
  readonly offered = new Map<Id, ArrayBuffer>();
  readonly #kept = new Map<Id, number>();
  /** Bytes that one call fetches. */
  portion = 1024 * 1024;

  kept(operation: Id): TilesKept | null {
    const kept = this.#kept.get(operation);
    return kept === undefined ? null : { size: this.offered.get(operation)?.byteLength ?? kept, kept };
  }

  fetch(operation: Id): Outcome<TilesKept> {
    const size = this.offered.get(operation)?.byteLength;
    if (size === undefined) return failed('not_reached');
    const kept = Math.min(size, (this.#kept.get(operation) ?? 0) + this.portion);
    this.#kept.set(operation, kept);
    return { ok: true, value: { size, kept } };
  }

  read(operation: Id, first: number, bytes: number): ArrayBuffer | null {
    return this.#kept.has(operation) ? (this.offered.get(operation)?.slice(first, first + bytes) ?? null) : null;
  }

  drop(operation: Id): void {
    this.#kept.delete(operation);
  }
}
