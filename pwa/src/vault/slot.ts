/**
 * The PIN's slot: wraps the data key under a key that needs the PIN and the server's share of this shift.
 *
 * A PIN alone cannot protect a copied disk (FINDINGS 5.1), so without the share nothing here can even be tried.
 */

import { type Bytes, joined, randomBytes, utf8 } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import { argon2 } from './argon2';
import { decrypt, encrypt } from './sealing';

/** Kept in clear: it tells nothing without PIN and share. */
export interface Slot {
  readonly salt: ArrayBuffer;
  /** Argon2id parameters, kept so that they can be raised later. */
  readonly memory_kib: number;
  readonly passes: number;
  readonly lanes: number;
  readonly wrapped: ArrayBuffer;
}

/** What stretching a PIN costs. */
export type PinCost = Pick<Slot, 'memory_kib' | 'passes' | 'lanes'>;

/** FINDINGS 5.1 and 6: 0.3 s on a desk, 1.3 s on a slow phone. */
export const PIN_COST: PinCost = { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
const SALT_BYTES = 16;

/** Wraps the data key. `share`: 32 bytes that the server hands out for a shift. */
export async function closeSlot(
  dataKey: Bytes,
  pin: string,
  share: ArrayBuffer,
  install: string,
  cost: PinCost,
): Promise<Slot> {
  const salt = randomBytes(SALT_BYTES).buffer;
  const parameters = { salt, ...cost };
  const key = await wrappingKey(pin, share, parameters);
  return { ...parameters, wrapped: await encrypt(key, dataKey, bound(install)) };
}

/** The data key, or null when PIN or share is not the right one. */
export async function openSlot(slot: Slot, pin: string, share: ArrayBuffer, install: string): Promise<Bytes | null> {
  const key = await wrappingKey(pin, share, slot);
  try {
    return new Uint8Array(await decrypt(key, slot.wrapped, bound(install)));
  } catch {
    return null;
  }
}

function bound(install: string): Bytes {
  return utf8(hashedArray(['lantern-slot-v1', install]));
}

async function wrappingKey(pin: string, share: ArrayBuffer, parameters: Omit<Slot, 'wrapped'>): Promise<CryptoKey> {
  const stretched = await argon2(pin, parameters);
  const material = await crypto.subtle.importKey('raw', joined(stretched, share), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-slot-v1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
