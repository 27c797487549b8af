/** The install's signing key: ECDSA P-256 with SHA-256, signatures of 64 bytes r‖s (PROTOCOL section 2). */

import { base64url, type Bytes, fromBase64url, joined, utf8 } from '../lib/bytes';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const CHANGE_PREFIX = utf8('lantern-change-v1\n');

export interface SigningKey {
  /** Signature over a text's UTF-8, base64url. */
  sign(text: string): Promise<string>;
  /** Signature of a change: over its prefix and its text. */
  signChange(text: string): Promise<string>;
}

/** A new key pair: the private half as pkcs8 to be sealed, the public point as base64url. */
export async function newSigningPair(): Promise<{ readonly private_key: ArrayBuffer; readonly public_key: string }> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const [private_key, point] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ]);
  return { private_key, public_key: base64url(point) };
}

/** The key in use: it cannot be read back out of the browser. */
export async function importSigningKey(pkcs8: BufferSource): Promise<SigningKey> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']);
  const over = async (bytes: Bytes): Promise<string> => base64url(await crypto.subtle.sign(SIGNATURE, key, bytes));
  return {
    sign: (text) => over(utf8(text)),
    signChange: (text) => over(signedBytes(text)),
  };
}

/** What the signature of a change is over. */
export function signedBytes(text: string): Bytes {
  return joined(CHANGE_PREFIX, utf8(text));
}

/** A public key that signatures are checked against. Rejects when it is no point of the curve. */
export function importPublicKey(public_key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(public_key), ALGORITHM, false, ['verify']);
}

/** Whether a signature over a text's UTF-8 is right; false too for anything that is not 64 bytes. */
export async function verified(key: CryptoKey, text: string, signature: string): Promise<boolean> {
  try {
    const bytes = fromBase64url(signature);
    return bytes.length === 64 && (await crypto.subtle.verify(SIGNATURE, key, bytes, utf8(text)));
  } catch {
    return false;
  }
}
