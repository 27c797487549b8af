import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { type Database, deleteDatabase, openDatabase, steadily } from './database';

const NOTE = { draft: 'd1', sealed: new ArrayBuffer(8) };

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase('steady');
  try {
    await work(database);
  } finally {
    database.close();
    await deleteDatabase('steady');
  }
}

it('writes again on a new connection when the browser has closed the one at hand', () =>
  withDatabase(async (database) => {
    // What a background tab finds on some browsers: the connection is gone and nobody was told.
    database.strict.backendDB().close();

    await steadily(database, () => database.strict.drafts.put(NOTE));

    expect((await database.strict.drafts.toArray()).map((row) => row.draft)).toEqual(['d1']);
  }));

it('says so when the second try fails too, and tries no third time', () =>
  withDatabase(async (database) => {
    let tries = 0;
    const write = (): Promise<never> => {
      tries += 1;
      return Promise.reject(Object.assign(new Error('gone'), { name: 'UnknownError' }));
    };

    await expect(steadily(database, write)).rejects.toThrow('gone');
    expect(tries).toBe(2);
  }));

it('does not repeat what failed for another reason', () =>
  withDatabase(async (database) => {
    let tries = 0;
    const write = (): Promise<never> => {
      tries += 1;
      return Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
    };

    await expect(steadily(database, write)).rejects.toThrow('full');
    expect(tries).toBe(1);
  }));

it('keeps what an earlier version of the app has written', async () => {
  const earlier = new Dexie('lantern-earlier');
  earlier.version(1).stores({
    keys: 'name', guards: 'name', chain: 'name', outbox: 'dseq, state', drafts: 'draft', streams: 'number',
    rows: '[stream+record], record', incoming: '[stream+record]', buckets: 'bucket, stream', notices: '++number',
  });
  await earlier.table('drafts').put(NOTE);
  await earlier.table('rows').put({ stream: 1, record: 'r1', version: 3, hash: '', bucket: 0, sealed: new ArrayBuffer(4) });
  earlier.close();

  const database = await openDatabase('earlier');
  const drafts = await database.strict.drafts.toArray();
  const rows = await database.relaxed.rows.where('record').equals('r1').toArray();
  const captures = await database.strict.captures.count();
  database.close();
  await deleteDatabase('earlier');

  expect([drafts.map((row) => row.draft), rows.map((row) => row.version), captures]).toEqual([['d1'], [3], 0]);
});
