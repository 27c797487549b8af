/** Drafts: sealed at every keystroke's end, and there again after a kill, a lock, an update or an ended session. */

import type { Draft } from '../api/core';
import type { NoteSealer } from '../vault/note_seal';
import type { Vault } from '../vault/sealing';
import { type Database, type DraftRow, steadily } from './database';

export class Drafts {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #note: NoteSealer;

  constructor(database: Database, vault: Vault, note: NoteSealer) {
    this.#database = database;
    this.#vault = vault;
    this.#note = note;
  }

  /** Durable when it answers. */
  async save(draft: Draft): Promise<void> {
    const row = await this.row(draft);
    await steadily(this.#database, () => this.#database.strict.drafts.put(row));
  }

  /** The row of a draft, for a transaction that writes more than it. */
  async row(draft: Draft): Promise<DraftRow> {
    const [sealed, note] = await Promise.all([this.#vault.seal('drafts', [draft.draft], JSON.stringify(draft)), this.#note(draft)]);
    return note === null ? { draft: draft.draft, sealed } : { draft: draft.draft, sealed, note };
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
