/** What is asked of the server directly: notes of ended phones, alarms, who opened a record, alerts. Never kept here. */

import type { Alarm, AlertSubscription, NoteDecision, OpenedBy, Outcome, UnsignedNote } from '../api/core';
import { failed } from '../api/device_problems';
import { isObject } from '../store/texts';
import type { Session } from '../sync/session';
import { notDone } from './enrolling';

export async function notes(session: Session): Promise<Outcome<readonly UnsignedNote[]>> {
  return listOf(session, '/api/notes', 'notes', isNote);
}

export function decideNote(session: Session, note: string, decision: NoteDecision, reason: string): Promise<Outcome<null>> {
  return done(session, `/api/notes/${encodeURIComponent(note)}/decision`, { decision, reason });
}

export async function alarms(session: Session): Promise<Outcome<readonly Alarm[]>> {
  return listOf(session, '/api/alarms', 'alarms', isAlarm);
}

export function seeAlarm(session: Session, { install, code, day }: Pick<Alarm, 'install' | 'code' | 'day'>): Promise<Outcome<null>> {
  return done(session, '/api/alarms/seen', { install, code, day });
}

export async function openedBy(session: Session, record: string, stream: string): Promise<Outcome<readonly OpenedBy[]>> {
  return listOf(session, `/api/records/${encodeURIComponent(record)}/views?stream=${encodeURIComponent(stream)}`, 'views', isOpenedBy);
}

/** What a browser subscribes to alerts with. */
export async function alertsKey(session: Session): Promise<Outcome<string>> {
  const answer = await session.call({ method: 'GET', path: '/api/alerts/key' });
  if (answer.kind !== 'ok') return notDone(answer);
  if (!isObject(answer.value) || typeof answer.value['public_key'] !== 'string') return failed('not_reached');
  return { ok: true, value: answer.value['public_key'] };
}

/** subscription: null ends it. */
export async function takeAlerts(session: Session, subscription: AlertSubscription | null): Promise<Outcome<null>> {
  const path = '/api/alerts/subscription';
  const answer = await session.call(subscription === null ? { method: 'DELETE', path } : { method: 'PUT', path, body: subscription });
  return answer.kind === 'ok' ? { ok: true, value: null } : notDone(answer);
}

async function listOf<T>(session: Session, path: string, key: string, isOne: (value: unknown) => value is T): Promise<Outcome<readonly T[]>> {
  const answer = await session.call({ method: 'GET', path });
  if (answer.kind !== 'ok') return notDone(answer);
  const list = isObject(answer.value) ? answer.value[key] : null;
  return Array.isArray(list) && list.every(isOne) ? { ok: true, value: list } : failed('not_reached');
}

async function done(session: Session, path: string, body: object): Promise<Outcome<null>> {
  const answer = await session.call({ method: 'POST', path, body });
  return answer.kind === 'ok' ? { ok: true, value: null } : notDone(answer);
}

function isNote(value: unknown): value is UnsignedNote {
  if (!isObject(value) || !['id', 'install_code', 'person', 'received_at'].every((key) => typeof value[key] === 'string')) return false;
  const { note } = value;
  return isObject(note) && typeof note['type'] === 'string' && typeof note['at'] === 'string' && isObject(note['values']);
}

function isOpenedBy(value: unknown): value is OpenedBy {
  return isObject(value) && ['person', 'install_code', 'at', 'received_at'].every((key) => typeof value[key] === 'string');
}

function isAlarm(value: unknown): value is Alarm {
  return (
    isObject(value) &&
    ['install', 'install_code', 'label', 'person', 'code', 'words', 'day', 'last_at'].every((key) => typeof value[key] === 'string') &&
    typeof value['count'] === 'number'
  );
}
