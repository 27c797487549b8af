/**
 * Written while locked: put in by whoever holds the phone, taken out by nobody but the vault (decision 0030).
 *
 * Everything here works without a key of the vault. The private half lies sealed among the vault's keys.
 */

import { CAPTURED_PLATE_MAX, CAPTURED_WORDS_MAX, CAPTURE_KINDS, type Captured, type CaptureKind, type KeptCapture } from '../api/locked';
import { failed } from '../api/device_problems';
import type { Outcome } from '../api/core';
import { base64url, fromBase64url } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import { randomId } from '../lib/ids';
import { saidHello } from '../records/engagement/quick';
import { addCapture, dropCapture } from '../store/captures';
import { type Database, isStorageError, type LetterboxRow } from '../store/database';
import type { OpenInstall } from '../sync/install';
import { importBoxKey, importBoxOpener, newBoxPair, openFrom, sealTo } from './boxes';
import { copyBytes, importSealingKey, sealNote } from './server_seal';

/** One length for all but long notes: it tells nothing of what was written. */
const BLOCK_BYTES = 2_048;
/** Undo is offered for ten seconds; the tap on it may come late. */
const UNDO_MS = 12_000;

/** What a box holds. */
export interface Content {
  readonly captured: Captured;
  /** The phone's clock when it was put in. */
  readonly at: string;
}

/** What the locked phone knows of this run, and nothing else: what may still be taken back. */
export class Letterbox {
  readonly #fresh = new Map<string, number>();

  /** now: milliseconds that cannot be set back. */
  async put(database: Database, install: string, captured: Captured, { at, now }: { readonly at: string; readonly now: number }): Promise<Outcome<KeptCapture>> {
    const row = await letterbox(database);
    if (row?.takes.includes(captured.kind) !== true) return failed('capture_off');
    const flaw = flawOf(captured);
    if (flaw !== null) return flaw;
    const capture = randomId();
    try {
      if (!(await addCapture(database, await sealed(row, install, capture, { captured, at })))) return failed('capture_full');
    } catch (error) {
      if (!isStorageError(error)) throw error;
      return failed('storage_failed');
    }
    this.#fresh.set(capture, now);
    return { ok: true, value: { capture, at } };
  }

  /** Only what this run has just put in: a stranger takes nothing of anybody's away. */
  async takeBack(database: Database, capture: string, now: number): Promise<boolean> {
    const put = this.#fresh.get(capture);
    this.#fresh.delete(capture);
    return put !== undefined && now - put <= UNDO_MS && (await dropCapture(database, capture));
  }
}

/** The row in clear; undefined on a phone that has not been opened since there are letterboxes. */
export async function letterbox({ strict }: Database): Promise<LetterboxRow | undefined> {
  const row = await strict.guards.get('letterbox');
  return row?.name === 'letterbox' ? row : undefined;
}

/** Makes the letterbox where there is none, and says what may be put in from now on. */
export async function openLetterbox({ strict }: Database, install: OpenInstall, takes: readonly CaptureKind[]): Promise<void> {
  const { tenant, sealing_key } = install.enrolment;
  const held = await strict.guards.get('letterbox');
  const key = await strict.keys.get('letterbox');
  if (held?.name === 'letterbox' && key !== undefined) {
    const row: LetterboxRow = { ...held, tenant, sealing_key, takes };
    if (JSON.stringify([held.sealing_key, held.takes]) !== JSON.stringify([sealing_key, takes])) await strict.guards.put(row);
    return;
  }
  const { private_key, public_key } = await newBoxPair();
  const sealed = await install.vault.seal('keys', ['letterbox'], base64url(private_key));
  await strict.transaction('rw', [strict.guards, strict.keys], async () => {
    // Another tab may have made one meanwhile: what was put into it must not lose its key.
    if ((await strict.keys.get('letterbox')) !== undefined) return;
    await strict.keys.put({ name: 'letterbox', sealed });
    await strict.guards.put({ name: 'letterbox', public_key, tenant, sealing_key, takes });
  });
}

/** Opens what was put in. Null when it does not open: altered, or sealed to another key. */
export async function opener({ strict }: Database, install: OpenInstall): Promise<(capture: string, box: ArrayBuffer) => Promise<Content | null>> {
  const key = await strict.keys.get('letterbox');
  if (key === undefined) return () => Promise.resolve(null);
  const held = await importBoxOpener(fromBase64url(await install.vault.open('keys', ['letterbox'], key.sealed)));
  return async (capture, box) => {
    try {
      return JSON.parse(await openFrom(held, box, boundTo(install.enrolment.install, capture))) as Content;
    } catch {
      return null;
    }
  };
}

async function sealed(row: LetterboxRow, install: string, capture: string, content: Content): Promise<{ capture: string; sealed: ArrayBuffer; note: ArrayBuffer }> {
  const { tenant, sealing_key } = row;
  const [box, note] = await Promise.all([
    sealTo(await importBoxKey(row.public_key), JSON.stringify(content), boundTo(install, capture), BLOCK_BYTES),
    sealNote(await importSealingKey(sealing_key), sealing_key.kid, { tenant, install, note: capture }, noteOf(capture, content), BLOCK_BYTES),
  ]);
  return { capture, sealed: box.buffer, note: copyBytes(note) };
}

function boundTo(install: string, capture: string): string {
  return hashedArray(['lantern-capture-v1', install, capture]);
}

/** An unsigned note (PROTOCOL section 17). Its stream is not known here: a supervisor of the person's operation reads it. */
function noteOf(capture: string, { captured, at }: Content): string {
  const type = captured.kind === 'met' ? 'engagement' : 'sighting';
  return JSON.stringify({ kind: 'capture', type, record: capture, stream: null, at, values: valuesOf({ captured, at }) });
}

/** Fields of the record that it becomes, as far as the keys said them. */
export function valuesOf({ captured, at }: Content, where: { readonly street: string; readonly patrol: string | null } = { street: '', patrol: null }): Record<string, unknown> {
  const patrolled = where.patrol === null ? {} : { patrol: where.patrol };
  const placed = where.street === '' ? {} : { place: { street: where.street } };
  switch (captured.kind) {
    case 'met': {
      const hello = saidHello({ street: where.street, happened_at: at, patrol: where.patrol, same_person_as: null });
      if (captured.contact === 'said_hello') return hello;
      return { ...(where.street === '' ? {} : { street: where.street }), happened_at: at, ...patrolled, contact: captured.contact };
    }
    case 'vehicle':
      return { kind: 'vehicle', happened_at: at, plate: captured.plate, ...patrolled, ...placed };
    case 'note':
      return { kind: 'note', happened_at: at, words: captured.words, ...patrolled, ...placed };
  }
}

function flawOf(captured: Captured): Outcome<never> | null {
  if (!CAPTURE_KINDS.includes(captured.kind)) return failed('capture_off');
  if (captured.kind === 'met') return null;
  const text = captured.kind === 'vehicle' ? captured.plate : captured.words;
  const most = captured.kind === 'vehicle' ? CAPTURED_PLATE_MAX : CAPTURED_WORDS_MAX;
  if (text.trim() === '') return failed('capture_empty');
  return Array.from(text).length > most ? failed('capture_long', '', most) : null;
}
