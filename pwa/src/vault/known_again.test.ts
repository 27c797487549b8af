import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coreAt, newProfile, note, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import type { Who } from '../../tests/fake_installs';
import { type Copy, FakeServer } from '../../tests/fake_server';
import type { Outcome } from '../api/core';
import { openDatabase } from '../store/database';
import { endInstall } from '../store/registry';
import { LocalCore } from './local_core';

const OTHER_PIN = '246802';
const HERON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b1', name: 'PC Heron', role: 'officer', agency: null, username: 'heron' };
const DRAFT = '22222222-2222-4222-8222-222222222222';

let server: FakeServer;
let wren: Who;
let backup: Copy;
let core: LocalCore;
let now = 0;

function switchedOn(): LocalCore {
  return coreAt(server, () => now);
}

function codeOf(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? 'ok' : outcome.problems[0]?.code;
}

function words(): unknown[] {
  return [...server.stored.values()].map((change) => change.set['words']).sort();
}

/** How often an install was told to be known again. */
function told(): number {
  return server.requests.filter(({ method, path }) => method === 'PUT' && path.startsWith('/api/installs/')).length;
}

async function installOf(): Promise<string> {
  return (await core.status()).install ?? '';
}

async function untilGone(install: string): Promise<void> {
  await vi.waitFor(async () => expect((await Dexie.getDatabaseNames()).filter((name) => name.includes(install))).toEqual([]), 5_000);
}

/** As after the shift. */
async function loseShare(install: string): Promise<void> {
  const database = await openDatabase(install);
  await database.strict.guards.delete('share');
  database.close();
}

/** Without a network, so that nothing of it is sent. */
async function writeUnsent(): Promise<void> {
  server.fault = () => Promise.reject(new TypeError('no signal'));
  value(await core.save(note('one')));
  value(await core.save(note('two')));
  const draft = { draft: DRAFT, type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '', values: { words: 'half' } };
  await core.save_draft(draft);
}

beforeEach(async () => {
  newProfile();
  now = THREE_AT_NIGHT;
  server = await FakeServer.start();
  server.strictNotes = true;
  wren = server.person;
  backup = server.copy();
  core = switchedOn();
  value(await core.sign_in('wren', 'a password'));
  value(await core.enrol(PIN, 'Test phone'));
  await core.sync();
});

afterEach(async () => {
  server.fault = null;
  await core.lock();
});

/** The phone was enrolled after the backup to which the server is put back. */
function lost(): void {
  server.putBack(backup);
  server.fault = null;
}

describe('a phone that was enrolled in the time that the server has lost', () => {
  it('goes on after a sign-in: its PIN opens it, its code stays, and everything arrives', async () => {
    value(await core.save(note('acknowledged')));
    await core.sync();
    const { install, install_code } = await core.status();
    await writeUnsent();
    await core.lock();
    lost();
    value(await core.sign_in('wren', 'a password'));
    const opened = value(await core.unlock(PIN));
    await core.sync();
    await core.lock();
    core = switchedOn();
    const again = value(await core.unlock(PIN));

    expect([opened.install, opened.install_code, again.phase]).toEqual([install, install_code, 'open']);
    expect([words(), (await core.status()).sync.unsent, told()]).toEqual([['acknowledged', 'one', 'two'], 0, 0]);
  });

  it('opens with its PIN in the next shift too, because the server took the share that the phone still held', async () => {
    const install = await installOf();
    await core.lock();
    lost();
    value(await core.sign_in('wren', 'a password'));
    await loseShare(install);
    value(await core.sign_in('wren', 'a password'));

    expect(codeOf(await core.unlock(PIN))).toBe('ok');
  });

  it('goes on after a sign-in while it is open', async () => {
    await writeUnsent();
    lost();
    await core.sync();
    const needed = (await core.status()).sync.sign_in_needed;
    const status = value(await core.sign_in('wren', 'a password'));
    await core.sync();

    expect([needed, status.phase, words()]).toEqual([true, 'open', ['one', 'two']]);
  });

  it('goes by another code when somebody was given its own meanwhile', async () => {
    await core.lock();
    lost();
    server.person = HERON;
    value(await core.sign_in('heron', 'a password'));
    const heron = value(await core.enrol(OTHER_PIN, 'Test phone')).install_code;
    await core.lock();
    server.person = wren;
    value(await core.sign_in('wren', 'a password'));
    const own = value(await core.unlock(PIN)).install_code;

    expect([heron, own]).toEqual(['7K', '7M']);
  });

  it('is told of once: the next sign-in finds it there', async () => {
    await core.lock();
    lost();
    value(await core.sign_in('wren', 'a password'));
    const enrolled = server.requests.filter(({ path }) => path === '/api/installs').length;
    value(await core.sign_in('wren', 'a password'));

    expect(server.requests.filter(({ path }) => path === '/api/installs')).toHaveLength(enrolled);
  });

  it('goes on after an answer that was lost on its way', async () => {
    await core.lock();
    lost();
    server.fault = async (path, answer) => {
      const response = await answer();
      if (path === '/api/installs') throw new TypeError('cut');
      return response;
    };
    const cut = await core.sign_in('wren', 'a password');
    server.fault = null;
    value(await core.sign_in('wren', 'a password'));

    expect([codeOf(cut), codeOf(await core.unlock(PIN))]).toEqual(['not_reached', 'ok']);
  });

  it('keeps the right share when the last one had been damaged on its way', async () => {
    server.fault = async (path, answer) => {
      const response = await answer();
      if (!path.endsWith('/shift')) return response;
      const shift = (await response.json()) as { share: string };
      return Response.json({ ...shift, share: shift.share.replace(/^./, (first) => (first === 'Q' ? 'R' : 'Q')) });
    };
    value(await core.sign_in('wren', 'a password'));
    await core.lock();
    lost();
    value(await core.sign_in('wren', 'a password'));
    value(await core.sign_in('wren', 'a password'));

    expect(codeOf(await core.unlock(PIN))).toBe('ok');
  });

  it('is not let in again for somebody else', async () => {
    await core.lock();
    lost();
    server.person = HERON;
    const status = value(await core.sign_in('heron', 'a password'));

    expect([status.phase, told(), server.requests.filter(({ path }) => path === '/api/installs').length]).toEqual(['signed_in', 0, 1]);
  });
});

