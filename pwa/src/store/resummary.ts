/**
 * Summaries made anew from the rows that lie here: an app that has learned a field shows it, and finds by it, in what
 * an earlier one has pulled. A row holds the whole text, so that this needs no network (PROTOCOL section 22).
 */

import type { Vault } from '../vault/sealing';
import { type Bucket, bucketRow, openBucket } from './buckets';
import { type BucketRow, type Database, ofStream, type Row } from './database';
import type { Indexed } from './summary';

/** Rows opened in one go, after which others get their turn. */
const CHUNK_ROWS = 100;

/** The buckets of a copy of a stream, worked out anew. brief: null for a row that does not open; its summary stays. */
export async function resummarised(
  database: Database,
  vault: Vault,
  stream: number,
  brief: (row: Row) => Promise<Indexed | null>,
): Promise<readonly BucketRow[]> {
  const fresh = await freshByBucket(database, stream, brief);
  const rows = await database.relaxed.buckets.where('stream').equals(stream).toArray();
  const made: BucketRow[] = [];
  for (const row of rows) {
    // One that does not open is made of what its rows say.
    const before: Bucket = await openBucket(vault, row).catch(() => new Map<string, Indexed>());
    made.push(await bucketRow(vault, row.bucket, stream, new Map([...before, ...(fresh.get(row.bucket) ?? [])])));
  }
  return made;
}

async function freshByBucket(
  database: Database,
  stream: number,
  brief: (row: Row) => Promise<Indexed | null>,
): Promise<ReadonlyMap<number, ReadonlyMap<string, Indexed>>> {
  const fresh = new Map<number, Map<string, Indexed>>();
  let after: unknown = undefined;
  for (;;) {
    const [low, high] = ofStream(stream);
    const rows = await database.relaxed.rows
      .where('[stream+record]')
      .between(after === undefined ? low : [stream, after], high, after === undefined, true)
      .limit(CHUNK_ROWS)
      .toArray();
    for (const row of rows) {
      const each = await brief(row);
      if (each !== null) fresh.set(row.bucket, (fresh.get(row.bucket) ?? new Map<string, Indexed>()).set(row.record, each));
    }
    after = rows.at(-1)?.record;
    if (rows.length < CHUNK_ROWS) return fresh;
  }
}
