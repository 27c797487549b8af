/**
 * The last number of this install's chain that the server has acknowledged, with its receipt: shown to the server
 * so that one that was put back finds out (PROTOCOL section 21).
 */

import type { Vault } from '../vault/sealing';
import type { Database } from './database';
import type { Statement } from './sides';

export interface Acknowledgement {
  readonly dseq: number;
  /** Of the server's receipt. */
  readonly at: string;
  readonly receipt: Statement;
}

const NAME = 'acknowledged';

export class Acknowledged {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #kept: (last: Acknowledgement) => void;
  #last: Acknowledgement | null = null;

  /** kept: told of each that is kept. */
  constructor(database: Database, vault: Vault, kept: (last: Acknowledgement) => void) {
    this.#database = database;
    this.#vault = vault;
    this.#kept = kept;
  }

  /** Null before the first. */
  get last(): Acknowledgement | null {
    return this.#last;
  }

  async load(): Promise<void> {
    const row = await this.#database.strict.keys.get(NAME);
    this.#last = row === undefined ? null : (JSON.parse(await this.#vault.open('keys', [NAME], row.sealed)) as Acknowledgement);
  }

  /**
   * Keeps it, unless a higher number has one already and came later. A receipt for an old number is newer after the
   * server was put back, and then it is the one that the server holds.
   */
  async note(acknowledgement: Acknowledgement): Promise<void> {
    const last = this.#last;
    if (last !== null && last.at > acknowledgement.at) return;
    const kept = { ...acknowledgement, dseq: Math.max(last?.dseq ?? 0, acknowledgement.dseq) };
    const sealed = await this.#vault.seal('keys', [NAME], JSON.stringify(kept));
    await this.#database.strict.keys.put({ name: NAME, sealed });
    this.#last = kept;
    this.#kept(kept);
  }
}
