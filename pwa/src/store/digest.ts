/** A stream's digest: the sum modulo 2^256 over its records (PROTOCOL section 6). */

import { hashedArray, sha256 } from '../lib/hashes';

const MODULUS = 1n << 256n;

/** What a digest reads of a record. `hash`: SHA-256 of the text as sent. */
export interface Placed {
  readonly record: string;
  readonly version: number;
  readonly hash: string;
}

/** A record's share in the sum. */
export async function term(placed: Placed): Promise<bigint> {
  return BigInt(`0x${await sha256(hashedArray([placed.record, placed.version, placed.hash]))}`);
}

/** The sum of several. */
export async function sumOf(placed: readonly Placed[]): Promise<bigint> {
  const terms = await Promise.all(placed.map(term));
  return terms.reduce((sum, each) => sum + each, 0n) % MODULUS;
}

/** A sum with records taken out and put in. */
export function moved(sum: bigint, out: bigint, into: bigint): bigint {
  return (((sum - out + into) % MODULUS) + MODULUS) % MODULUS;
}

/** 64 hexadecimal digits. */
export function digits(sum: bigint): string {
  return sum.toString(16).padStart(64, '0');
}
