/** The core as tests start it: a fresh browser profile, a fake server, a clock that the test turns, and somebody at work. */

import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import type { Intent, Outcome } from '../src/api/core';
import { momentOf } from '../src/lib/moments';
import { type Environment, LocalCore } from '../src/vault/local_core';
import type { FakeServer } from './fake_server';

export const PIN = '135790';
export const THREE_AT_NIGHT = Date.parse('2026-11-22T03:00:00Z');

/** A browser profile that has never been here. */
export function newProfile(): void {
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
}

/** A core of this profile, with a PIN that is cheap to stretch. now: milliseconds since 1970, asked each time. */
export function coreAt(server: FakeServer, now: () => number, more: Pick<Environment, 'canary'> = {}): LocalCore {
  const clock = { now, wall: () => momentOf(now()), monotonic: now, session: crypto.randomUUID() };
  return new LocalCore({ fetch: server.fetch, clock, pin_cost: { memory_kib: 1024, passes: 1, lanes: 1 }, ...more });
}

/** Signs in, chooses the PIN, and has the first whole copy. */
export async function beginWork(core: LocalCore): Promise<void> {
  value(await core.sign_in('wren', 'a password'));
  value(await core.enrol(PIN, 'Test phone'));
  await core.sync();
}

export function note(words: string): Intent {
  const set = { kind: 'note', happened_at: '2026-11-22T02:14:05+00:00', words };
  return { type: 'sighting', record: null, stream: 'op/harbour', set };
}

/** What was asked for; fails the test with the problems when it was refused. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
