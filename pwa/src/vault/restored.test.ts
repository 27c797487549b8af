import 'fake-indexeddb/auto';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, note, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import { Connection } from '../store/database';
import { LocalCore } from './local_core';

const OTHERS = '11111111-1111-4111-8111-111111111111';
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';

let server: FakeServer;
let core: LocalCore;
let now = 0;

function switchedOn(): LocalCore {
  return coreAt(server, () => now);
}

async function shownWords(): Promise<unknown[]> {
  const { rows } = await core.list({ types: ['sighting'] });
  return Promise.all(rows.map(async ({ record }) => (await core.record(record))?.fields['words'])).then((words) => words.sort());
}

function storedWords(): unknown[] {
  return [...server.stored.values()].map((change) => change.set['words']).sort();
}

/** Whether everything here is proved to be what the server has. */
async function inSync(): Promise<boolean> {
  const { unsent, attention, alarm, complete_at } = (await core.status()).sync;
  const digests = await core.digests();
  return unsent + attention === 0 && alarm === null && complete_at !== null && Object.values(digests).every((each) => each.matches);
}

beforeEach(async () => {
  newProfile();
  now = THREE_AT_NIGHT;
  server = await FakeServer.start();
  core = switchedOn();
  await beginWork(core);
});

afterEach(async () => {
  server.fault = null;
  await core.lock();
});

it('gives a server that was put back everything again that it had acknowledged', async () => {
  value(await core.save(note('before')));
  await core.sync();
  const backup = server.copy();
  value(await core.save_all([note('lost one'), note('lost two')]));
  await core.sync();
  server.putBack(backup);

  await core.sync();

  expect(storedWords()).toEqual(['before', 'lost one', 'lost two']);
  expect(await shownWords()).toEqual(['before', 'lost one', 'lost two']);
  await core.sync();
  expect(await inSync()).toBe(true);
});

it('gives it once more what it loses again, without a lock between', async () => {
  const backup = server.copy();
  value(await core.save(note('lost twice')));
  await core.sync();
  for (let loss = 0; loss < 2; loss += 1) {
    server.putBack(backup);
    await core.sync();
  }

  expect(storedWords()).toEqual(['lost twice']);
});

it('sends a number once that is asked for with every pull', async () => {
  value(await core.save(note('one')));
  await core.sync();
  // As a server does that holds another text of it, signed by somebody who had the key.
  server.fault = async (path, answer) => {
    const response = await answer();
    if (path !== '/api/pull') return response;
    return new Response(`${JSON.stringify({ line: 'lacking', epoch: 2, ranges: [[1, 1]] })}\n${await response.text()}`, { headers: { 'Content-Type': 'application/x-ndjson' } });
  };

  for (let round = 0; round < 3; round += 1) await core.sync();

  const sent = server.requests.filter(({ path }) => path === '/api/push').map(({ body }) => body as { changes: unknown[]; sealed?: unknown[] });
  expect(sent.map(({ changes, sealed }) => changes.length + (sealed?.length ?? 0))).toEqual([1, 1]);
  expect(await inSync()).toBe(true);
});

it('keeps every row and says so while the server has gone back, until the copy beside them is whole', async () => {
  const backup = server.copy();
  value(await core.save(note('mine')));
  server.place('op/harbour', OTHERS, 'sighting', { words: 'theirs' }, CHANGE);
  await core.sync();
  server.putBack(backup);
  // The copy is never complete: the line is cut after the answer that says "rewound".
  let pulls = 0;
  server.fault = (path, answer) => (path === '/api/pull' && (pulls += 1) > 1 ? Promise.reject(new TypeError('cut')) : answer());

  const status = await core.sync();

  expect(status.alarm).toContain('gone back');
  expect(await shownWords()).toEqual(['mine', 'theirs']);
});

it('lets go of what others have not brought back, once the server has proved its state', async () => {
  const backup = server.copy();
  server.place('op/harbour', OTHERS, 'sighting', { words: 'theirs' }, CHANGE);
  await core.sync();
  server.putBack(backup);
  await core.sync();
  await core.sync();
  expect(await shownWords()).toEqual([]);

  server.place('op/harbour', OTHERS, 'sighting', { words: 'theirs' }, CHANGE);
  await core.sync();

  expect(await shownWords()).toEqual(['theirs']);
  expect(await inSync()).toBe(true);
});

it('does not take a change for delivered because another epoch has a higher number', async () => {
  const backup = server.copy();
  server.fault = (path, answer) => (path === '/api/pull' ? Promise.reject(new TypeError('cut')) : answer());
  const saved = value(await core.save(note('sent, not pulled')));
  await core.sync();
  server.putBack(backup);
  // An older build of the server's side asks for nothing.
  server.fault = async (path, answer) => {
    const response = await answer();
    if (path !== '/api/pull') return response;
    const lines = (await response.text()).split('\n').filter((line) => !line.includes('"lacking"'));
    return new Response(lines.join('\n'), { headers: { 'Content-Type': 'application/x-ndjson' } });
  };

  await core.sync();
  await core.sync();

  expect((await core.record(saved.record))?.fields['words']).toBe('sent, not pulled');
});

