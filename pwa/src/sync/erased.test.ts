import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, note, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import { Connection } from '../store/database';

it('an erased change is taken from the phone that wrote it, when the server proves it', async () => {
  newProfile();
  const server = await FakeServer.start();
  const core = coreAt(server, () => THREE_AT_NIGHT);
  await beginWork(core);
  const saved = value(await core.save(note('too much')));
  await core.sync();
  const connection = new Connection(`lantern-${(await core.status()).install ?? ''}`, 'strict');
  const before = await connection.outbox.count();
  server.erased.add(saved.change);
  server.forged = true;
  await core.sync();
  const forged = await connection.outbox.count();
  server.forged = false;
  await core.sync();

  expect([before, forged, await connection.outbox.count()]).toEqual([1, 1, 0]);
  connection.close();
  await core.lock();
});
