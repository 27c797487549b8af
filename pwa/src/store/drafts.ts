/** Drafts: sealed at every keystroke's end, and there again after a kill, a lock, an update or an ended session. */

import type { Draft } from '../api/core';
import type { Vault } from '../vault/sealing';
import { type Database, type DraftRow, steadily } from './database';

export class Drafts {
  readonly #database: Database;
  readonly #vault: Vault;

  constructor(database: Database, vault: Vault) {
    this.#database = database;
    this.#vault = vault;
  }

  /** Durable when it answers. */
  async save(draft: Draft): Promise<void> {
    const row = await this.row(draft);
    await steadily(this.#database, () => this.#database.strict.drafts.put(row));
  }

  /** The row of a draft, for a transaction that writes more than it. */
  async row(draft: Draft): Promise<DraftRow> {
    return { draft: draft.draft, sealed: await this.#vault.seal('drafts', [draft.draft], JSON.stringify(draft)) };
  }

  /** All of them, the newest first. */
  async all(): Promise<readonly Draft[]> {
    const rows = await this.#database.strict.drafts.toArray();
    const drafts = await Promise.all(rows.map((row) => this.#open(row)));
    return drafts.sort((one, other) => Date.parse(other.saved_at) - Date.parse(one.saved_at));
  }

  async get(draft: string): Promise<Draft | null> {
    const row = await this.#database.strict.drafts.get(draft);
    return row === undefined ? null : this.#open(row);
  }

  async drop(draft: string): Promise<void> {
    await this.#database.strict.drafts.delete(draft);
  }

  count(): Promise<number> {
    return this.#database.strict.drafts.count();
  }

  async #open(row: DraftRow): Promise<Draft> {
    return JSON.parse(await this.#vault.open('drafts', [row.draft], row.sealed)) as Draft;
  }
}
