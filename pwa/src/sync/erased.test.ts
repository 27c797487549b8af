import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { FakeServer } from '../../tests/fake_server';
import { momentOf } from '../lib/moments';
import { Connection } from '../store/database';
import { LocalCore } from '../vault/local_core';

const NOW = Date.parse('2026-11-22T03:00:00Z');

it('an erased change is taken from the phone that wrote it, when the server proves it', async () => {
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
  const server = await FakeServer.start();
  const clock = { now: () => NOW, wall: () => momentOf(NOW), monotonic: () => NOW, session: crypto.randomUUID() };
  const core = new LocalCore({ fetch: server.fetch, clock, pin_cost: { memory_kib: 1024, passes: 1, lanes: 1 } });
  await core.sign_in('wren', 'a password');
  await core.enrol('135790', 'Test phone');
  const set = { kind: 'note', happened_at: '2026-11-22T02:14:05+00:00', words: 'too much' };
  const saved = await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set });
  if (!saved.ok) throw new Error('not saved');
  await core.sync();
  const connection = new Connection(`lantern-${(await core.status()).install ?? ''}`, 'strict');
  const before = await connection.outbox.count();
  server.erased.add(saved.value.change);
  server.forged = true;
  await core.sync();
  const forged = await connection.outbox.count();
  server.forged = false;
  await core.sync();

  expect([before, forged, await connection.outbox.count()]).toEqual([1, 1, 0]);
  connection.close();
  await core.lock();
});
