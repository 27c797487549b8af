/**
 * This phone as a witness of the server's whole ledger: it keeps the newest signed checkpoint, and takes a newer one in
 * its place only with the proof that the log has but grown since (PROTOCOL section 23).
 */

import { type Bytes, fromBase64url, joined, utf8 } from '../lib/bytes';
import { isObject } from '../store/texts';

/** The newest checkpoint of this phone. against: notes that it does not extend, kept as evidence. */
export interface Witnessed {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly against: readonly string[];
}

/** A checkpoint as the server sends it. consistency: base64; null when its log was never as long as the phone's. */
export interface CheckpointLine {
  readonly note: string;
  readonly from: number;
  readonly consistency: readonly string[] | null;
}

const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const AGAINST_MAX = 10;

/** What to keep from now on; null when nobody whose key this phone has signed it. */
export async function witness(key: CryptoKey, tenant: string, before: Witnessed | null, line: CheckpointLine): Promise<Witnessed | null> {
  const said = readNote(line.note, `lantern/${tenant}`);
  if (said === null || !(await isSigned(key, said.text, said.signatures))) return null;
  const now = { size: said.size, root: said.root, note: line.note };
  if (before === null) return { ...now, against: [] };
  const grown = line.from === before.size && line.consistency !== null && (await isExtension(before, now, line.consistency));
  return { ...now, against: grown ? before.against : [...before.against, before.note].slice(-AGAINST_MAX) };
}

/** A kept checkpoint read back, or null. */
export function readWitnessed(value: unknown): Witnessed | null {
  if (!isObject(value) || !Number.isSafeInteger(value['size']) || !Array.isArray(value['against'])) return null;
  const { size, root, note, against } = value;
  return typeof root === 'string' && typeof note === 'string' ? { size: size as number, root, note, against: against as readonly string[] } : null;
}

/** Whether the log of `now` begins with the log of `before` (RFC 9162, 2.1.4.2). */
export async function isExtension(before: Head, now: Head, consistency: readonly string[]): Promise<boolean> {
  if (before.size < 1 || before.size > now.size) return false;
  if (before.size === now.size) return consistency.length === 0 && before.root === now.root;
  const proof = consistency.map(bytesOf);
  const path = isPowerOfTwo(before.size) ? [bytesOf(before.root), ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [place, last] = [BigInt(before.size - 1), BigInt(now.size - 1)];
  while (place & 1n) [place, last] = [place >> 1n, last >> 1n];
  let [one, other] = [first, first];
  for (const each of rest) {
    if (last === 0n) return false;
    if ((place & 1n) === 1n || place === last) {
      [one, other] = [await node(each, one), await node(each, other)];
      while ((place & 1n) === 0n && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      other = await node(other, each);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && same(one, bytesOf(before.root)) && same(other, bytesOf(now.root));
}

interface Head {
  readonly size: number;
  readonly root: string;
}

interface Note extends Head {
  readonly text: string;
  readonly signatures: readonly Bytes[];
}

/** A checkpoint of this log; signatures: what follows the key ids in the lines under its name. */
function readNote(note: string, origin: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  const [name, size, root] = note.slice(0, Math.max(0, end)).split('\n');
  if (name !== origin || size === undefined || root === undefined || !/^(0|[1-9][0-9]{0,14})$/.test(size)) return null;
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root)) return null;
  const lines = note.slice(end + 2).split('\n');
  const own = lines.flatMap((line) => (line.startsWith(`— ${origin} `) ? [line.slice(origin.length + 3)] : []));
  if (!own.every((each) => /^[A-Za-z0-9+/]+={0,2}$/.test(each))) return null;
  return { text: note.slice(0, end + 1), size: Number(size), root, signatures: own.map((each) => bytesOf(each).slice(4)) };
}

async function isSigned(key: CryptoKey, text: string, signatures: readonly Bytes[]): Promise<boolean> {
  for (const der of signatures) {
    const raw = rawSignature(der);
    if (raw !== null && (await crypto.subtle.verify(SIGNATURE, key, raw, utf8(text)))) return true;
  }
  return false;
}

/** r‖s out of DER, which the browser's verify does not take: SEQUENCE of two INTEGERs. */
export function rawSignature(der: Bytes): Bytes | null {
  const r = integer(der, 2);
  const s = r === null ? null : integer(der, r.end);
  if (r === null || s?.end !== der.length || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  return joined(r.bytes, s.bytes);
}

function integer(der: Bytes, at: number): { readonly bytes: Bytes; readonly end: number } | null {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length < 1 || length > 33) return null;
  const digits = der.slice(at + 2, at + 2 + length);
  if (digits.length !== length || (length === 33 && digits[0] !== 0)) return null;
  const bytes = new Uint8Array(32);
  const kept = length === 33 ? digits.slice(1) : digits;
  bytes.set(kept, 32 - kept.length);
  return { bytes, end: at + 2 + length };
}

async function node(left: Bytes, right: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(joined(Uint8Array.of(1), left), right)));
}

function bytesOf(base64: string): Bytes {
  return fromBase64url(base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function same(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
