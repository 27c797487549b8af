/** Things sealed to the server, on their way to it, and its signed proof that it has them (PROTOCOL section 17). */

import { hashedArray, type HashedValue, sha256 } from '../lib/hashes';
import { isObject } from '../store/texts';
import type { SealedFile, SealedThing } from '../vault/server_seal';
import { verified } from '../vault/signing';

/** Keys that receipts are proved with, by kid. */
export type ReceiptKeys = ReadonlyMap<string, CryptoKey>;

const PREFIX = 'lantern-stored-v1\n';

/** Of each thing, when the server says to have stored it; null where it does not prove so. Null for an answer of another form. */
export async function provedStored(
  answer: unknown,
  things: readonly SealedThing[],
  tenant: string,
  keys: ReceiptKeys,
): Promise<readonly (string | null)[] | null> {
  if (!isObject(answer) || !Array.isArray(answer['sealed']) || answer['sealed'].length !== things.length) return null;
  const lines = answer['sealed'] as readonly unknown[];
  return Promise.all(things.map((thing, at) => provedOne(lines[at], thing, tenant, keys)));
}

function provedOne(line: unknown, thing: SealedThing, tenant: string, keys: ReceiptKeys): Promise<string | null> {
  return provedReceipt(isObject(line) ? line['receipt'] : null, thing, tenant, keys);
}

/** When the server had it, by a stored receipt `[array, signature]` that is right in every part; else null. */
export async function provedReceipt(receipt: unknown, thing: SealedThing | SealedFile, tenant: string, keys: ReceiptKeys): Promise<string | null> {
  if (!Array.isArray(receipt) || receipt.length !== 2) return null;
  const [array, signature] = receipt as readonly unknown[];
  if (!Array.isArray(array) || typeof signature !== 'string') return null;
  const [kid, said, install, place, digest, received_at] = array as readonly unknown[];
  const key = keys.get(String(kid));
  const ours = said === tenant && install === thing.install && place === placeOf(thing) && digest === (await sha256(thing.sealed));
  if (key === undefined || !ours || typeof received_at !== 'string') return null;
  return (await verified(key, storedText(array as HashedValue[]), signature)) ? received_at : null;
}

/** What a stored receipt's signature is over. */
export function storedText(array: readonly HashedValue[]): string {
  return PREFIX + hashedArray(array);
}

function placeOf(thing: SealedThing | SealedFile): number | string {
  if ('file' in thing) return `file/${thing.file}`;
  return 'note' in thing ? `note/${thing.note}` : thing.dseq;
}
