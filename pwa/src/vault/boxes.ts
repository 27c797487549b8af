/**
 * Sealing to a public key: whoever seals cannot open. Ephemeral P-256 ECDH, HKDF-SHA-256, AES-256-GCM, padded
 * (PROTOCOL section 12).
 */

import { type Bytes, joined, textOf, utf8 } from '../lib/bytes';
import { decrypt, encrypt } from './sealing';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const POINT_BYTES = 65;
export const BLOCK_BYTES = 256;

/** A new pair: the private half as pkcs8 to be sealed, the public point in clear. */
export async function newBoxPair(): Promise<{ readonly private_key: ArrayBuffer; readonly public_key: ArrayBuffer }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const [private_key, public_key] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ]);
  return { private_key, public_key };
}

/** A public point ready for use. Rejects when it is none of the curve. */
export function importBoxKey(point: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', point, CURVE, false, []);
}

/** The private half ready for use. */
export function importBoxOpener(pkcs8: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits']);
}

/** The ephemeral point and the sealed text, bound to `data`. block: the length is a multiple of it. */
export async function sealTo(key: CryptoKey, text: string, data: string, block = BLOCK_BYTES): Promise<Bytes> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const [secret, point] = await Promise.all([
    crypto.subtle.deriveBits({ name: 'ECDH', public: key }, pair.privateKey, 256),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ]);
  return joined(point, await encrypt(await contentKey(secret, 'encrypt'), padded(text, block), utf8(data)));
}

/** The text in a box, with the spaces that pad it. Rejects when it was altered, moved or sealed to another key. */
export async function openFrom(opener: CryptoKey, box: ArrayBuffer, data: string): Promise<string> {
  const point = await importBoxKey(box.slice(0, POINT_BYTES));
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, opener, 256);
  return textOf(await decrypt(await contentKey(secret, 'decrypt'), box.slice(POINT_BYTES), utf8(data)));
}

async function contentKey(secret: ArrayBuffer, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-seal-v1') };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** With spaces to a multiple of the block: the length tells little of what was written. */
function padded(text: string, block: number): Bytes {
  const bytes = utf8(text);
  const whole = new Uint8Array(Math.ceil(bytes.length / block) * block).fill(0x20);
  whole.set(bytes);
  return whole;
}
