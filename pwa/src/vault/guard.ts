/**
 * What stands before the vault: the PIN with five tries, and the server's share of the shift.
 *
 * A try is counted on disk before it is made, so that a kill in the middle gives none away. How long to wait follows
 * from that count alone and is waited out while the app runs: no clock of the phone shortens it, and a kill begins it
 * anew. The counter stops a passer-by; a copied disk is stopped by the share, which is not on it outside a shift
 * (FINDINGS 5.1).
 */

import type { Bytes } from '../lib/bytes';
import { sha256 } from '../lib/hashes';
import { type Database, isFull, type ShareRow, type SlotRow } from '../store/database';
import { closeSlot, openSlot, type PinCost } from './slot';

export const TRIES_MAX = 5;
const NO_ROOM = Symbol('no room');
/** From the second wrong PIN on: 2, 4, 8 … seconds. */
const WAIT_FIRST_MS = 1_000;
/** A share leaves at the latest then, whatever is open. */
const LONGEST_MS = 18 * 3_600_000;
/** Overrun where the server names none. */
const OVERRUN_MS = 2 * 3_600_000;

export type Try =
  | { readonly kind: 'open'; readonly data_key: Bytes }
  | { readonly kind: 'wrong'; readonly tries_left: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The server holds another share than this slot was made with: no PIN opens it any more. */
  | { readonly kind: 'share_lost' }
  /** There is no room to count the try, so it is not made. */
  | { readonly kind: 'full' }
  /** No tries are left, or the share has gone: an online sign-in gives both back. */
  | { readonly kind: 'sign_in' };

/** The share as the server handed it out, its times moved to this device's clock. */
export interface Shift {
  readonly share: ArrayBuffer;
  readonly begins: number;
  readonly ends: number;
  readonly latest?: number;
}

/** How long this run of the app has waited since it first saw so many wrong tries. */
export class Waiting {
  readonly #now: () => number;
  #seen: { readonly install: string; readonly tries: number; readonly at: number } | null = null;

  /** now: milliseconds that cannot be set back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds until a try counts. */
  left(install: string, tries: number): number {
    if (this.#seen?.install !== install || this.#seen.tries !== tries) this.#seen = { install, tries, at: this.#now() };
    return Math.max(0, waitAfter(tries) - (this.#now() - this.#seen.at));
  }
}

/** None after the first wrong PIN: a slip of the finger. */
function waitAfter(tries: number): number {
  return tries < 2 ? 0 : WAIT_FIRST_MS * 2 ** (tries - 1);
}

/** What a new slot is made of. */
export interface Access {
  readonly dataKey: Bytes;
  readonly pin: string;
  readonly shift: Shift;
  readonly cost: PinCost;
}

/** Tries a PIN. */
export async function tryPin(database: Database, install: string, pin: string, waiting: Waiting): Promise<Try> {
  const slot = await slotRow(database);
  const share = await shareRow(database);
  if (slot === undefined || share === undefined || slot.tries >= TRIES_MAX) return { kind: 'sign_in' };
  if ((await fitting(slot, share)) === undefined) return { kind: 'share_lost' };
  const wait = waiting.left(install, slot.tries);
  if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1_000) };
  const tries = await ifRoom(() => counted(database, slot.tries));
  if (tries === NO_ROOM) return { kind: 'full' };
  // Another tab has tried in this moment: its answer counts first.
  if (tries === null) return { kind: 'wait', seconds: 1 };
  const data_key = await opened(slot, pin, share, install);
  if (data_key !== null) {
    // Without room the count stands, and the next sign-in takes it back.
    const share_hash = share.before === undefined ? await sha256(share.share) : slot.share_hash;
    await ifRoom(() => forgiven(database, share_hash));
    return { kind: 'open', data_key };
  }
  waiting.left(install, tries);
  if (tries >= TRIES_MAX) await database.strict.guards.delete('share');
  return tries >= TRIES_MAX ? { kind: 'sign_in' } : { kind: 'wrong', tries_left: TRIES_MAX - tries };
}

async function ifRoom<T>(write: () => Promise<T>): Promise<T | typeof NO_ROOM> {
  try {
    return await write();
  } catch (error) {
    if (isFull(error)) return NO_ROOM;
    throw error;
  }
}

/** Counts a try before it is made; null when the count was no longer as it was seen. */
async function counted({ strict }: Database, seen: number): Promise<number | null> {
  return strict.transaction('rw', strict.guards, async () => {
    const slot = await strict.guards.get('slot');
    if (slot?.name !== 'slot' || slot.tries !== seen) return null;
    await strict.guards.put({ ...slot, tries: seen + 1 });
    return seen + 1;
  });
}

async function forgiven({ strict }: Database, share_hash: string | undefined): Promise<void> {
  await strict.transaction('rw', strict.guards, async () => {
    const slot = await strict.guards.get('slot');
    if (slot?.name === 'slot') await strict.guards.put({ ...slot, tries: 0, ...(share_hash === undefined ? {} : { share_hash }) });
  });
}

/** Whether a PIN is right; nothing is counted or changed. Null when the share has gone. */
export async function isPin(database: Database, install: string, pin: string): Promise<boolean | null> {
  const slot = await slotRow(database);
  const share = await shareRow(database);
  if (slot === undefined || share === undefined) return null;
  return (await opened(slot, pin, share, install)) !== null;
}

/** The rows of a new slot and its share, for the enrolment's one transaction. */
export async function newGuards(install: string, access: Access): Promise<readonly [SlotRow, ShareRow]> {
  const slot = await closeSlot(access.dataKey, access.pin, access.shift.share, install, access.cost);
  return [{ name: 'slot', ...slot, tries: 0, share_hash: await sha256(access.shift.share) }, shareOf(access.shift)];
}

/** A new PIN for the same vault, under the share that is here. False without one. */
export async function changePin(database: Database, install: string, dataKey: Bytes, { pin, cost }: { readonly pin: string; readonly cost: PinCost }): Promise<boolean> {
  const share = await shareRow(database);
  if (share === undefined) return false;
  const slot = await closeSlot(dataKey, pin, share.share, install, cost);
  await database.strict.guards.put({ name: 'slot', ...slot, tries: 0, share_hash: await sha256(share.share) });
  return true;
}

/** The share that is here and that the slot needs; undefined without one. */
export async function heldShare(database: Database): Promise<ArrayBuffer | undefined> {
  const share = await shareRow(database);
  return share === undefined ? undefined : fitting(await slotRow(database), share);
}

/** After an online sign-in: the share is back, and with it all tries. */
export async function giveShare(database: Database, shift: Shift): Promise<void> {
  const { strict } = database;
  const fits = await heldShare(database);
  const before = fits === undefined || sameBytes(fits, shift.share) ? {} : { before: fits };
  await strict.transaction('rw', strict.guards, async () => {
    const slot = await slotRow(database);
    const old = await shareRow(database);
    if (slot !== undefined) await strict.guards.put({ ...slot, tries: 0 });
    await strict.guards.put({ ...shareOf(shift), held: old?.held ?? false, ...before });
  });
}

/** Notes whether a patrol is open: while one is, the share stays. */
export async function holdShare(database: Database, held: boolean): Promise<void> {
  await database.strict.transaction('rw', database.strict.guards, async () => {
    const share = await shareRow(database);
    if (share !== undefined && share.held !== held) await database.strict.guards.put({ ...share, held });
  });
}

/** Takes the share away when its time has come. drafts: how many are open. True when it went. */
export async function releaseShare(database: Database, drafts: number, now: number): Promise<boolean> {
  const share = await shareRow(database);
  if (share === undefined || now < share.latest) return false;
  const open = share.held || drafts > 0;
  if (open && now < share.begins + LONGEST_MS) return false;
  await database.strict.guards.delete('share');
  return true;
}

/** When the shift ends, how many tries are left and how long to wait for the next; `ends` null without a share. */
export async function guards(
  database: Database,
  install: string,
  waiting: Waiting,
): Promise<{ readonly ends: number | null; readonly tries_left: number; readonly wait_ms: number }> {
  const slot = await slotRow(database);
  const share = await shareRow(database);
  const tries = slot?.tries ?? 0;
  return { ends: share?.ends ?? null, tries_left: Math.max(0, TRIES_MAX - tries), wait_ms: waiting.left(install, tries) };
}

function shareOf(shift: Shift): ShareRow {
  const { share, begins, ends } = shift;
  return { name: 'share', share, begins, ends, latest: shift.latest ?? ends + OVERRUN_MS, held: false };
}

/** With the share, or with the one before it: an answer that was damaged on the way must not shut the phone. */
async function opened(slot: SlotRow, pin: string, { share, before }: ShareRow, install: string): Promise<Bytes | null> {
  const key = await openSlot(slot, pin, share, install);
  return key === null && before !== undefined ? openSlot(slot, pin, before, install) : key;
}

/** Of a share and the one before it the one that the slot was made with; the newer where that is not known. */
async function fitting(slot: SlotRow | undefined, { share, before }: ShareRow): Promise<ArrayBuffer | undefined> {
  const wanted = slot?.share_hash;
  if (wanted === undefined || (await sha256(share)) === wanted) return share;
  return before !== undefined && (await sha256(before)) === wanted ? before : undefined;
}

function sameBytes(one: ArrayBuffer, other: ArrayBuffer): boolean {
  const [left, right] = [new Uint8Array(one), new Uint8Array(other)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

async function slotRow(database: Database): Promise<SlotRow | undefined> {
  const row = await database.strict.guards.get('slot');
  return row?.name === 'slot' ? row : undefined;
}

async function shareRow(database: Database): Promise<ShareRow | undefined> {
  const row = await database.strict.guards.get('share');
  return row?.name === 'share' ? row : undefined;
}
