/** Ids of records, changes and installs: UUIDs in lower case with hyphens (RFC 9562). */

import { type Bytes, hex, joined, randomBytes, utf8 } from './bytes';
import { hashedArray } from './hashes';

/** Namespace of the ids of paired records: PROTOCOL section 4. */
const PAIRED_NAMESPACE = '6f1d3f0e-5f3b-5c59-9a5e-3c7a1d3c4b10';

/** A random id (version 4). */
export function randomId(): string {
  return crypto.randomUUID();
}

/** An id that begins with the time (version 7). `now`: milliseconds since 1970, of any clock. */
export function changeId(now: number): string {
  const bytes = randomBytes(16);
  let rest = Math.max(0, Math.floor(now));
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return spelled(bytes, 7);
}

/** The id that one record of a pair has on every device (version 5), e.g. an agreement's. */
export async function pairedId(tenant: string, type: string, first: string, second: string): Promise<string> {
  const namespace = Uint8Array.from(PAIRED_NAMESPACE.replaceAll('-', '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const name = utf8(hashedArray([tenant, type, first, second]));
  const digest = await crypto.subtle.digest('SHA-1', joined(namespace, name));
  return spelled(new Uint8Array(digest.slice(0, 16)), 5);
}

function spelled(bytes: Bytes, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = hex(bytes.buffer);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