it('shows the server what it signed: the cursor of each stream and the newest receipt', async () => {
  value(await core.save(note('one')));
  await core.sync();
  value(await core.save(note('two')));
  await core.sync();

  const bodies = server.requests.filter(({ path }) => path === '/api/push').map(({ body }) => body as { shown: [unknown[], string][] });
  const shown = bodies.at(-1)?.shown ?? [];
  expect(shown.map(([array]) => array.length).sort()).toEqual([6, 9]);
  const pull = server.requests.filter(({ path }) => path === '/api/pull').at(-1)?.body as { acknowledged: number };
  expect(pull.acknowledged).toBe(2);
});

it('sends a server of version 1 no key that it would refuse', async () => {
  server.protocol = 1;
  core = switchedOn();
  value(await core.unlock(PIN));
  value(await core.save(note('one')));
  await core.sync();

  const body = server.requests.filter(({ path }) => path === '/api/push').at(-1)?.body as object;
  expect(Object.keys(body).sort()).toEqual(['changes', 'install', 'views']);
});

it('finds one damaged row of a large stream by reading all of them back, though nothing changed and the digests were equal', async () => {
  const many = Array.from({ length: 320 }, (_, at) => `${OTHERS.slice(0, -3)}${String(at).padStart(3, '0')}`);
  for (const record of many) server.place('op/harbour', record, 'sighting', { words: 'whole' }, CHANGE);
  await core.sync();
  await core.sync();
  const connection = new Connection(`lantern-${(await core.status()).install ?? ''}`, 'strict');
  await connection.open();
  const row = await connection.rows.where('record').equals(many[200] ?? '').first();
  if (row === undefined) throw new Error('no row');
  await connection.rows.update([row.stream, row.record], { sealed: row.sealed.slice(1) });
  connection.close();
  await core.sync();
  const before = await core.record(row.record);

  now += 86_400_000;
  for (let round = 0; round < 3; round += 1) await core.sync();

  expect(before).toBeNull();
  expect((await core.record(row.record))?.fields['words']).toBe('whole');
  expect(await inSync()).toBe(true);
});

it('does not take what a pull writes while rows are read back for damage', async () => {
  const many = Array.from({ length: 320 }, (_, at) => `${OTHERS.slice(0, -3)}${String(at).padStart(3, '0')}`);
  for (const record of many) server.place('op/harbour', record, 'sighting', { words: 'first' }, CHANGE);
  await core.sync();
  for (const record of many) server.place('op/harbour', record, 'sighting', { words: 'second' }, CHANGE);
  const pulls = server.requests.filter(({ path }) => path === '/api/pull').length;

  const synced = core.sync();
  const answers: boolean[] = [];
  do answers.push((await core.digests())['op/harbour']?.matches ?? false);
  while ((await core.status()).sync.running);
  await synced;

  expect(new Set(answers)).toEqual(new Set([true]));
  expect(server.requests.filter(({ path }) => path === '/api/pull')).toHaveLength(pulls + 1);
});

it('reaches "in sync" within three rounds after a kill between any two writes of a restore', async () => {
  const backup = server.copy();
  value(await core.save_all([note('lost one'), note('lost two')]));
  await core.sync();
  value(await core.save(note('unsent')));
  server.putBack(backup);
  const lost = server.copy();
  const disk = globalThis.indexedDB;

  let kills = 0;
  for (let writes = 0; ; writes += 1) {
    const died = await killedAfter(writes, async () => {
      await core.sync();
      await core.sync();
    });
    await core.lock();
    core = switchedOn();
    value(await core.unlock(PIN));
    let rounds = 0;
    do {
      rounds += 1;
      await core.sync();
    } while (!(await inSync()) && rounds < 4);
    expect(rounds, `killed after ${writes} writes`).toBeLessThan(4);
    expect(storedWords(), `killed after ${writes} writes`).toEqual(['lost one', 'lost two', 'unsent']);
    if (!died) break;
    kills += 1;
    server.putBack(lost);
  }
  expect(globalThis.indexedDB).toBe(disk);
  expect(kills).toBeGreaterThan(10);
}, 60_000);

type Write = (this: IDBObjectStore, ...given: unknown[]) => IDBRequest;

/** Runs it on a phone whose battery dies at this write: the transaction is gone, and nothing is written after it. */
async function killedAfter(writes: number, run: () => Promise<void>): Promise<boolean> {
  let left = writes;
  const kinds = ['put', 'add', 'delete'] as const;
  const true_ones = kinds.map((kind) => Reflect.get(IDBObjectStore.prototype, kind) as Write);
  for (const [at, kind] of kinds.entries()) {
    const really = true_ones[at];
    Object.defineProperty(IDBObjectStore.prototype, kind, {
      configurable: true,
      writable: true,
      value(this: IDBObjectStore, ...given: unknown[]): IDBRequest {
        left -= 1;
        if (left >= 0 && really !== undefined) return really.apply(this, given);
        this.transaction.abort();
        throw new DOMException('the battery is empty', 'AbortError');
      },
    });
  }
  try {
    await run();
  } finally {
    for (const [at, kind] of kinds.entries()) {
      Object.defineProperty(IDBObjectStore.prototype, kind, { configurable: true, writable: true, value: true_ones[at] });
    }
  }
  return left < 0;
}
