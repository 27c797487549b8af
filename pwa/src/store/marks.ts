/**
 * *Sergeant first*: whether a recipient or a vehicle is one that somebody marked, without anybody
 * being named. A mark holds keyed hashes; the key is given to those who may issue warnings.
 */

import { folded } from '../lib/folding';
import { type HashedValue, keyedHash } from '../lib/hashes';
import { normalisedPlate } from '../lib/plates';
import type { Fields } from '../api/core';

export interface Given {
  readonly name?: string;
  readonly birth_year?: number;
  readonly alias?: string;
  readonly plate?: string;
}

/** The fields of a mark that hold its hashes, each with what is hashed of a recipient. */
function hashedOf(given: Given): readonly (readonly [string, readonly HashedValue[]])[] {
  const pairs: (readonly [string, readonly HashedValue[]])[] = [];
  if (given.name !== undefined && given.birth_year !== undefined) {
    pairs.push(['names', ['name', folded(given.name), given.birth_year]]);
  }
  if (given.alias !== undefined) pairs.push(['aliases', ['alias', folded(given.alias)]]);
  if (given.plate !== undefined) pairs.push(['plates', ['plate', normalisedPlate(given.plate)]]);
  return pairs;
}

/**
 * Whether one of the marks in force names what is given.
 *
 * key: the tenant's mark key (HMAC-SHA-256). marks: fields of the `mark` records on this phone.
 * today: local date; a mark holds to the end of its `until`.
 */
export async function marked(key: CryptoKey, given: Given, marks: readonly Fields[], today: string): Promise<boolean> {
  const standing = marks.filter((mark) => isStanding(mark, today));
  for (const [field, values] of hashedOf(given)) {
    const hash = await keyedHash(key, values);
    if (standing.some((mark) => isListWith(mark[field], hash))) return true;
  }
  return false;
}

function isStanding(mark: Fields, today: string): boolean {
  if ((mark['voided'] ?? null) !== null) return false;
  const until = mark['until'];
  return typeof until !== 'string' || until >= today;
}

function isListWith(held: unknown, hash: string): boolean {
  return Array.isArray(held) && held.includes(hash);
}

/** Imports the tenant's mark key. */
export function importMarkKey(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
