import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import { momentOf } from '../lib/moments';
import { openDatabase } from '../store/database';
import { Opened, OPENED_MAX } from '../store/opened';
import { LocalCore } from '../vault/local_core';
import { newDataKey, openVault } from '../vault/sealing';

const RECORD = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const MINUTE = 60_000;

let server: FakeServer;
let core: LocalCore;
let now = 0;

function switchedOn(): LocalCore {
  return coreAt(server, () => now);
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

describe('what was opened', () => {
  it('is told by somebody who only reads, signed, once for record and quarter of an hour', async () => {
    await core.note_opened(RECORD);
    now += 5 * MINUTE;
    await Promise.all([core.note_opened(RECORD), core.note_opened(OTHER)]);
    now += 10 * MINUTE;
    await core.note_opened(RECORD);
    await core.sync();
    await core.sync();

    const at = (minute: number): string => momentOf(Date.parse('2026-11-22T03:00:00Z') + minute * MINUTE);
    expect(server.opened).toEqual([
      [RECORD, at(0)],
      [OTHER, at(5)],
      [RECORD, at(15)],
    ]);
  });

  it('waits sealed for a network, over a lock and a restart', async () => {
    server.fault = () => Promise.reject(new TypeError('no signal'));
    await core.note_opened(RECORD);
    await core.sync();
    await core.lock();
    core = switchedOn();
    value(await core.unlock(PIN));
    await core.note_opened(RECORD);
    server.fault = null;
    await core.sync();

    expect(server.opened).toEqual([[RECORD, momentOf(now)]]);
  });

  it.each([
    ['refused', 1],
    ['retry', 2],
    [null, 2],
  ])('is not sent for ever when it is refused, and kept when the server says %s', async (said, reports) => {
    server.toReports = said;
    await core.note_opened(RECORD);
    await core.sync();
    await core.sync();

    const sent = server.requests.flatMap(({ path, body }) => (path === '/api/push' ? ((body as { views: unknown[] }).views) : []));
    expect(sent).toHaveLength(reports);
  });

  it('never holds back a change that was saved', async () => {
    server.toReports = 'refused';
    await core.note_opened(RECORD);
    const set = { kind: 'note', happened_at: '2026-11-22T02:14:05+00:00', words: 'quiet' };
    value(await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set }));
    const status = await core.sync();

    expect([status.unsent, server.stored.size]).toEqual([0, 1]);
  });

  it('is bounded on the phone: the oldest go', async () => {
    const database = await openDatabase('bounded');
    const vault = await openVault(newDataKey(), 'bounded');
    const many = Array.from({ length: OPENED_MAX }, (_, at): [string, string] => [`${at}`, momentOf(now)]);
    await database.strict.keys.put({ name: 'opened', sealed: await vault.seal('keys', ['opened'], JSON.stringify(many)) });
    const opened = new Opened(database, vault, 'bounded');
    await opened.note(RECORD, now, momentOf(now));
    const held = await opened.all();
    database.close();

    expect([held.length, held[0]?.[0], held.at(-1)?.[0]]).toEqual([OPENED_MAX, '1', RECORD]);
  });
});
