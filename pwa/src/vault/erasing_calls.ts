/** A records officer's calls (PROTOCOL section 19): look at a record's changes, erase. Nothing of the answers is kept here. */

import type { Erasable, ErasableChange, Erasure, Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { isObject } from '../store/texts';
import type { Session } from '../sync/session';
import { notDone } from './enrolling';

/** named: a record's id or reference, or the id of one of its changes. */
export async function erasable(session: Session, named: string): Promise<Outcome<Erasable>> {
  const answer = await session.call({ method: 'GET', path: `/api/erasures/record?named=${encodeURIComponent(named)}` });
  if (answer.kind !== 'ok') return notDone(answer);
  return isErasable(answer.value) ? { ok: true, value: answer.value } : failed('not_reached');
}

export async function erase(session: Session, erasure: Erasure): Promise<Outcome<number>> {
  const answer = await session.call({ method: 'POST', path: '/api/erasures', body: erasure });
  if (answer.kind !== 'ok') return notDone(answer);
  const erased = isObject(answer.value) ? answer.value['erased'] : null;
  return typeof erased === 'number' ? { ok: true, value: erased } : failed('not_reached');
}

function isErasable(value: unknown): value is Erasable {
  if (!isObject(value) || !['record', 'type', 'stream'].every((key) => typeof value[key] === 'string')) return false;
  return Array.isArray(value['changes']) && value['changes'].every(isChange);
}

function isChange(value: unknown): value is ErasableChange {
  return (
    isObject(value) &&
    ['hash', 'received_at', 'verdict'].every((key) => typeof value[key] === 'string') &&
    typeof value['erased'] === 'boolean' &&
    isObject(value['set'])
  );
}
