/**
 * Summaries at rest: about 100 in one sealed bucket, the size at which they open fastest (FINDINGS 2: 10,000 in
 * 22 ms). Lists and search read these; a record's own text opens only when somebody looks at it.
 */

import type { BucketRow, Database } from './database';
import type { Indexed } from './summary';
import type { Vault } from '../vault/sealing';

export const BUCKET_SUMMARIES = 100;

/** The summaries of one bucket by record. */
export type Bucket = ReadonlyMap<string, Indexed>;

/** A bucket's row. */
export async function bucketRow(vault: Vault, bucket: number, stream: number, held: Bucket): Promise<BucketRow> {
  const text = JSON.stringify([...held.values()]);
  return { bucket, stream, sealed: await vault.seal('index', [stream, bucket], text) };
}

/** The summaries in a row. */
export async function openBucket(vault: Vault, row: BucketRow): Promise<Bucket> {
  const held = JSON.parse(await vault.open('index', [row.stream, row.bucket], row.sealed)) as Indexed[];
  return new Map(held.map((each) => [each.summary.record, each]));
}

/**
 * The buckets after a page: those that changed, with what they hold from now on, and where each record went.
 *
 * put: records of the page. gone: records that left. where: bucket of each record that stands already.
 */
export async function rebucketed(
  database: Database,
  vault: Vault,
  stream: number,
  page: { readonly put: readonly Indexed[]; readonly gone: readonly string[] },
  where: ReadonlyMap<string, number>,
): Promise<{ readonly rows: readonly BucketRow[]; readonly placed: ReadonlyMap<string, number> }> {
  const last = await database.relaxed.buckets.where('stream').equals(stream).last();
  const touched = new Map<number, Map<string, Indexed>>();
  if (last !== undefined) touched.set(last.bucket, new Map(await openBucket(vault, last)));
  for (const number of new Set(where.values())) {
    const row = touched.has(number) ? undefined : await database.relaxed.buckets.get(number);
    if (row !== undefined) touched.set(number, new Map(await openBucket(vault, row)));
  }
  let open = last?.bucket ?? (await freeBucket(database));
  const placed = new Map<string, number>();
  for (const each of page.put) {
    const record = each.summary.record;
    let bucket = where.get(record) ?? open;
    if (!where.has(record) && (touched.get(open)?.size ?? 0) >= BUCKET_SUMMARIES) {
      open = Math.max(open, await freeBucket(database), ...touched.keys()) + 1;
      bucket = open;
    }
    const held = touched.get(bucket) ?? new Map<string, Indexed>();
    touched.set(bucket, held.set(record, each));
    placed.set(record, bucket);
  }
  for (const record of page.gone) touched.get(where.get(record) ?? -1)?.delete(record);
  const rows = await Promise.all([...touched].map(([bucket, held]) => bucketRow(vault, bucket, stream, held)));
  return { rows, placed };
}

/** The next number that no bucket has. */
async function freeBucket(database: Database): Promise<number> {
  const last = await database.relaxed.buckets.orderBy('bucket').last();
  return (last?.bucket ?? 0) + 1;
}
