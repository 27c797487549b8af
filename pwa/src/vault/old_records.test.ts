import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type { Role } from '../api/core';
import { LocalCore } from './local_core';

const NOTE = '11111111-1111-4111-8111-111111111111';
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';
const HOME = 'op/harbour';
const OLD = `old/${HOME}`;

let server: FakeServer;
let core: LocalCore;

async function atWork(role: Role): Promise<void> {
  server.person = { ...server.person, role };
  core = coreAt(server, () => THREE_AT_NIGHT);
  await beginWork(core);
}

beforeEach(async () => {
  newProfile();
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
