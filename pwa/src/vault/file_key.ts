/**
 * The key of one file. Parts are sealed under it; itself it lies in the vault and, sealed to the server, beside the
 * file, so that a colleague's session can deliver what nobody here can open (PROTOCOL section 25).
 */

import { base64url, type Bytes, fromBase64url, randomBytes, utf8 } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import type { OpenInstall } from '../sync/install';
import { sealTo } from './boxes';
import { decrypt, encrypt } from './sealing';
import { copyBytes, type SealedFile, sealingData } from './server_seal';

const KEY_BYTES = 32;
const FORM = 'lantern-file-v1';

/** A new one, as it is kept. */
export function newFileKey(): string {
  return base64url(randomBytes(KEY_BYTES));
}

/** One part, sealed where it belongs. */
export async function sealPart(key: string, install: string, file: string, part: number, bytes: Bytes): Promise<ArrayBuffer> {
  return encrypt(await imported(key), bytes, bound(install, file, part));
}

/** Rejects when it was altered or moved. */
export async function openPart(key: string, install: string, file: string, part: number, sealed: ArrayBuffer): Promise<Bytes> {
  return new Uint8Array(await decrypt(await imported(key), sealed, bound(install, file, part)));
}

/** What goes along with the sealed parts, as it lies in the database: the key for the server, and what comes out. */
export async function fileCopy({ enrolment, sealing_key }: OpenInstall, file: string, box: { readonly key: string; readonly sha256: string; readonly bytes: number }): Promise<ArrayBuffer> {
  const { install, tenant } = enrolment;
  const { kid } = enrolment.sealing_key;
  const { key, sha256, bytes } = box;
  const sealed = await sealTo(sealing_key, JSON.stringify({ key, sha256, bytes }), sealingData(kid, tenant, install, `file/${file}`));
  return copyBytes({ kid, install, file, sealed: base64url(sealed) } satisfies SealedFile);
}

function imported(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function bound(install: string, file: string, part: number): Bytes {
  return utf8(hashedArray([FORM, install, file, part]));
}
