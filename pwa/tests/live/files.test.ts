import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/lib/hashes';
import { momentOf } from '../../src/lib/moments';
import { LocalCore } from '../../src/vault/local_core';
import { newProfile, PIN, value } from '../enrolled_core';
import { type Fault, Network } from './network';
import { type Partnership, ToldServer } from './told_server';

const DRAFT = '22222222-2222-4222-8222-222222222222';
const MADE_AT = '2026-11-22T02:14:05+00:00';

let server: ToldServer;
let partnership: Partnership;
let network: Network;
let core: LocalCore;
/** Milliseconds that the phone's clock has gone on by itself: what failed is tried again after ten minutes. */
let later = 0;

beforeAll(async () => {
  server = await ToldServer.start();
}, 60_000);

afterAll(() => server.stop(), 30_000);

beforeEach(async () => {
  newProfile();
  partnership = await server.ask('partnership');
  network = new Network(server.address);
  core = started();
  value(await core.sign_in(partnership.username, partnership.password));
  value(await core.enrol(PIN, 'Test phone'));
  await core.sync();
}, 60_000);

/** A tab of this profile. */
function started(): LocalCore {
  const now = (): number => Date.now();
  const clock = { now, wall: () => momentOf(now()), monotonic: () => performance.now() + later, session: crypto.randomUUID() };
  return new LocalCore({ fetch: network.fetch(() => false), clock, pin_cost: { memory_kib: 1024, passes: 1, lanes: 1 } });
}

/** So many bytes that begin as a JPEG does. */
function photograph(size: number, seed = 1): Blob {
  const bytes = new Uint8Array(size);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return new Blob([bytes], { type: 'image/jpeg' });
}

async function seen(blob: Blob): Promise<{ readonly record: string; readonly hash: string }> {
  const file = value(await core.keep_file(blob));
  const set = { kind: 'vehicle', plate: 'LH42 KWJ', happened_at: MADE_AT, 'files/k1/file': file, 'files/k1/origin': 'taken_here' };
  const { record } = value(await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set }));
  return { record, hash: file.sha256 };
}

/** Rounds until the record says so; fails after a while. */
async function until(record: string, word: string): Promise<void> {
  await expect
    .poll(async () => {
      await core.sync();
      return (await core.record(record))?.mark.word;
    }, { timeout: 20_000, interval: 50 })
    .toBe(word);
}

async function given(record: string, hash: string): Promise<string | null> {
  return (await server.ask('file', { tenant: partnership.tenant, record, sha256: hash })).sha256;
}

describe('files over tus against the real server', () => {
  it('is sent only when the file has its receipt, and a colleague reads the very bytes', { timeout: 60_000 }, async () => {
    const blob = photograph(700_001);
    const { record, hash } = await seen(blob);

    const before = await core.record(record);
    await until(record, 'sent');

    expect(before?.mark.word).toBe('on_this_phone');
    expect(hash).toBe(await sha256(await blob.arrayBuffer()));
    expect(await given(record, hash)).toBe(hash);
    expect((await core.status()).sync.files.waiting).toBe(0);
  });

  it('arrives whatever happens to its requests, in one life or in two', { timeout: 180_000 }, async () => {
    const faults = fc.array(fc.constantFrom<Fault>({ kind: 'drop' }, { kind: 'lose' }, { kind: 'gateway' }, { kind: 'portal' }), { maxLength: 6 });
    const plans = fc.record({ size: fc.integer({ min: 5, max: 900_000 }), seed: fc.nat(), faults, locked: fc.boolean() });

    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const blob = photograph(plan.size, plan.seed);
        const { record, hash } = await seen(blob);
        network.faults = [...plan.faults];
        await core.sync();
        if (plan.locked) {
          await core.lock();
          core = started();
          value(await core.unlock(PIN));
        }
        await until(record, 'sent');

        expect(await given(record, hash)).toBe(await sha256(await blob.arrayBuffer()));
      }),
      { numRuns: 8, seed: Number(process.env['LANTERN_SEED'] ?? 20_261_122) },
    );
  });

  it('keeps the entry as "on this phone" while its file waits, and says so in total', { timeout: 60_000 }, async () => {
    network.onSend = (path) => (path.startsWith('/api/files') ? 'drop' : null);
    const { record } = await seen(photograph(300_000));

    await core.sync();
    await core.sync();
    const { sync } = await core.status();

    expect((await core.record(record))?.mark.word).toBe('on_this_phone');
    expect([sync.unsent, sync.files.waiting]).toEqual([1, 1]);
    network.onSend = () => null;
    await until(record, 'sent');
  });

  it('waits for "Send now" where little data is wanted, and its entry does not', { timeout: 60_000 }, async () => {
    core.spare_data(true);
    const { record } = await seen(photograph(300_000, 5));
    await expect.poll(async () => (await core.pending())[0]?.verdict, { timeout: 20_000 }).toBe('accepted');
    const { files } = (await core.status()).sync;

    await until(record, 'sent');
    core.spare_data(false);

    expect(files).toMatchObject({ waiting: 1, held: true });
    expect((await core.status()).sync.files).toMatchObject({ waiting: 0, held: false });
  });

  it('shows a colleague’s file from the server alone, and tells when it has not arrived', { timeout: 60_000 }, async () => {
    const blob = photograph(400_000, 7);
    const { record, hash } = await seen(blob);
    const file = { sha256: hash, bytes: blob.size, mime: 'image/jpeg' };
    await until(record, 'sent');

    const own = value(await core.show_file({ record, stream: 'op/harbour' }, file));
    const other = await core.show_file({ record, stream: 'op/harbour' }, { ...file, sha256: 'ab'.repeat(32) });

    expect(await sha256(await own.arrayBuffer())).toBe(hash);
    expect(other.ok ? '' : other.problems[0]?.code).toBe('file_not_there');
  });
});

