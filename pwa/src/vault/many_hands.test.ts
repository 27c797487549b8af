import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginWork, newProfile, note, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type { PasskeyMade } from '../api/locked';
import { momentOf } from '../lib/moments';
import { openDatabase } from '../store/database';
import { LocalCore } from './local_core';

const WRONG = '975310';
const OTHER_PIN = '246802';
const HERON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b1', name: 'PC Heron', role: 'officer', agency: null, username: 'heron' };
const DRAFT = '22222222-2222-4222-8222-222222222222';

let server: FakeServer;
let core: LocalCore;
/** The wall clock, which anybody may set, and what the app counts for itself. */
let wall = 0;
let counted = 0;

function switchedOn(): LocalCore {
  const clock = { now: () => wall, wall: () => momentOf(wall), monotonic: () => counted, session: crypto.randomUUID() };
  return new LocalCore({ fetch: server.fetch, clock, pin_cost: { memory_kib: 1024, passes: 1, lanes: 1 } });
}

async function codeOf(outcome: Promise<{ readonly ok: boolean; readonly problems?: readonly { readonly code: string }[] }>): Promise<string> {
  const { ok, problems } = await outcome;
  return ok ? 'ok' : (problems?.[0]?.code ?? '');
}

function passkey(filled = 7): PasskeyMade {
  return { credential: 'Y3JlZA', salt: 'c2FsdA', secret: new Uint8Array(32).fill(filled) };
}

async function heron(): Promise<void> {
  server.person = HERON;
  value(await core.sign_in('heron', 'a password'));
  value(await core.enrol(OTHER_PIN, 'Test phone'));
}

beforeEach(async () => {
  newProfile();
  [wall, counted] = [THREE_AT_NIGHT, 0];
  server = await FakeServer.start();
  core = switchedOn();
  await beginWork(core);
});

afterEach(async () => {
  server.fault = null;
  await core.lock();
});

describe('on a phone without room', () => {
  it('the PIN is not tried, because the try cannot be counted, and opens once there is room', async () => {
    await core.lock();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    });
    const full = [await codeOf(core.unlock(PIN)), await codeOf(core.unlock(WRONG))];
    put.mockRestore();

    expect(full).toEqual(['no_room_to_unlock', 'no_room_to_unlock']);
    expect((await core.status()).tries_left).toBe(5);
    expect(await codeOf(core.unlock(PIN))).toBe('ok');
  });
});

describe('after wrong PINs', () => {
  it('is waited for so long, whatever the clock of the phone says', async () => {
    await core.lock();
    const first = [await codeOf(core.unlock(WRONG)), await codeOf(core.unlock(WRONG))];
    wall += 86_400_000;
    const ahead = await codeOf(core.unlock(PIN));
    wall = 0;
    counted += 1_999;
    const behind = await codeOf(core.unlock(PIN));
    counted += 1;

    expect([...first, ahead, behind, await codeOf(core.unlock(PIN))]).toEqual(['pin_wrong', 'pin_wrong', 'pin_wait', 'pin_wait', 'ok']);
  });

  it('is waited anew after a kill, and told at once', async () => {
    await core.lock();
    await core.unlock(WRONG);
    await core.unlock(WRONG);
    core = switchedOn();
    const { locked, tries_left } = await core.status();

    expect([locked?.wait_ms, tries_left, await codeOf(core.unlock(PIN))]).toEqual([2_000, 3, 'pin_wait']);
  });

  it('gives no try away to tabs that try at once', async () => {
    await core.lock();
    const other = switchedOn();
    await other.status();
    const tried = await Promise.all([codeOf(core.unlock(WRONG)), codeOf(other.unlock(WRONG))]);
    const { tries_left } = await core.status();

    expect(tried.filter((code) => code === 'pin_wrong')).toHaveLength(5 - (tries_left ?? 0));
  });
});

describe('a passkey', () => {
  it('opens the vault that the PIN opens, and no other secret does', async () => {
    const { record } = value(await core.save(note('seen by both')));
    value(await core.add_passkey(PIN, passkey()));
    await core.lock();
    core = switchedOn();
    const wrong = await codeOf(core.unlock_by_passkey(passkey(8).secret));
    value(await core.unlock_by_passkey(passkey().secret));

    expect([wrong, (await core.record(record))?.fields['words']]).toEqual(['passkey_wrong', 'seen by both']);
  });

  it('is set up by nobody who does not know the PIN, and unlocks nothing once it is removed', async () => {
    const without = await codeOf(core.add_passkey(WRONG, passkey()));
    value(await core.add_passkey(PIN, passkey()));
    value(await core.drop_passkey());
    await core.lock();

    expect([without, await codeOf(core.unlock_by_passkey(passkey().secret)), (await core.status()).passkey]).toEqual(['pin_wrong', 'passkey_wrong', null]);
  });

  it('gives a new PIN for the same vault', async () => {
    value(await core.add_passkey(PIN, passkey()));
    await core.lock();
    value(await core.choose_pin(passkey().secret, OTHER_PIN));
    await core.lock();

    expect([await codeOf(core.unlock(PIN)), await codeOf(core.unlock(OTHER_PIN))]).toEqual(['pin_wrong', 'ok']);
  });
});

describe('several people on one phone', () => {
  it('are told apart by sign or number, never by name, and each opens their own', async () => {
    await core.lock();
    await heron();
    value(await core.set_sign('TH'));
    const own = value(await core.save(note('of heron')));
    await core.lock();
    const { people, person } = await core.status();
    value(await core.use_person(people[0]?.install ?? ''));
    const crossed = await codeOf(core.unlock(OTHER_PIN));
    value(await core.unlock(PIN));

    expect(people.map(({ sign, here }) => [sign, here])).toEqual([['1', false], ['TH', true]]);
    expect([person, crossed, await core.record(own.record)]).toEqual([null, 'pin_wrong', null]);
  });

  it('choose no sign that could be a name', async () => {
    expect(await codeOf(core.set_sign('HERON'))).toBe('sign_long');
  });

  it('lose the share of a shift though another is at work', async () => {
    const { install } = await core.status();
    await core.lock();
    await heron();
    wall += 15 * 3_600_000;
    await core.lock();
    vi.useFakeTimers({ toFake: ['setInterval'] });
    core = switchedOn();
    await core.status();
    vi.useRealTimers();
    const database = await openDatabase(install ?? '');
    const share = await database.strict.guards.get('share');
    database.close();

    expect(share).toBeUndefined();
  });
});

describe('a forgotten PIN', () => {
  it('loses nothing: changes as signed, then drafts as notes, then the old vault goes', async () => {
    server.strictNotes = true;
    const { install } = await core.status();
    server.fault = () => Promise.reject(new TypeError('no signal'));
    value(await core.save(note('signed before')));
    await core.save_draft({ draft: DRAFT, type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '', values: { words: 'half' } });
    await core.lock();
    server.fault = null;
    value(await core.sign_in('wren', 'a password'));
    value(await core.begin_anew());
    value(await core.enrol(OTHER_PIN, 'Test phone'));
    await core.sync();
    await vi.waitFor(async () => expect((await Dexie.getDatabaseNames()).filter((name) => name.includes(install ?? ''))).toEqual([]));
    const changes = [...server.stored.values()].map((change) => change.set['words']);

    expect([changes, server.ended, [...server.notes.keys()]]).toEqual([['signed before'], [install], [DRAFT]]);
  });

  it('is believed of nobody who has not signed in as the person', async () => {
    await core.lock();

    expect(await codeOf(core.begin_anew())).toBe('sign_in_needed');
  });
});
