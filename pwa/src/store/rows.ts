/** Rows as they lie here: each seals one record's line with its place and hash, and can be read back and added up. */

import { sha256 } from '../lib/hashes';
import type { Vault } from '../vault/sealing';
import { type Database, ofStream, type Row } from './database';
import { digits, moved, type Placed, sumOf } from './digest';
import type { Arrived, Checked } from './pages';

/** Rows read back in one go: a slice of a scan, after which others get their turn. */
const CHUNK_ROWS = 100;
export class Rows {
  readonly #database: Database;
  readonly #vault: Vault;

  constructor(database: Database, vault: Vault) {
    this.#database = database;
    this.#vault = vault;
  }

  /** The record's line, verbatim. Rejects when the row does not open. */
  line(row: Row): Promise<string> {
    return this.#vault.open('records', ['row', row.stream, row.record, row.version, row.hash], row.sealed);
  }

  async sealed(number: number, each: Arrived, bucket: number): Promise<Row> {
    const { record, version } = each.text;
    const sealed = await this.#vault.seal('records', ['row', number, record, version, each.hash], each.line);
    return { stream: number, record, version, hash: each.hash, bucket, sealed };
  }

  /** Every row of one copy, opened, hashed and added up. */
  async readBack(number: number): Promise<Checked> {
    let [sum, count, sound] = [0n, 0, true];
    let after: unknown = undefined;
    for (;;) {
      const [low, high] = ofStream(number);
      const rows = await this.#database.relaxed.rows
        .where('[stream+record]')
        .between(after === undefined ? low : [number, after], high, after === undefined, true)
        .limit(CHUNK_ROWS)
        .toArray();
      const placed = await Promise.all(rows.map((row) => this.#stored(row)));
      sound &&= placed.every((each) => each !== null);
      sum = moved(sum, 0n, await sumOf(placed.filter((each) => each !== null)));
      count += rows.length;
      after = rows.at(-1)?.record;
      if (rows.length < CHUNK_ROWS) return { digest: digits(sum), count, sound };
    }
  }

  /** What lies in a row, by its own bytes. */
  async #stored(row: Row): Promise<Placed | null> {
    const line = await this.line(row).catch(() => null);
    if (line === null) return null;
    const hash = await sha256(line);
    return hash === row.hash ? { record: row.record, version: row.version, hash } : null;
  }
}
