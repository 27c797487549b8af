/**
 * Which records were opened on this phone, until the server has been told (PROTOCOL section 24): sealed, each once for
 * record and quarter of an hour, and never more than a phone that is long without a network may hold.
 */

import type { Vault } from '../vault/sealing';
import type { Database } from './database';

/** A record, and when it was opened by this device's clock. */
export type Opening = readonly [record: string, at: string];

/** Kept without a network; beyond it the oldest go. */
export const OPENED_MAX = 2_000;
const QUARTER_MS = 15 * 60_000;
const NAME = 'opened';

export class Opened {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #lock: string;
  /** Record and quarter of those noted since the unlock: they are told already, or will be. */
  readonly #noted = new Set<string>();

  constructor(database: Database, vault: Vault, install: string) {
    this.#database = database;
    this.#vault = vault;
    this.#lock = `opened/${install}`;
  }

  /** Durable when it answers. now: milliseconds since 1970; at: the same moment in words. */
  async note(record: string, now: number, at: string): Promise<void> {
    const key = `${record}/${quarterOf(now)}`;
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    await this.#change((held) => {
      const known = held.some(([other, when]) => other === record && quarterOf(Date.parse(when)) === quarterOf(now));
      return known ? held : [...held, [record, at] as const].slice(-OPENED_MAX);
    });
  }

  /** What the server has not been told yet, the oldest first. */
  async all(): Promise<readonly Opening[]> {
    const row = await this.#database.strict.keys.get(NAME);
    return row === undefined ? [] : (JSON.parse(await this.#vault.open('keys', [NAME], row.sealed)) as readonly Opening[]);
  }

  /** The server has answered for these. */
  async forget(told: readonly Opening[]): Promise<void> {
    const gone = new Set(told.map((each) => each.join('/')));
    await this.#change((held) => held.filter((each) => !gone.has(each.join('/'))));
  }

  /** One after the other over all tabs: the sealing must not be awaited inside a transaction. */
  async #change(next: (held: readonly Opening[]) => readonly Opening[]): Promise<void> {
    await navigator.locks.request(this.#lock, async () => {
      const before = await this.all();
      const after = next(before);
      if (after === before) return;
      const sealed = await this.#vault.seal('keys', [NAME], JSON.stringify(after));
      await this.#database.strict.keys.put({ name: NAME, sealed });
    });
  }
}

function quarterOf(now: number): number {
  return Math.floor(now / QUARTER_MS);
}
