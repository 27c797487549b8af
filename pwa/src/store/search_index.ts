/**
 * What search compares, small and ready: words by their beginning, names by their sound, plates once each. A record is
 * added when it is first seen and left out when it is gone; no keystroke builds anything (decision record 0021).
 */

import type { Summary } from '../api/core';
import { wordsOf } from '../lib/folding';
import { plateQuery } from '../lib/plates';
import type { Definitions } from './definitions';
import { soundsOf } from './sounds';
import { type Indexed, isCare, namesOf } from './summary';
import { WordIndex } from './word_index';

/** Letters of a name before anybody supported is found by it: a search draws no list of them. */
const CARE_LETTERS_MIN = 3;

/** Letters of a word before it finds by its sound. */
const SOUND_LETTERS_MIN = 3;

/** Gone documents that are carried along before they are swept out. */
const GONE_MAX = 1_000;

/** How well something is found: the name or the exact plate, other words, a near plate, a name that sounds alike. */
const [BY_NAME, BY_WORDS, BY_NEAR_PLATE, BY_SOUND] = [0, 1, 2, 3] as const;

export interface Wanted {
  readonly text: string;
  readonly types: readonly string[];
  readonly limit: number;
  /** Whether a document is what its record says now, and may be found by whoever asks. */
  readonly stands: (summary: Summary, document: number) => boolean;
  /** A number that is higher the later a record was used, milliseconds since 1970. */
  readonly used: (summary: Summary) => number;
}

export class SearchIndex {
  readonly #definitions: Definitions;
  readonly #summaries: (Summary | undefined)[] = [];
  readonly #gone = new Set<number>();
  readonly #names = new WordIndex();
  readonly #words = new WordIndex();
  readonly #sounds = new WordIndex();
  readonly #plates = new WordIndex();
  /** Seen and not worked in yet. */
  #waiting: { readonly document: number; readonly each: Indexed }[] = [];

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Takes a record up; gives the number under which `drop` leaves it out again. Cheap: `work` does the rest. */
  add(each: Indexed): number {
    const document = this.#summaries.push(each.summary) - 1;
    this.#waiting.push({ document, each });
    return document;
  }

  drop(document: number): void {
    this.#summaries[document] = undefined;
    this.#gone.add(document);
    if (this.#gone.size > GONE_MAX) this.#sweep();
  }

  /** After `loadSounds`. Works in at most so many of those that wait, in the order in which they came; true when none is left. */
  work(count: number): boolean {
    const now = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    for (const { document, each } of now) if (this.#summaries[document] !== undefined) this.#workIn(document, each);
    if (this.#waiting.length > 0) return false;
    for (const index of [this.#names, this.#words, this.#plates]) index.settle();
    return true;
  }

  /** After `loadSounds`. The best first, and of the equally good the one that was used last. */
  find({ text, types, limit, stands, used }: Wanted): readonly Summary[] {
    this.work(Infinity);
    const best: { readonly summary: Summary; readonly rank: number; readonly at: number }[] = [];
    for (const [document, rank] of this.#ranks(text)) {
      const summary = this.#summaries[document];
      if (summary === undefined || !types.includes(summary.type) || !this.#may(summary, rank, text) || !stands(summary, document)) continue;
      const hit = { summary, rank, at: used(summary) };
      let place = best.length;
      while (place > 0 && before(hit, best[place - 1])) place -= 1;
      if (place < limit) best.splice(place, 0, hit);
      if (best.length > limit) best.pop();
    }
    return best.map(({ summary }) => summary);
  }

  #workIn(document: number, each: Indexed): void {
    const names = new Set(namesOf(each.summary).flatMap(wordsOf));
    for (const word of each.words) (names.has(word) ? this.#names : this.#words).add(word, document);
    for (const plate of each.plates) this.#plates.add(plate, document);
    if (isCare(this.#definitions.get(each.summary.type))) return;
    for (const sound of new Set([...names].flatMap(soundsOf))) this.#sounds.add(sound, document);
  }

  /** Every document that is found, with its best rank. */
  #ranks(text: string): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    const plate = plateQuery(text);
    if (plate !== null) {
      for (const [known, documents] of this.#plates.entries()) {
        const match = plate(known);
        if (match !== null) for (const document of documents) lower(found, document, match === 'exact' ? BY_NAME : BY_NEAR_PLATE);
      }
    }
    for (const [document, rank] of this.#byWords(wordsOf(text))) lower(found, document, rank);
    return found;
  }

  /** Documents that hold all the words; each counts as well as its worst word. */
  #byWords(words: readonly string[]): ReadonlyMap<number, number> {
    let held: ReadonlyMap<number, number> | null = null;
    for (const word of words) {
      const hits = this.#byWord(word);
      const both = new Map<number, number>();
      if (held === null) held = hits;
      else {
        for (const [document, rank] of held) {
          const other = hits.get(document);
          if (other !== undefined) both.set(document, Math.max(rank, other));
        }
        held = both;
      }
    }
    return held ?? new Map<number, number>();
  }

  #byWord(word: string): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    if (word.length >= SOUND_LETTERS_MIN) {
      for (const sound of soundsOf(word)) for (const document of this.#sounds.exactly(sound)) found.set(document, BY_SOUND);
    }
    for (const documents of this.#words.beginning(word)) for (const document of documents) found.set(document, BY_WORDS);
    for (const documents of this.#names.beginning(word)) for (const document of documents) found.set(document, BY_NAME);
    return found;
  }

  /** Nobody supported by a letter, a plate or the sound of a name: only by a name they gave. */
  #may(summary: Summary, rank: number, text: string): boolean {
    if (!isCare(this.#definitions.get(summary.type))) return true;
    const words = wordsOf(text);
    return rank <= BY_WORDS && words.length > 0 && words.every((word) => word.length >= CARE_LETTERS_MIN);
  }

  #sweep(): void {
    for (const index of [this.#names, this.#words, this.#sounds, this.#plates]) index.sweep(this.#gone);
    this.#gone.clear();
  }
}

function lower(found: Map<number, number>, document: number, rank: number): void {
  const known = found.get(document);
  if (known === undefined || rank < known) found.set(document, rank);
}

interface Order {
  readonly rank: number;
  readonly at: number;
}

function before(one: Order, other: Order | undefined): boolean {
  return other !== undefined && (one.rank < other.rank || (one.rank === other.rank && one.at > other.at));
}
