/** Everything at rest is AES-256-GCM under keys that derive from one random data key, held in memory only. */

import { type Bytes, joined, randomBytes, textOf, utf8 } from '../lib/bytes';
import { type HashedValue, hashedArray } from '../lib/hashes';

/** One key each, so that a mistake in one store opens no other. */
const PURPOSES = ['records', 'index', 'drafts', 'outbox', 'keys', 'tiles', 'files'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const DATA_KEY_BYTES = 32;
const IV_BYTES = 12;
const FORM = 'lantern-vault-v1';

/** Seals and opens what one install keeps. Lives as long as the vault is open. */
export interface Vault {
  /** `where` names the one place that the sealed bytes belong to: elsewhere they do not open. */
  seal(purpose: Purpose, where: readonly HashedValue[], text: string): Promise<ArrayBuffer>;
  /** Rejects when the bytes were altered, moved or sealed by another install. */
  open(purpose: Purpose, where: readonly HashedValue[], sealed: ArrayBuffer): Promise<string>;
  /** The same for bytes that are no text. */
  sealBytes(purpose: Purpose, where: readonly HashedValue[], bytes: Bytes): Promise<ArrayBuffer>;
  openBytes(purpose: Purpose, where: readonly HashedValue[], sealed: ArrayBuffer): Promise<ArrayBuffer>;
}

/** A new random data key. */
export function newDataKey(): Bytes {
  return randomBytes(DATA_KEY_BYTES);
}

/** The vault of an install. `dataKey` may be wiped afterwards; the derived keys cannot be read back. */
export async function openVault(dataKey: Bytes, install: string): Promise<Vault> {
  const root = await crypto.subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveKey']);
  const derived = await Promise.all(PURPOSES.map((purpose) => derive(root, purpose)));
  const keys = new Map(PURPOSES.map((purpose, at) => [purpose, derived[at]]));

  function keyOf(purpose: Purpose): CryptoKey {
    const key = keys.get(purpose);
    if (key === undefined) throw new RangeError(`no key for ${purpose}`);
    return key;
  }

  function bound(purpose: Purpose, where: readonly HashedValue[]): Bytes {
    return utf8(hashedArray([FORM, install, purpose, ...where]));
  }

  return {
    async seal(purpose, where, text) {
      return encrypt(keyOf(purpose), utf8(text), bound(purpose, where));
    },
    async open(purpose, where, sealed) {
      return textOf(await decrypt(keyOf(purpose), sealed, bound(purpose, where)));
    },
    async sealBytes(purpose, where, bytes) {
      return encrypt(keyOf(purpose), bytes, bound(purpose, where));
    },
    async openBytes(purpose, where, sealed) {
      return decrypt(keyOf(purpose), sealed, bound(purpose, where));
    },
  };
}

/** IV and ciphertext under a key, bound to `associated`. */
export async function encrypt(key: CryptoKey, plain: Bytes, associated: Bytes): Promise<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: associated }, key, plain);
  return joined(iv, sealed).buffer;
}

/** The plain bytes of `encrypt`. Rejects with OperationError for anything else. */
export async function decrypt(key: CryptoKey, sealed: ArrayBuffer, associated: Bytes): Promise<ArrayBuffer> {
  const iv = new Uint8Array(sealed, 0, IV_BYTES);
  const body = new Uint8Array(sealed, IV_BYTES);
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: associated }, key, body);
}

function derive(root: CryptoKey, purpose: Purpose): Promise<CryptoKey> {
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`lantern-${purpose}`) };
  return crypto.subtle.deriveKey(parameters, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
