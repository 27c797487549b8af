/**
 * A sign-in on a phone whose enrolment fell into the time that a restored server has lost: it enrols again as what it
 * was, and goes on (PROTOCOL section 21). What was not sent needs nothing more: the chain of its changes still stands.
 */

import type { Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { openDatabase } from '../store/database';
import { knownBy, noteCode } from '../store/registry';
import type { Answer } from '../sync/http';
import { isEnrolment } from '../sync/install';
import type { Session } from '../sync/session';
import { fetchShift, notDone } from './enrolling';
import { heldShare, type Shift } from './guard';

/** What is said of an install that the server does not know: of its shift, and of a refresh that its key proves. */
const UNKNOWN: ReadonlySet<string> = new Set(['not_found', 'proof_wrong']);

/** Whose shift begins. now: milliseconds since 1970. signIn: opens another session as the one that is held was opened. */
export interface Resuming {
  readonly install: string;
  readonly person: string;
  readonly now: number;
  readonly signIn: () => Promise<Answer>;
}

/** The share of the shift; where the server has lost the install, it is enrolled again first. */
export async function shiftOf(session: Session, { install, person, now, signIn }: Resuming): Promise<Outcome<Shift>> {
  const held = await shareHere(install);
  const shift = await fetchShift(session, install, now, held);
  if (shift.ok || !shift.problems.some(({ code }) => UNKNOWN.has(code))) return shift;
  const known_by = await knownBy(install, person);
  if (known_by === null) return shift;
  const answer = await session.callUnproved({ method: 'POST', path: '/api/installs', body: { install, ...known_by } });
  if (answer.kind !== 'ok') return notDone(answer);
  if (!isEnrolment(answer.value)) return failed('not_reached');
  await noteCode(install, answer.value.code);
  // That has bound the session to this install. Whose PIN no longer opens it begins anew, which takes one that is free.
  const again = await signIn();
  return again.kind === 'ok' ? fetchShift(session, install, now, held) : notDone(again);
}

/** The share that this phone still holds: the server that has none takes it, and the PIN opens the phone as before. */
async function shareHere(install: string): Promise<ArrayBuffer | undefined> {
  const database = await openDatabase(install);
  try {
    return await heldShare(database);
  } finally {
    database.close();
  }
}
