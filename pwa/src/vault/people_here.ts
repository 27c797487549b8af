/** Several people on one phone: who they are to each other while it is locked, and what becomes of the shares of those who are away. */

import { failed } from '../api/device_problems';
import type { Id, Outcome } from '../api/core';
import { type Locked, type PersonHere, SIGN_MAX } from '../api/locked';
import { type Database, openDatabase } from '../store/database';
import { setSign, standingInstalls } from '../store/registry';
import { releaseShare } from './guard';
import { letterbox } from './letterbox';

/** By the sign that each chose, else by number. */
export async function peopleHere(here: Id | null): Promise<readonly PersonHere[]> {
  const rows = await standingInstalls();
  return rows.map(({ install, sign }, at) => ({ install, sign: sign === undefined || sign === '' ? String(at + 1) : sign, here: install === here }));
}

/** Keeps a sign; spaces round it are dropped. */
export async function keepSign(install: Id, sign: string): Promise<Outcome<null>> {
  const wanted = sign.normalize('NFC').trim();
  if (Array.from(wanted).length > SIGN_MAX) return failed('sign_long', 'sign', SIGN_MAX);
  await setSign(install, wanted);
  return { ok: true, value: null };
}

/** What a locked phone says: numbers, and what its letterbox takes. */
export async function lockedStatus(database: Database, wait_ms: number): Promise<Locked> {
  const { strict } = database;
  const [row, captured, outbox, drafts] = await Promise.all([
    letterbox(database),
    strict.captures.count(),
    strict.outbox.where('state').anyOf('unsent', 'attention').count(),
    strict.drafts.count(),
  ]);
  return { takes: row?.takes ?? [], captured, unsent: outbox + drafts, wait_ms };
}

/** The shares of those who are away leave with their shifts too: nobody else opens their databases meanwhile. */
export async function releaseOthers(here: Id | null, now: number): Promise<void> {
  for (const { install } of await standingInstalls()) {
    if (install === here) continue;
    const database = await openDatabase(install);
    try {
      await releaseShare(database, await database.strict.drafts.count(), now);
    } finally {
      database.close();
    }
  }
}
