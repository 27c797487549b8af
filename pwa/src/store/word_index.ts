/** Words by their beginning, with the numbers of the documents that hold them. In memory, added to, never built again. */

/** New words until they are sorted in among the others: so many are looked at one by one. */
const LOOSE_MAX = 64;

export class WordIndex {
  readonly #documents = new Map<string, number[]>();
  #sorted: string[] = [];
  #loose: string[] = [];

  /** word: folded, once for each document. document: a number that is not lower than those before. */
  add(word: string, document: number): void {
    const held = this.#documents.get(word);
    if (held !== undefined) {
      held.push(document);
      return;
    }
    this.#documents.set(word, [document]);
    this.#loose.push(word);
  }

  /** Sorts in what is new; the first question does it too. */
  settle(): void {
    if (this.#loose.length <= LOOSE_MAX) return;
    this.#sorted = [...this.#sorted, ...this.#loose].sort();
    this.#loose = [];
  }

  /** The documents of each word that begins so. */
  *beginning(prefix: string): Generator<readonly number[]> {
    this.settle();
    for (let at = this.#firstFrom(prefix); at < this.#sorted.length; at += 1) {
      const word = this.#sorted[at] ?? '';
      if (!word.startsWith(prefix)) break;
      yield this.#documents.get(word) ?? [];
    }
    for (const word of this.#loose) if (word.startsWith(prefix)) yield this.#documents.get(word) ?? [];
  }

  /** The documents of exactly this word. */
  exactly(word: string): readonly number[] {
    return this.#documents.get(word) ?? [];
  }

  /** Every word with its documents. */
  entries(): IterableIterator<[string, readonly number[]]> {
    return this.#documents.entries();
  }

  /** Leaves out the documents that are gone. */
  sweep(gone: ReadonlySet<number>): void {
    for (const [word, held] of this.#documents) {
      const left = held.filter((document) => !gone.has(document));
      if (left.length === 0) this.#documents.delete(word);
      else if (left.length < held.length) this.#documents.set(word, left);
    }
    const stands = (word: string): boolean => this.#documents.has(word);
    this.#sorted = this.#sorted.filter(stands);
    this.#loose = this.#loose.filter(stands);
  }

  #firstFrom(prefix: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
