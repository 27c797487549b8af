/**
 * Every unsent change is also kept sealed to the server, so that it can be delivered without being
 * unlocked (PROTOCOL section 12).
 */

import { base64url, fromBase64url, textOf, utf8 } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import { importBoxKey, sealTo } from './boxes';

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

/** A file's key, and which bytes it opens. file: its random id on this phone. */
export interface SealedFile {
  readonly kid: string;
  readonly install: string;
  readonly file: string;
  readonly sealed: string;
}

export type SealedThing = SealedCopy | SealedNote;

/** The sealing key ready for use. */
export function importSealingKey(key: PinnedKey): Promise<CryptoKey> {
  return importBoxKey(fromBase64url(key.public_key));
}

/** Seals one envelope. `key`: of `importSealingKey`, with its `kid`. */
export async function sealToServer(
  key: CryptoKey,
  kid: string,
  place: { readonly tenant: string; readonly install: string; readonly dseq: number },
  envelope: readonly [string, string],
): Promise<SealedCopy> {
  const { tenant, install, dseq } = place;
  const sealed = base64url(await sealTo(key, JSON.stringify(envelope), sealingData(kid, tenant, install, dseq)));
  return { kid, install, dseq, sealed };
}

/** Seals a note's JSON. block: its length is a multiple of it. */
export async function sealNote(
  key: CryptoKey,
  kid: string,
  place: { readonly tenant: string; readonly install: string; readonly note: string },
  text: string,
  block?: number,
): Promise<SealedNote> {
  const { tenant, install, note } = place;
  return { kid, install, note, sealed: base64url(await sealTo(key, text, sealingData(kid, tenant, install, `note/${note}`), block)) };
}

/** Associated data of a sealed thing. place: a change's `dseq`, `note/<id>` or `file/<id>`. */
export function sealingData(kid: string, tenant: string, install: string, place: number | string): string {
  return hashedArray([kid, tenant, install, place]);
}

/** The sealed copy as it lies in the database, and back. */
export function copyBytes(copy: SealedThing | SealedFile): ArrayBuffer {
  return utf8(JSON.stringify(copy)).buffer;
}

/** What `copyBytes` wrote. */
export function copyOf(bytes: ArrayBuffer): SealedThing {
  return JSON.parse(textOf(bytes)) as SealedThing;
}

/** The same of a file. */
export function fileCopyOf(bytes: ArrayBuffer): SealedFile {
  return JSON.parse(textOf(bytes)) as SealedFile;
}
