import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginWork, coreAt, newProfile, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type { CoreEvent } from '../api/core';
import type { Captured, Opened } from '../api/locked';
import { momentOf } from '../lib/moments';
import { CAPTURES_MAX } from '../store/captures';
import { type Connection, openDatabase } from '../store/database';
import { WHY } from './captured';
import type { LocalCore } from './local_core';

const HERON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b1', name: 'PC Heron', role: 'officer', agency: null, username: 'heron' };
const OPERATION = 'e3b0c442-98fc-4c14-9afb-f4c8996fb924';
const CHANGE = '019ab000-0000-7000-8000-000000000001';
const HELLO: Captured = { kind: 'met', contact: 'said_hello' };
const NOTE: Captured = { kind: 'note', words: 'quokkamarker by the arch' };

let server: FakeServer;
let core: LocalCore;
let now = 0;
let heard: CoreEvent[] = [];

async function switchedOn(): Promise<LocalCore> {
  const started = coreAt(server, () => now);
  started.subscribe((event) => heard.push(event));
  await started.status();
  return started;
}

/** What the next unlock made of the letterbox. */
async function opened(): Promise<Opened> {
  heard = [];
  value(await core.unlock(PIN));
  return vi.waitFor(() => {
    const told = heard.find((event) => event.kind === 'opened');
    if (told === undefined) throw new Error('nothing was opened');
    return told.opened;
  });
}

async function stored<T>(work: (strict: Connection) => Promise<T>): Promise<T> {
  const { install } = await core.status();
  const database = await openDatabase(install ?? '');
  try {
    return await work(database.strict);
  } finally {
    database.close();
  }
}

const ZONE = '33333333-3333-4333-8333-333333333333';

/** A zone of one street comes with the next pull, and a patrol of it begins. */
async function onPatrolIn(street: string): Promise<void> {
  server.place('op/harbour', ZONE, 'zone', { name: 'Ropewalk block', kind: 'street_block', streets: [street] }, CHANGE);
  await core.sync();
  const set = { zones: { add: [ZONE], remove: [] }, type: 'foot', agency: ZONE, 'team/a/name': 'PC Wren', started_at: momentOf(now) };
  value(await core.save({ type: 'patrol', record: null, stream: 'op/harbour', set }));
}

async function locked(): Promise<void> {
  // The letterbox is made in the background of the unlock.
  await vi.waitFor(async () => expect(await stored((strict) => strict.guards.get('letterbox'))).toBeDefined());
  await core.lock();
}

beforeEach(async () => {
  newProfile();
  heard = [];
  now = THREE_AT_NIGHT;
  server = await FakeServer.start();
  core = await switchedOn();
  await beginWork(core);
});

afterEach(() => core.lock());

