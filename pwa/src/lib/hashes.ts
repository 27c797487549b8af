/** SHA-256 and hashed arrays, as PROTOCOL section 2 spells them. */

import { hex, utf8 } from './bytes';

export type HashedValue = string | number | null | readonly HashedValue[];

/** A hashed array's text: JSON without spaces, non-ASCII characters as they are. */
export function hashedArray(values: readonly HashedValue[]): string {
  return JSON.stringify(values);
}

/** SHA-256 of a text's UTF-8 or of bytes, as 64 hexadecimal digits. */
export async function sha256(data: string | BufferSource): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? utf8(data) : data));
}

/** HMAC-SHA-256 of a hashed array under `key` (32 bytes), as hexadecimal digits. */
export async function keyedHash(key: CryptoKey, values: readonly HashedValue[]): Promise<string> {
  return hex(await crypto.subtle.sign('HMAC', key, utf8(hashedArray(values))));
}
