import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { coreAt, newProfile, PIN, THREE_AT_NIGHT } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import { Connection } from '../store/database';
import { bothCanaries, cacheCanary, type Canary, type PageLine, pageCanary, type Sign } from './canary';
import { LocalCore } from './local_core';

const NOTE = { kind: 'note', happened_at: '2026-11-22T02:14:05+00:00', words: 'a silver estate' };
const RECEIVED = '2026-11-22T03:00:00.000Z';

let server: FakeServer;
let core: LocalCore;
let kept: Map<string, Response>;

/** One cache storage with what the canary asks of it. */
function storage(): CacheStorage {
  const cache = {
    match: (path: string) => Promise.resolve(kept.get(path)?.clone()),
    put: (path: string, response: Response) => Promise.resolve(void kept.set(path, response)),
    delete: (path: string) => Promise.resolve(kept.delete(path)),
  };
  return { open: () => Promise.resolve(cache) } as unknown as CacheStorage;
}

async function sign(): Promise<Sign> {
  return (await kept.get('/lantern-canary')?.clone().json()) as Sign;
}

/** The page at the other end of the worker's line. */
class PageStorage {
  kept: Sign | null = null;

  line(): PageLine {
    let heard: (event: MessageEvent<unknown>) => void = () => {};
    return {
      addEventListener: (_, listener) => (heard = listener),
      postMessage: (message) => {
        const { kind, sign } = message as { kind: string; sign?: Sign };
        if (kind === 'keep_sign') this.kept = sign ?? null;
        else heard({ data: { kind: 'sign', sign: this.kept } } as MessageEvent<unknown>);
      },
    };
  }
}

function switchedOn(): LocalCore {
  return coreAt(server, () => THREE_AT_NIGHT, { canary: cacheCanary(storage()) });
}

function throwAwayEverything(): void {
  newProfile();
}

beforeEach(async () => {
  kept = new Map();
  throwAwayEverything();
  server = await FakeServer.start();
  core = switchedOn();
  await core.sign_in('wren', 'a password');
  await core.enrol(PIN, 'Test phone');
  await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  await core.sync();
});

afterEach(() => core.lock());

it('names the last entry that the server received when the browser has thrown everything away', async () => {
  await core.lock();
  throwAwayEverything();
  core = switchedOn();
  const status = await core.status();

  expect(status.phase).toBe('new');
  expect(status.lost).toMatchObject({ dseq: 1, at: RECEIVED, unsent: { entries: 0, drafts: 0 } });
});

it('counts what was only on this phone when it was thrown away, and keeps to no words', async () => {
  server.fault = () => Promise.reject(new TypeError('no signal'));
  await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  await expect.poll(async () => (await sign()).unsent.entries).toBe(2);
  await core.lock();
  throwAwayEverything();
  core = switchedOn();

  expect((await core.status()).lost).toMatchObject({ dseq: 1, unsent: { entries: 2, drafts: 0 } });
  expect(JSON.stringify(await sign())).not.toMatch(/estate|sighting|harbour|wren/i);
});

it('lies in a second place, for a browser that clears the first one up with the database', async () => {
  const pages = new PageStorage();
  const place = (): Canary => bothCanaries(cacheCanary(storage()), pageCanary(pages.line()));
  await core.lock();
  core = coreAt(server, () => THREE_AT_NIGHT, { canary: place() });
  await core.unlock(PIN);
  await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  await core.sync();
  await expect.poll(() => pages.kept?.dseq).toBe(2);
  await core.lock();
  kept.clear();
  throwAwayEverything();
  core = coreAt(server, () => THREE_AT_NIGHT, { canary: place() });

  expect((await core.status()).lost).toMatchObject({ dseq: 2, at: RECEIVED });
});

it('says so too when the install is still listed and its database is empty', async () => {
  const install = (await core.status()).install ?? '';
  await core.lock();
  const connection = new Connection(`lantern-${install}`, 'strict');
  await connection.open();
  await Promise.all(connection.tables.map((table) => table.clear()));
  connection.close();
  core = switchedOn();
  const status = await core.status();

  expect(status).toMatchObject({ phase: 'new', lost: { dseq: 1, at: RECEIVED } });
});

it('begins anew after a sign-in, and then nothing is lost', async () => {
  await core.lock();
  throwAwayEverything();
  core = switchedOn();
  await core.sign_in('wren', 'a password');
  await core.enrol(PIN, 'Test phone');
  await core.lock();
  core = switchedOn();

  expect((await core.status()).lost).toBeNull();
  expect((await core.unlock(PIN)).ok).toBe(true);
});

it('says nothing on a phone that never had anybody, that is locked, or that was revoked', async () => {
  const locked = await switchedOn().status();
  await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  server.revoked = true;
  await core.sync();
  await expect.poll(async () => (await core.status()).phase).toBe('revoked');
  const revoked = await switchedOn().status();
  kept.clear();
  throwAwayEverything();
  const unused = await switchedOn().status();

  expect([locked.lost, revoked.lost, unused.lost]).toEqual([null, null, null]);
});
