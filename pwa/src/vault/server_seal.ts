/**
 * Every unsent change is also kept sealed to the server, so that it can be delivered without being
 * unlocked (PROTOCOL section 12).
 */

import { base64url, joined, textOf, utf8, fromBase64url } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import { encrypt } from './sealing';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const BLOCK_BYTES = 256;

/** A server's key as pinned at enrolment. */
export interface PinnedKey {
  readonly kid: string;
  readonly public_key: string;
}

export interface SealedCopy {
  readonly kid: string;
  readonly install: string;
  readonly dseq: number;
  readonly sealed: string;
}

/** An unsigned note: a draft's latest state. */
export interface SealedNote {
  readonly kid: string;
  readonly install: string;
  readonly note: string;
  readonly sealed: string;
}

export type SealedThing = SealedCopy | SealedNote;

/** The sealing key ready for use. */
export function importSealingKey(key: PinnedKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(key.public_key), CURVE, false, []);
}

/** Seals one envelope. `key`: of `importSealingKey`, with its `kid`. */
export async function sealToServer(
  key: CryptoKey,
  kid: string,
  place: { readonly tenant: string; readonly install: string; readonly dseq: number },
  envelope: readonly [string, string],
): Promise<SealedCopy> {
  const { tenant, install, dseq } = place;
  const sealed = await sealText(key, JSON.stringify(envelope), sealingData(kid, tenant, install, dseq));
  return { kid, install, dseq, sealed };
}

/** Seals a note's JSON. */
export async function sealNote(
  key: CryptoKey,
  kid: string,
  place: { readonly tenant: string; readonly install: string; readonly note: string },
  text: string,
): Promise<SealedNote> {
  const { tenant, install, note } = place;
  return { kid, install, note, sealed: await sealText(key, text, sealingData(kid, tenant, install, `note/${note}`)) };
}

async function sealText(key: CryptoKey, text: string, data: string): Promise<string> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const [secret, point] = await Promise.all([
    crypto.subtle.deriveBits({ name: 'ECDH', public: key }, pair.privateKey, 256),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ]);
  const once = await contentKey(secret);
  return base64url(joined(point, await encrypt(once, padded(text), utf8(data))));
}

/** Associated data of a sealed thing. place: a change's `dseq`, or `note/<id>`. */
export function sealingData(kid: string, tenant: string, install: string, place: number | string): string {
  return hashedArray([kid, tenant, install, place]);
}

/** The sealed copy as it lies in the database, and back. */
export function copyBytes(copy: SealedThing): ArrayBuffer {
  return utf8(JSON.stringify(copy)).buffer;
}

/** What `copyBytes` wrote. */
export function copyOf(bytes: ArrayBuffer): SealedThing {
  return JSON.parse(textOf(bytes)) as SealedThing;
}

async function contentKey(secret: ArrayBuffer): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-seal-v1') };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
}

/** With spaces to a multiple of 256 bytes: the length tells little of what was written. */
function padded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(text);
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20);
  whole.set(bytes);
  return whole;
}
