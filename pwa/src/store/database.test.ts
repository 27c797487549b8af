import 'fake-indexeddb/auto';
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
