import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginWork, coreAt, newProfile, note, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type { Status } from '../api/core';
import { LocalCore } from './local_core';

const DRAFT = '22222222-2222-4222-8222-222222222222';
const HERON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b1', name: 'PC Heron', role: 'officer', agency: null, username: 'heron' };

let server: FakeServer;
let core: LocalCore;
let now = 0;

function switchedOn(): LocalCore {
  return coreAt(server, () => now);
}

function draft(words: string): Promise<void> {
  return core.save_draft({ draft: DRAFT, type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '', values: { words } });
}

/** The installs of which anything lies here, by their databases: of changes and of files. */
async function databases(): Promise<readonly string[]> {
  const names = (await Dexie.getDatabaseNames()).filter((name) => name.startsWith('lantern-'));
  return [...new Set(names.map((name) => name.replace(/^lantern-(files-)?/, '')))];
}

/** The network is gone, and then it tells that this install was ended. */
async function revokedWith(words: readonly string[]): Promise<void> {
  server.fault = () => Promise.reject(new TypeError('no signal'));
  for (const each of words) value(await core.save(note(each)));
}

async function until(core: LocalCore, holds: (status: Status) => boolean): Promise<Status> {
  return vi.waitFor(async () => {
    const status = await core.status();
    if (!holds(status)) throw new Error(JSON.stringify(status.rescue ?? status.sync.carried));
    return status;
  }, 5_000);
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

describe('a phone that was ended while it was open', () => {
  it('locks at once, delivers everything by its key alone, and is wiped only then', async () => {
    await revokedWith(['one', 'two']);
    await draft('half a sentence');
    server.revoked = true;
    server.fault = null;
    await core.sync();
    const status = await until(core, (each) => each.rescue?.wiped === true);

    expect(status).toMatchObject({ phase: 'revoked', rescue: { left: 0, stored: 3, wiped: true, by_key: true } });
    expect([...server.stored.values()].map((change) => change.set['words'])).toEqual(['one', 'two']);
    expect(JSON.parse(server.notes.get(DRAFT) ?? '')).toMatchObject({ kind: 'draft', type: 'sighting', values: { words: 'half a sentence' } });
    expect(await databases()).toEqual([]);
  });

  it('keeps everything while the server does not prove that it has it', async () => {
    await revokedWith(['one']);
    server.revoked = true;
    server.fault = async (path, answer) => {
      const response = await answer();
      if (path !== '/api/push' || !response.ok) return response;
      const body = (await response.json()) as { sealed: { receipt: [unknown[], string] }[] };
      for (const line of body.sealed) line.receipt[1] = 'A'.repeat(86);
      return Response.json(body);
    };
    await core.sync();
    const status = await until(core, (each) => each.rescue !== null && server.alone > 0 && each.rescue.left === 1);

    expect(status.rescue).toMatchObject({ left: 1, stored: 0, wiped: false });
    expect(await databases()).toHaveLength(1);
  });

  it('is not wiped while a photograph lies on it that the server has not', async () => {
    const file = value(await core.keep_file(new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1)], { type: 'image/jpeg' })));
    const set = { kind: 'vehicle', plate: 'LH42 KWJ', happened_at: '2026-11-22T02:14:05+00:00', 'files/k1/file': file, 'files/k1/origin': 'taken_here' };
    server.fault = () => Promise.reject(new TypeError('no signal'));
    value(await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set }));
    server.revoked = true;
    server.fault = null;
    await core.sync();
    const status = await until(core, (each) => each.rescue?.stored === 1);

    expect(status.rescue).toMatchObject({ left: 0, files: 1, wiped: false });
    expect(await databases()).toHaveLength(1);
  });

  it('proves receipts of a key that took over after it was ended', async () => {
    await revokedWith(['one']);
    await server.rotate();
    server.revoked = true;
    server.fault = null;
    await core.sync();

    expect((await until(core, (each) => each.rescue?.wiped === true)).rescue?.stored).toBe(1);
  });
});

describe('a colleague on the same phone', () => {
  async function colleague(): Promise<LocalCore> {
    server.person = HERON;
    const other = switchedOn();
    value(await other.sign_in('heron', 'a password'));
    value(await other.enrol('246802', 'Test phone'));
    return other;
  }

  it('carries what is left of others, sealed, and says how much', async () => {
    await revokedWith(['one', 'two']);
    await core.lock();
    server.fault = null;
    const other = await colleague();
    await other.sync();
    const status = await until(other, (each) => each.sync.carried.handed_over === 2);

    expect([...server.stored.values()].map((change) => change.set['words'])).toEqual(['one', 'two']);
    expect(status.sync.carried).toEqual({ waiting: 0, handed_over: 2 });
    // The other install stands: nobody wipes it.
    expect(await databases()).toHaveLength(2);
    await other.lock();
  });

  it('wipes an ended install once all of it is handed over', async () => {
    await revokedWith(['one']);
    await draft('half a sentence');
    await core.lock();
    core = switchedOn();
    server.fault = null;
    server.revoked = true;
    await core.sign_in('wren', 'a password');
    const ended = await core.status();
    server.revoked = false;
    const other = await colleague();
    await other.sync();
    await until(other, (each) => each.sync.carried.handed_over === 2);

    expect(ended).toMatchObject({ phase: 'revoked', rescue: { left: 2, stored: 0, by_key: false } });
    await vi.waitFor(async () => expect(await databases()).toHaveLength(1));
    expect(server.notes.size).toBe(1);
    await other.lock();
  });
});

describe('a new key of the server', () => {
  it('is followed from the pinned one, and what was sent under it is proved', async () => {
    await server.rotate();
    await server.rotate();
    const saved = value(await core.save(note('under the third key')));
    const status = await core.sync();

    expect([status.unsent, status.alarm]).toEqual([0, null]);
    expect((await core.record(saved.record))?.mark.word).toBe('sent');
  });

  it('is still pinned after a restart', async () => {
    await server.rotate();
    await core.sync();
    await core.lock();
    core = switchedOn();
    value(await core.unlock(PIN));
    const asked = server.requests.length;
    value(await core.save(note('later')));
    const status = await core.sync();

    expect(status.unsent).toBe(0);
    expect(server.requests.slice(asked).some(({ body }) => JSON.stringify(body).includes('"receipt":"r2"'))).toBe(true);
  });

  it('that the key before did not sign is not believed: the old one stays, and it is said', async () => {
    const foreign = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    await server.rotate(foreign.privateKey);
    const saved = value(await core.save(note('not under this')));
    const status = await core.sync();

    expect(status.unsent).toBe(1);
    expect(status.alarm).toMatch(/could not be proved/);
    expect((await core.record(saved.record))?.mark.word).toBe('on_this_phone');
  });
});