describe('written while locked', () => {
  it('becomes an entry with the moment at which it was written, at the first unlock', async () => {
    await locked();
    const kept = value(await core.capture(NOTE));
    now += 3_600_000;
    const { saved, drafts } = await opened();
    const view = await core.record(saved[0]?.record ?? '');

    expect([saved.length, drafts]).toEqual([1, 0]);
    expect(view?.fields).toMatchObject({ kind: 'note', words: 'quokkamarker by the arch', happened_at: kept.at });
    expect(view?.created.at).toBe(momentOf(now));
    expect(view?.history[0]?.reason).toBe(WHY);
    expect(await stored((strict) => strict.captures.count())).toBe(0);
  });

  it('is sent and received like any other entry', async () => {
    await locked();
    value(await core.capture({ kind: 'vehicle', plate: 'LH43 ?CH' }));
    await opened();
    await core.sync();

    expect([...server.stored.values()].map((change) => change.set['plate'])).toEqual(['LH43 ?CH']);
  });

  it('knows the patrol and the street that were under way then', async () => {
    await onPatrolIn('Ropewalk Street');
    await locked();
    value(await core.capture(HELLO));
    const { saved } = await opened();
    const change = (await core.pending()).find((each) => each.record === saved[0]?.record);

    expect(change?.set).toMatchObject({ contact: 'said_hello', street: 'Ropewalk Street', age: { view: 'adult_believed', how_known: 'appearance' } });
    expect(change?.set['patrol']).toBeTypeOf('string');
  });

  it('waits as a draft where nobody knows the street, or where pages are missing', async () => {
    await locked();
    value(await core.capture(HELLO));
    value(await core.capture({ kind: 'met', contact: 'could_be_under_18' }));
    const { saved, drafts } = await opened();
    const routes = (await core.drafts()).map((draft) => draft.route.split('/').slice(0, -1).join('/'));

    expect([saved.length, drafts]).toEqual([0, 2]);
    expect(routes.sort()).toEqual(['#/met/child', '#/write/engagement']);
  });

  it('is read by nobody before: neither the word nor its kind is on the disk', async () => {
    await locked();
    for (const captured of [NOTE, HELLO, { kind: 'vehicle', plate: 'QUOKKA1' } as const]) value(await core.capture(captured));
    const rows = await stored((strict) => strict.captures.toArray());
    const texts = rows.map((row) => new TextDecoder('latin1').decode(row.sealed) + new TextDecoder('latin1').decode(row.note));

    expect(texts.filter((text) => /quokka|said_hello|"kind"|sighting|engagement/i.test(text))).toEqual([]);
    expect(new Set(rows.map((row) => row.sealed.byteLength)).size).toBe(1);
  });

  it('outlives a kill, and is made into one entry by two tabs that unlock at once', async () => {
    await locked();
    value(await core.capture(NOTE));
    core = await switchedOn();
    const other = await switchedOn();
    await Promise.all([core.unlock(PIN), other.unlock(PIN)]);
    await vi.waitFor(async () => expect(await stored((strict) => strict.captures.count())).toBe(0));

    expect(await stored((strict) => strict.outbox.count())).toBe(1);
    await other.lock();
  });

  it('arrives as an unsigned note when the phone is ended before the next unlock', async () => {
    await locked();
    const { capture } = value(await core.capture(NOTE));
    core = await switchedOn();
    server.revoked = true;
    await core.sign_in('wren', 'a password');
    server.revoked = false;
    server.person = HERON;
    const other = await switchedOn();
    value(await other.sign_in('heron', 'a password'));
    value(await other.enrol('246802', 'Test phone'));
    await other.sync();
    await vi.waitFor(() => expect(server.notes.has(capture)).toBe(true));

    expect(JSON.parse(server.notes.get(capture) ?? '')).toEqual({
      kind: 'capture', type: 'sighting', record: capture, stream: null, at: momentOf(now),
      values: { kind: 'note', happened_at: momentOf(now), words: 'quokkamarker by the arch' },
    });
    await other.lock();
  });
});

describe('the letterbox', () => {
  it('gives back what was just put in, and nothing older', async () => {
    await locked();
    const first = value(await core.capture(NOTE));
    const second = value(await core.capture(NOTE));
    expect(await core.drop_capture(first.capture)).toBe(true);
    now += 13_000;

    expect(await core.drop_capture(second.capture)).toBe(false);
    expect((await core.status()).locked?.captured).toBe(1);
  });

  it('takes no more than it has room for, and says so', async () => {
    await locked();
    for (let count = 0; count < CAPTURES_MAX; count += 1) value(await core.capture(NOTE));
    const more = await core.capture(NOTE);

    expect(more).toMatchObject({ ok: false, problems: [{ code: 'capture_full' }] });
  });

  it.each<[Captured, string]>([
    [{ kind: 'note', words: '  ' }, 'capture_empty'],
    [{ kind: 'note', words: 'x'.repeat(10_000) }, 'capture_long'],
    [{ kind: 'vehicle', plate: 'A'.repeat(31) }, 'capture_long'],
  ])('refuses what could not become an entry', async (captured, code) => {
    await locked();

    expect(await core.capture(captured)).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('is closed while the vault is open', async () => {
    expect(await core.capture(NOTE)).toMatchObject({ ok: false, problems: [{ code: 'not_locked' }] });
  });

  it('is closed where an operation of this person says so', async () => {
    const allowed = { name: 'Operation Harbour' };
    server.place('op/harbour', OPERATION, 'operation', { ...allowed, locked_capture: false }, CHANGE);
    await core.sync();
    await vi.waitFor(async () => expect(await stored((strict) => strict.guards.get('letterbox'))).toMatchObject({ takes: [] }));
    await core.lock();

    expect((await core.status()).locked?.takes).toEqual([]);
    expect(await core.capture(NOTE)).toMatchObject({ ok: false, problems: [{ code: 'capture_off' }] });
  });

  it('leaves alone what was altered, and says how many', async () => {
    await locked();
    value(await core.capture(NOTE));
    await stored(async (strict) => {
      const [row] = await strict.captures.toArray();
      if (row === undefined) throw new Error('nothing was put in');
      const sealed = row.sealed.slice(0);
      new Uint8Array(sealed).set([1], sealed.byteLength - 1);
      await strict.captures.put({ ...row, sealed });
    });

    expect(await opened()).toEqual({ saved: [], drafts: 0, unreadable: 1 });
    expect(await stored((strict) => strict.captures.count())).toBe(1);
  });
});
