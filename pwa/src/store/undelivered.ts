/**
 * What of an install lies on this phone and is not proved to be at the server, as sealed things: nothing here needs
 * the install's vault, so that a colleague's session can deliver it, and a revoked phone can be wiped afterwards.
 */

import { copyOf, type SealedThing } from '../vault/server_seal';
import type { Connection } from './database';

/** One thing with the row that it came from. */
export interface Undelivered {
  readonly thing: SealedThing;
  readonly row: { readonly dseq: number } | { readonly draft: string; readonly note: ArrayBuffer } | { readonly capture: string };
}

/** Drafts that were kept before notes were: they cannot be delivered without the vault. */
export interface Left {
  readonly things: readonly Undelivered[];
  readonly unsealed: number;
}

/** Everything that is left, in the order of the chain, then drafts, then what was written while locked. */
export async function undelivered(strict: Connection): Promise<Left> {
  const [rows, drafts, captures] = await Promise.all([
    strict.outbox.where('state').anyOf('unsent', 'attention').toArray(),
    strict.drafts.toArray(),
    strict.captures.toArray(),
  ]);
  const copies = rows
    .filter((row) => row.stored_at === undefined)
    .sort((one, other) => one.dseq - other.dseq)
    .map((row): Undelivered => ({ thing: copyOf(row.copy), row: { dseq: row.dseq } }));
  const notes = drafts.flatMap(({ draft, note, stored_at }): Undelivered[] =>
    note === undefined || stored_at !== undefined ? [] : [{ thing: copyOf(note), row: { draft, note } }],
  );
  const put = captures
    .filter((row) => row.stored_at === undefined)
    .map((row): Undelivered => ({ thing: copyOf(row.note), row: { capture: row.capture } }));
  return { things: [...copies, ...notes, ...put], unsealed: drafts.filter((each) => each.note === undefined).length };
}

/** Notes that the server has proved to have these. A draft that was written on meanwhile has a new note to deliver. */
export async function noteStored(strict: Connection, stored: readonly { readonly row: Undelivered['row']; readonly at: string }[]): Promise<void> {
  await strict.transaction('rw', [strict.outbox, strict.drafts, strict.captures], async () => {
    for (const { row, at } of stored) {
      if ('dseq' in row) await strict.outbox.update(row.dseq, { stored_at: at });
      else if ('capture' in row) await strict.captures.update(row.capture, { stored_at: at });
      else {
        const found = await strict.drafts.get(row.draft);
        if (found?.note !== undefined && same(found.note, row.note)) await strict.drafts.put({ ...found, stored_at: at });
      }
    }
  });
}

function same(one: ArrayBuffer, other: ArrayBuffer): boolean {
  const [left, right] = [new Uint8Array(one), new Uint8Array(other)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
