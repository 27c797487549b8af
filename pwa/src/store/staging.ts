/** Pages that came for a stream which is shown: kept beside its rows until the server says that all is there. */

import type { Vault } from '../vault/sealing';
import { type Database, ofStream } from './database';
import { arrived, type Leave, type Page } from './pages';
import { type Side, sideRow } from './sides';

interface Staged {
  readonly line?: string;
  readonly hash?: string;
  readonly leave?: Leave;
}

export class Staging {
  readonly #database: Database;
  readonly #vault: Vault;

  constructor(database: Database, vault: Vault) {
    this.#database = database;
    this.#vault = vault;
  }

  /** The cursor lies in the same transaction. What the stream's side is from now on. */
  async keep(side: Side, page: Page): Promise<Side> {
    const after = { ...side, cursor: page.cursor };
    const rows = await Promise.all([
      ...page.records.map((each) => this.#incoming(side.number, each.text.record, { line: each.line, hash: each.hash })),
      ...page.leaves.map((each) => this.#incoming(side.number, each.record, { leave: each })),
    ]);
    const row = await sideRow(this.#vault, after);
    const { relaxed } = this.#database;
    await relaxed.transaction('rw', [relaxed.streams, relaxed.incoming], async () => {
      await relaxed.incoming.bulkPut(rows);
      await relaxed.streams.put(row);
    });
    return after;
  }

  /** The last page with those before it that were staged; of a record only what came last. */
  async whole(side: Side, page: Page): Promise<Pick<Page, 'records' | 'leaves'>> {
    const rows = await this.#database.relaxed.incoming.where('[stream+record]').between(...ofStream(side.number)).toArray();
    const last = new Set([...page.records.map((each) => each.text.record), ...page.leaves.map((each) => each.record)]);
    const records = [...page.records];
    const leaves = [...page.leaves];
    for (const row of rows) {
      if (last.has(row.record)) continue;
      const text = await this.#vault.open('records', ['incoming', row.stream, row.record], row.sealed);
      const staged = JSON.parse(text) as Staged;
      if (staged.leave !== undefined) leaves.push(staged.leave);
      else if (staged.line !== undefined) records.push(await arrived(staged.line));
    }
    return { records, leaves };
  }

  async #incoming(stream: number, record: string, staged: Staged): Promise<{ stream: number; record: string; sealed: ArrayBuffer }> {
    return { stream, record, sealed: await this.#vault.seal('records', ['incoming', stream, record], JSON.stringify(staged)) };
  }
}
