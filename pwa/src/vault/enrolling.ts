/** Enrolment, once and online: keys that are proved to be kept, the server's answer, the PIN's slot. */

import type { Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { base64url, type Bytes, fromBase64url } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import { randomId } from '../lib/ids';
import { millisecondsOf } from '../lib/moments';
import { type KnownBy, ownerOf, useInstall } from '../store/registry';
import { isObject } from '../store/texts';
import type { Answer } from '../sync/http';
import { type Enrolment, isEnrolment } from '../sync/install';
import type { Session, SessionAnswer } from '../sync/session';
import { isPin, type Shift } from './guard';
import { keepEnrolment, keepNewKeys, type KeptKeys } from './keeping';
import { newDataKey } from './sealing';
import type { PinCost } from './slot';

const PIN_FORM = /^\d{6,12}$/;

/** Keys of an enrolment that is not finished: an answer that was lost is asked for again with the same ones. */
export interface Begun extends KeptKeys {
  readonly install: string;
  readonly person: string;
  readonly dataKey: Bytes;
}

/** Makes an install's keys in this browser, or tells that it does not keep them. */
export async function begin(person: string): Promise<Begun | null> {
  const install = randomId();
  const dataKey = newDataKey();
  try {
    return { ...(await keepNewKeys(install, dataKey)), install, person, dataKey };
  } catch {
    return null;
  }
}

/** Whether a PIN may be used: six to twelve digits, not all the same. */
export function isGoodPin(pin: string): boolean {
  return PIN_FORM.test(pin) && new Set(pin).size > 1;
}

/** Enrols the install at the server and keeps everything. Can be repeated with the same `begun`. */
export async function enrol(
  session: Session,
  held: SessionAnswer,
  begun: Begun,
  wanted: { readonly pin: string; readonly label: string; readonly now: number; readonly cost: PinCost },
): Promise<Outcome<Enrolment>> {
  const body = await request(held, begun, wanted.label);
  const answer = await session.call({ method: 'POST', path: '/api/installs', body });
  if (answer.kind !== 'ok') return notDone(answer);
  if (!isEnrolment(answer.value) || !isObject(answer.value) || !session.adopt(answer.value['session'])) return failed('not_reached');
  const enrolment = withoutSession(answer.value);
  const shift = await fetchShift(session, begun.install, wanted.now);
  if (!shift.ok) return shift;
  const { database, vault, dataKey } = begun;
  try {
    await keepEnrolment(database, vault, enrolment, { dataKey, pin: wanted.pin, shift: shift.value, cost: wanted.cost });
    if ((await isPin(database, begun.install, wanted.pin)) !== true) return failed('keys_not_kept');
  } catch {
    return failed('keys_not_kept');
  }
  const { public_key, label, signature } = body;
  const known_by = { public_key, label, signature, code: enrolment.code };
  await useInstall(begun.install, await ownerOf(begun.install, begun.person), { tenant: held.tenant, known_by });
  return { ok: true, value: enrolment };
}

/**
 * The share of the shift that begins with this sign-in, its times moved to this device's clock.
 *
 * held: the share that this phone still has, for a server that has none of this install any more.
 */
export async function fetchShift(session: Session, install: string, now: number, held?: ArrayBuffer): Promise<Outcome<Shift>> {
  const body = held === undefined ? {} : { body: { share: base64url(held) } };
  const answer = await session.call({ method: 'POST', path: `/api/installs/${install}/shift`, ...body });
  if (answer.kind !== 'ok') return notDone(answer);
  const { value } = answer;
  if (!isObject(value) || typeof value['share'] !== 'string' || typeof value['begins'] !== 'string' || typeof value['ends'] !== 'string') {
    return failed('not_reached');
  }
  const begins = millisecondsOf(value['begins']);
  // Right after a sign-in the shift begins now; a phone whose clock is years off has the same twelve hours.
  const moved = now - begins;
  const shift = { share: fromBase64url(value['share']).buffer, begins: now, ends: millisecondsOf(value['ends']) + moved };
  const { latest } = value;
  return { ok: true, value: typeof latest === 'string' ? { ...shift, latest: millisecondsOf(latest) + moved } : shift };
}

/** An answer that is no success, in words. */
export function notDone<T>(answer: Answer): Outcome<T> {
  if (answer.kind === 'problem' && answer.problems.length > 0) return { ok: false, problems: answer.problems };
  return failed('not_reached');
}

/** Tokens are never written down. */
function withoutSession(answer: Enrolment): Enrolment {
  const { install, code, tenant, person, streams, receipt_key, sealing_key, mark_key } = answer;
  return { install, code, tenant, person, streams, receipt_key, sealing_key, mark_key };
}

async function request(held: SessionAnswer, begun: Begun, label: string): Promise<{ readonly install: string } & Omit<KnownBy, 'code'>> {
  const { install, public_key } = begun;
  const array = hashedArray(['lantern-enrol-v1', held.tenant, install, held.person.id, public_key]);
  return { install, public_key, label: Array.from(label).slice(0, 60).join(''), signature: await begun.signing.sign(array) };
}
