/**
 * Delivering the files of an install as they lie here, sealed: by its key alone when it was ended, or in a colleague's
 * session. Nothing is opened on the way, and each is proved before it counts as delivered (PROTOCOL section 25).
 */

import { type Bytes, joined } from '../lib/bytes';
import { sha256 } from '../lib/hashes';
import { pairedId } from '../lib/ids';
import { FileDatabase, type FileRow, isUndelivered, SEALED_PART_BYTES } from '../store/files';
import { isObject } from '../store/texts';
import { fileCopyOf } from '../vault/server_seal';
import { sendFile } from './send_file';
import { provedReceipt, type ReceiptKeys } from './stored';
import type { Send } from './tus_stack';

export interface FileDelivery {
  readonly tenant: string;
  /** Who brings them: the ended install itself, or a colleague's. */
  readonly carrier: string;
  readonly send: Send;
  /** Keys to prove with. */
  readonly keys: () => Promise<ReceiptKeys>;
  /** So many bytes of one of so many are at the server. */
  readonly progress: (arrived: number, bytes: number) => void;
  readonly signal: AbortSignal;
}

/** stored: proved now. left: on this phone alone. */
export interface FilesDelivered {
  readonly stored: number;
  readonly left: number;
}

/** What does not go now stays, and holds back none of the others. Rejects never but for the database. */
export async function deliverFiles(install: string, delivery: FileDelivery): Promise<FilesDelivered> {
  const database = new FileDatabase(install);
  let stored = 0;
  try {
    for (const row of await database.files.filter(isUndelivered).toArray()) {
      const at = await delivered(database, row, delivery).catch(() => null);
      if (at === null) continue;
      await database.files.update(row.file, { stored_at: at });
      stored += 1;
    }
    return { stored, left: await database.files.filter(isUndelivered).count() };
  } finally {
    database.close();
  }
}

/** When the server had it; null where it does not prove so. */
async function delivered(database: FileDatabase, row: FileRow, delivery: FileDelivery): Promise<string | null> {
  const { carrier, progress, send, signal, tenant } = delivery;
  const thing = fileCopyOf(row.copy);
  const place = `${carrier}/${thing.install}/file/${thing.file}`;
  const address = `/api/files/${await pairedId(tenant, 'sealed_file', place, await sha256(thing.sealed))}`;
  await sendFile({
    metadata: { sealed: JSON.stringify(thing) },
    bytes: row.size,
    address,
    slice: (start, end) => slice(database, row.file, start, end),
    send,
    progress: (arrived) => progress(arrived, row.size),
    signal,
  });
  const answer = await send({ method: 'GET', path: `${address}/receipt` }, signal);
  if (!(answer instanceof Response) || !answer.ok) return null;
  const value = (await answer.json()) as unknown;
  return provedReceipt(isObject(value) ? value['receipt'] : null, thing, tenant, await delivery.keys());
}

/** Sealed bytes from `start` up to `end`. */
async function slice(database: FileDatabase, file: string, start: number, end: number): Promise<Bytes> {
  const first = Math.floor(start / SEALED_PART_BYTES);
  const parts: Bytes[] = [];
  for (let part = first; part * SEALED_PART_BYTES < end; part += 1) {
    const row = await database.parts.get([file, part]);
    if (row === undefined) throw new RangeError('a part of the file is gone');
    parts.push(new Uint8Array(row.sealed));
  }
  const from = start - first * SEALED_PART_BYTES;
  return joined(...parts).slice(from, from + end - start);
}
