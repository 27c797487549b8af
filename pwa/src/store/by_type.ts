/** The records of one stream, by type: a list walks those of its own types, which with 10,000 records are few. */

interface Typed {
  readonly summary: { readonly type: string };
}

export class ByType<Held extends Typed> {
  /** A record never changes its type. */
  readonly #types = new Map<string, Map<string, Held>>();

  get(record: string): Held | undefined {
    for (const records of this.#types.values()) {
      const held = records.get(record);
      if (held !== undefined) return held;
    }
    return undefined;
  }

  has(record: string): boolean {
    return this.get(record) !== undefined;
  }

  set(record: string, held: Held): void {
    const { type } = held.summary;
    const records = this.#types.get(type) ?? new Map<string, Held>();
    this.#types.set(type, records.set(record, held));
  }

  delete(record: string): void {
    for (const records of this.#types.values()) if (records.delete(record)) return;
  }

  keys(): readonly string[] {
    return [...this.#types.values()].flatMap((records) => [...records.keys()]);
  }

  /** [record, held] of these types, or of all. */
  *of(types?: readonly string[]): Generator<readonly [string, Held]> {
    for (const type of types === undefined ? this.#types.keys() : new Set(types)) yield* this.#types.get(type) ?? [];
  }
}