describe('fetching a file of the record', () => {
  it('goes on where the line was cut, and asks for no byte twice', { timeout: 60_000 }, async () => {
    const blob = photograph(900_000, 11);
    const { record, hash } = await seen(blob);
    const file = { sha256: hash, bytes: blob.size, mime: 'image/jpeg' };
    await until(record, 'sent');
    const other = started();
    value(await other.sign_in(partnership.colleague, partnership.password));
    value(await other.enrol('246802', 'Test phone'));
    await other.sync();
    network.faults = [{ kind: 'cut', part: 0.5 }, { kind: 'drop' }, { kind: 'cut', part: 0.3 }];

    const given = value(await other.show_file({ record, stream: 'op/harbour' }, file));

    expect(await sha256(await given.arrayBuffer())).toBe(hash);
    expect(network.faults).toEqual([]);
    expect(network.ranges.map((each) => Number(/bytes=(\d+)-/.exec(each)?.[1]))).toEqual([450_000, 585_000]);
    await other.lock();
  });
});

describe('files of a phone that was ended', () => {
  /** A vehicle with a photograph, and a draft with another, none of it sent. */
  async function unsent(blob: Blob, drafted: Blob): Promise<{ readonly record: string; readonly hash: string; readonly of_draft: string }> {
    network.online = false;
    const made = await seen(blob);
    const file = value(await core.keep_file(drafted));
    const values = { kind: 'vehicle', 'files/k1/file': file };
    await core.save_draft({ draft: DRAFT, type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '', values });
    return { ...made, of_draft: file.sha256 };
  }

  async function end(): Promise<void> {
    const { install } = await core.status();
    await server.ask('end', { tenant: partnership.tenant, install });
    network.online = true;
  }

  /** What lies in this browser besides the list of installs. */
  async function databases(): Promise<readonly string[]> {
    return (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('lantern-') === true ? [name] : []));
  }

  it('arrive by its key alone, of entries and drafts, and it is wiped only then', { timeout: 60_000 }, async () => {
    const { record, hash, of_draft } = await unsent(photograph(700_001), photograph(400_000, 9));
    await end();

    await core.sync();
    await expect.poll(async () => (await core.status()).rescue?.wiped, { timeout: 30_000 }).toBe(true);

    expect((await core.status()).rescue).toMatchObject({ left: 0, files: 0, stored: 4 });
    expect((await server.ask('file', { tenant: partnership.tenant, record, sha256: hash })).of).toHaveLength(1);
    expect((await server.ask('file', { tenant: partnership.tenant, record, sha256: of_draft })).of).toEqual([DRAFT]);
    expect(await databases()).toEqual([]);
  });

  it('arrive in a colleague’s session when the key is gone, from wherever the line was cut', { timeout: 60_000 }, async () => {
    const { record, hash, of_draft } = await unsent(photograph(700_001), photograph(400_000, 9));
    const { install } = await core.status();
    await end();
    network.online = false;
    await core.lock();
    network.online = true;
    core = started();
    await core.sign_in(partnership.username, partnership.password);
    const ended = await core.status();

    const other = started();
    value(await other.sign_in(partnership.colleague, partnership.password));
    value(await other.enrol('246802', 'Test phone'));
    let dropped = 0;
    network.onSend = (path) => (path.startsWith('/api/files/') && (dropped += 1) === 4 ? 'drop' : null);
    await other.sync();
    await expect.poll(async () => {
      later += 11 * 60_000;
      await other.sync();
      return (await databases()).filter((name) => name.endsWith(String(install)));
    }, { timeout: 30_000 }).toEqual([]);

    expect(ended).toMatchObject({ phase: 'revoked', rescue: { left: 2, files: 2, by_key: false } });
    expect((await server.ask('file', { tenant: partnership.tenant, record, sha256: hash })).of).toHaveLength(1);
    expect((await server.ask('file', { tenant: partnership.tenant, record, sha256: of_draft })).of).toEqual([DRAFT]);
    await other.lock();
  });
});
