import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeServer } from '../../tests/fake_server';
import type { Outcome, Role } from '../api/core';
import { momentOf } from '../lib/moments';
import { LocalCore } from './local_core';

const NOTE = '11111111-1111-4111-8111-111111111111';
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';
const HOME = 'op/harbour';
const OLD = `old/${HOME}`;

let server: FakeServer;
let core: LocalCore;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

async function atWork(role: Role): Promise<void> {
  const now = Date.parse('2026-11-22T03:00:00Z');
  server.person = { ...server.person, role };
  const clock = { now: () => now, wall: () => momentOf(now), monotonic: () => now, session: crypto.randomUUID() };
  core = new LocalCore({ fetch: server.fetch, clock, pin_cost: { memory_kib: 1024, passes: 1, lanes: 1 } });
  value(await core.sign_in('wren', 'a password'));
  value(await core.enrol('135790', 'Test'));
  await core.sync();
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
  server = await FakeServer.start();
  const fields = { kind: 'note', happened_at: '2025-09-01T02:00:00+01:00', words: 'Lamp out by the arch' };
  server.place(HOME, NOTE, 'sighting', fields, CHANGE);
});

afterEach(() => core.lock());

it.each(['supervisor', 'support_worker', 'records_officer', 'administrator'] as const)('%s: a desk keeps what phones no longer have', async (role) => {
  await atWork(role);
  server.retire(HOME, NOTE);
  await core.sync();

  expect((await core.record(NOTE))?.stream).toBe(OLD);
  expect((await core.list({ types: ['sighting'] })).total).toBe(1);
  expect(await core.departed()).toEqual([]);
  expect(Object.values(await core.digests()).map((each) => each.matches)).toEqual([true, true]);
});

it.each(['officer', 'council_officer'] as const)('%s: a phone asks for no old records and lets go of them', async (role) => {
  await atWork(role);
  server.retire(HOME, NOTE);
  await core.sync();

  const pulls = server.requests.filter((request) => request.path === '/api/pull').map((request) => request.body as object);
  expect(pulls.some((body) => 'old' in body)).toBe(false);
  expect(await core.record(NOTE)).toBeNull();
});

it('names the home of an old record in an edit, and has it back there under the address that was open', async () => {
  await atWork('supervisor');
  server.retire(HOME, NOTE);
  await core.sync();
  const view = await core.record(NOTE, OLD);

  value(await core.save({ type: 'sighting', record: NOTE, stream: view?.stream ?? '', set: { words: 'Lamp out again' } }));
  const before = await core.record(NOTE, OLD);
  await core.sync();
  const after = await core.record(NOTE, OLD);

  const [change] = [...server.stored.values()];
  expect([change?.stream, change?.op, change?.base, change?.seen?.[1]]).toEqual([HOME, 'set', CHANGE, 2]);
  expect([before?.stream, before?.fields['words'], before?.mark.word]).toEqual([OLD, 'Lamp out again', 'on_this_phone']);
  expect([after?.stream, after?.fields['words']]).toEqual([HOME, 'Lamp out again']);
  expect((await core.list({ types: ['sighting'] })).rows.map((row) => [row.stream, row.mark.word])).toEqual([[HOME, 'sent']]);
});