describe('where the share of the shift is lost on both sides', () => {
  it('the person hears that no PIN opens it, no try is counted, and beginning anew loses nothing', async () => {
    const install = await installOf();
    await writeUnsent();
    await core.lock();
    await loseShare(install);
    lost();
    value(await core.sign_in('wren', 'a password'));
    const tried = [codeOf(await core.unlock(PIN)), codeOf(await core.unlock(PIN)), (await core.status()).tries_left];
    value(await core.begin_anew());
    value(await core.enrol(OTHER_PIN, 'Test phone'));
    await core.sync();
    await untilGone(install);

    expect(tried).toEqual(['share_lost', 'share_lost', 5]);
    expect([words(), [...server.notes.keys()], server.ended]).toEqual([['one', 'two'], [DRAFT], [install]]);
  });

  it('the person hears it of a slot from before its share was noted, once a PIN has opened it', async () => {
    const install = await installOf();
    await core.lock();
    const database = await openDatabase(install);
    await database.strict.guards.where('name').equals('slot').modify((row) => void Reflect.deleteProperty(row, 'share_hash'));
    database.close();
    value(await core.unlock(PIN));
    await core.lock();
    await loseShare(install);
    lost();
    value(await core.sign_in('wren', 'a password'));

    expect(codeOf(await core.unlock(PIN))).toBe('share_lost');
  });

  it('a passkey still opens it, and gives it a PIN again', async () => {
    const made = (): { credential: string; salt: string; secret: Uint8Array<ArrayBuffer> } => ({ credential: 'Y3JlZA', salt: 'c2FsdA', secret: new Uint8Array(32).fill(7) });
    const install = await installOf();
    value(await core.add_passkey(PIN, made()));
    await core.lock();
    await loseShare(install);
    lost();
    value(await core.sign_in('wren', 'a password'));
    value(await core.choose_pin(made().secret, OTHER_PIN));
    await core.lock();

    expect(codeOf(await core.unlock(OTHER_PIN))).toBe('ok');
  });
});

describe('an install that was ended and that the server has lost', () => {
  async function ended(): Promise<string> {
    const install = await installOf();
    await writeUnsent();
    await core.lock();
    server.fault = null;
    await endInstall(install);
    lost();
    core = switchedOn();
    return install;
  }

  it('is made known by its person, who brings what it had not sent', async () => {
    const install = await ended();
    value(await core.sign_in('wren', 'a password'));
    value(await core.enrol(OTHER_PIN, 'Test phone'));
    await core.sync();
    await untilGone(install);

    expect([words(), [...server.notes.keys()], told()]).toEqual([['one', 'two'], [DRAFT], 1]);
  });

  it('is never made known by somebody else, and keeps what it has until its person comes', async () => {
    const install = await ended();
    server.person = HERON;
    value(await core.sign_in('heron', 'a password'));
    value(await core.enrol(OTHER_PIN, 'Test phone'));
    await core.sync();
    const before = [told(), words(), (await core.status()).sync.carried.waiting];
    await core.lock();
    server.person = wren;
    value(await core.sign_in('wren', 'a password'));
    value(await core.enrol(PIN, 'Test phone'));
    await core.sync();
    await untilGone(install);

    expect([before, words(), told()]).toEqual([[0, [], 3], ['one', 'two'], 1]);
  });
});
