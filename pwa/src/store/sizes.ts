/** How many bytes an install's database holds, by what they are for. Sealed bytes alone: what the browser adds is its own. */

import type { Table } from 'dexie';
import type { StorageParts } from '../api/core';
import type { Connection } from './database';

/** Rows read at once. */
const PAGE = 500;

export async function partsOf(strict: Connection): Promise<StorageParts> {
  const [received, drafts] = await Promise.all([
    total([strict.rows, strict.incoming, strict.buckets, strict.notices, strict.streams]),
    total([strict.drafts]),
  ]);
  let unsent = 0;
  let copies = 0;
  await pages(strict.outbox, (row) => {
    if (row.state === 'unsent' || row.state === 'attention') unsent += bytesOf(row);
    else copies += bytesOf(row);
  });
  return { received, unsent, drafts, copies };
}

async function total(tables: readonly Table<object>[]): Promise<number> {
  let bytes = 0;
  for (const table of tables) await pages(table, (row) => (bytes += bytesOf(row)));
  return bytes;
}

async function pages<T extends object>(table: Table<T>, see: (row: T) => void): Promise<void> {
  for (let from = 0; ; from += PAGE) {
    const rows = await table.offset(from).limit(PAGE).toArray();
    rows.forEach(see);
    if (rows.length < PAGE) return;
  }
}

/** Of its sealed parts; the rest of a row is a few numbers. */
function bytesOf(row: object): number {
  return Object.values(row).reduce((sum: number, value: unknown) => sum + (value instanceof ArrayBuffer ? value.byteLength : 0), 0);
}
