/** Keeps the canary's sign true: what the server received last, and what was not sent when it was last counted. */

import type { Lost, Moment } from '../api/core';
import { spared } from '../store/spare';
import type { Canary, Sign } from './canary';

export class LastSign {
  readonly #canary: Canary;
  #sign: Sign | null = null;
  /** One write after the other: the last one told is the last one kept. */
  #turn: Promise<void> = Promise.resolve();

  constructor(canary: Canary) {
    this.#canary = canary;
  }

  /** What a database that is gone has left behind. sure: the present, where there was one for certain; else no sign means none. */
  async left(sure: Moment | null): Promise<Lost | null> {
    const sign = (await this.#canary.read()) ?? (sure === null ? null : { dseq: 0, at: sure, reference: null, unsent: null });
    return sign === null ? null : { ...sign, spared: (await spared(() => true)).length };
  }

  /** At an unlock: goes on with what is known of this install, or begins. at: local time with its offset. */
  async begin(install: string, at: string): Promise<void> {
    const kept = await this.#canary.read();
    this.#sign = kept?.install === install ? kept : { install, dseq: 0, at, reference: null, unsent: { entries: 0, drafts: 0, at } };
    await this.#keep();
  }

  /** The server has acknowledged this number; reference: of that entry, where it has one. */
  received(last: Pick<Sign, 'dseq' | 'at' | 'reference'>): void {
    if (this.#sign === null || (this.#sign.dseq === last.dseq && this.#sign.at === last.at)) return;
    this.#sign = { ...this.#sign, ...last, reference: last.reference ?? this.#sign.reference };
    void this.#keep();
  }

  counted(entries: number, drafts: number, at: string): void {
    const before = this.#sign?.unsent;
    if (this.#sign === null || (before?.entries === entries && before.drafts === drafts)) return;
    this.#sign = { ...this.#sign, unsent: { entries, drafts, at } };
    void this.#keep();
  }

  /** There is nothing here any more that could be lost. */
  async clear(): Promise<void> {
    this.#sign = null;
    await this.#turn;
    await this.#canary.clear();
  }

  #keep(): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#sign === null ? undefined : this.#canary.keep(this.#sign)));
    return this.#turn;
  }
}
