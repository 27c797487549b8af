import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginWork, coreAt, newProfile, note, PIN, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { captivePortal, FakeServer, ndjson } from '../../tests/fake_server';
import { Connection } from '../store/database';
import { LocalCore } from './local_core';

const RECORD = '11111111-1111-4111-8111-111111111111';
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';

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

describe('what is written', () => {
  it('is on this phone without a network and sent only after the receipt', async () => {
    server.fault = () => Promise.reject(new TypeError('no signal'));
    const saved = value(await core.save(note('a silver estate')));
    const offline = await core.sync();
    const before = await core.record(saved.record);
    server.fault = null;
    const online = await core.sync();
    const after = await core.record(saved.record);

    expect(saved.reference).toBe('S-7K-0001');
    expect([offline.unsent, offline.reachable]).toEqual([1, false]);
    expect(before?.mark.word).toBe('on_this_phone');
    expect([online.unsent, online.reachable]).toEqual([0, true]);
    expect(after?.mark).toEqual({ word: 'sent', at: '2026-11-22T03:00:00.000Z', with_supervisor: false });
  });

  it('is chained without a gap, over a restart too', async () => {
    value(await core.save_all([note('one'), note('two')]));
    await core.lock();
    core = switchedOn();
    value(await core.unlock(PIN));
    const third = value(await core.save(note('three')));
    await core.sync();

    const changes = [...server.stored.values()].sort((one, other) => one.dseq - other.dseq);
    expect(changes.map((change) => change.dseq)).toEqual([1, 2, 3]);
    expect(changes[0]?.prev).toBeNull();
    expect(changes.slice(1).every((change) => /^[0-9a-f]{64}$/.test(change.prev ?? ''))).toBe(true);
    expect(third.reference).toBe('S-7K-0003');
  });

  it('stays one chain when two tabs write, in turn and at once', async () => {
    server.fault = () => Promise.reject(new TypeError('no signal'));
    const other = switchedOn();
    value(await other.unlock(PIN));
    const inTurn = [value(await core.save(note('one'))), value(await other.save(note('two'))), value(await core.save(note('three')))];
    const atOnce = await Promise.all([core, other, core, other].map((tab, at) => tab.save(note(`at once ${at}`)).then(value)));
    server.fault = null;
    await core.sync();

    const changes = [...server.stored.values()].sort((one, other) => one.dseq - other.dseq);
    expect(changes.map((change) => change.dseq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(changes.map((change) => change.prev)).size).toBe(7);
    expect(new Set([...inTurn, ...atOnce].map((saved) => saved.reference)).size).toBe(7);
    await other.lock();
  });

  it('names its own earlier change and what was seen', async () => {
    const saved = value(await core.save(note('one')));
    await core.save({ type: 'sighting', record: saved.record, stream: 'op/harbour', set: { words: 'two' } });
    await core.sync();
    await core.record(saved.record);
    await core.save({ type: 'sighting', record: saved.record, stream: 'op/harbour', set: { words: 'three' } });
    await core.sync();

    const [first, second, third] = [...server.stored.values()];
    expect([first?.op, second?.op]).toEqual(['create', 'set']);
    expect([first?.after, second?.after, third?.after]).toEqual([null, first?.id, null]);
    expect(third?.base).toBe(second?.id);
    expect(third?.seen).toEqual([1, 2, 'head-2']);
  });

  it('is refused at once with the path of every field, and nothing is kept', async () => {
    const wrong = await core.save({ ...note('x'), set: { kind: 'nothing_like_it', words: 'half \ud83d', happened_at: 1.5 } });
    const missing = await core.save({ ...note('x'), set: { kind: 'unheard_of' } });

    expect(wrong.ok ? [] : wrong.problems.map((each) => each.code)).toEqual(['lone_surrogate']);
    expect(missing.ok ? [] : missing.problems.map((each) => each.path)).toContain('set/kind');
    expect(await core.pending()).toEqual([]);
  });

  it('drops the draft that it settles in the same step', async () => {
    const draft = '22222222-2222-4222-8222-222222222222';
    await core.save_draft({ draft, type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '', values: { words: 'half' } });
    value(await core.save({ ...note('whole'), draft }));

    expect(await core.draft(draft)).toBeNull();
  });

  it('arrives in two pushes when there are three hundred', async () => {
    value(await core.save_all(Array.from({ length: 300 }, (_, at) => note(`entry ${at}`))));
    await core.sync();

    const pushes = server.requests.filter((request) => request.path === '/api/push').map((request) => request.body as { changes: unknown[] });
    expect(pushes.map((body) => body.changes.length).filter((count) => count > 0)).toEqual([200, 100]);
    expect(server.stored.size).toBe(300);
    expect((await core.sync()).unsent).toBe(0);
  }, 20_000);

  it('can be undone after it was sent by one who may not read it', async () => {
    const set = { contact: 'said_hello', happened_at: '2026-11-22T02:14:05+00:00', street: 'Ropewalk Street' };
    const saved = value(await core.save({ type: 'engagement', record: null, stream: 'care/harbour', set }));
    await core.sync();
    const gone = await core.record(saved.record);
    value(await core.undo(saved));
    await core.sync();

    expect(gone).toBeNull();
    expect([...server.stored.values()].at(-1)?.set).toEqual({ voided: { reason: 'undone' } });
  });
});

describe('a network that lies', () => {
  it('is not believed when it answers with a page', async () => {
    value(await core.save(note('kept')));
    server.fault = () => Promise.resolve(captivePortal());
    const status = await core.sync();

    expect([status.unsent, status.reachable, status.alarm]).toEqual([1, false, null]);
  });

  it('doubles nothing when an answer is lost after the server stored it', async () => {
    value(await core.save(note('once')));
    server.fault = async (path, answer) => {
      const response = await answer();
      if (path === '/api/push') throw new TypeError('the answer is lost');
      return response;
    };
    const lost = await core.sync();
    server.fault = null;
    const found = await core.sync();

    expect([lost.unsent, found.unsent]).toEqual([1, 0]);
    expect(server.stored.size).toBe(1);
  });

  it('shows nothing of a pull that was cut in the middle of a line, and goes on', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'somebody else' }, CHANGE);
    server.fault = async (path, answer) => {
      const response = await answer();
      if (path !== '/api/pull') return response;
      const text = await response.text();
      return ndjson([text.slice(0, text.indexOf('somebody'))]);
    };
    const cut = await core.sync();
    const before = await core.record(RECORD);
    server.fault = null;
    const whole = await core.sync();

    expect([cut.reachable, before]).toEqual([false, null]);
    expect([whole.reachable, (await core.record(RECORD))?.fields['words']]).toEqual([true, 'somebody else']);
  });

  it('cannot slip in a changed byte: the digest differs and the stream is pulled again', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'silver' }, CHANGE);
    let flips = 1;
    server.fault = async (path, answer) => {
      const response = await answer();
      if (path !== '/api/pull' || flips === 0) return response;
      flips -= 1;
      return ndjson((await response.text()).trimEnd().replace('silver', 'silven').split('\n'));
    };
    const status = await core.sync();

    expect([flips, status.reachable, status.alarm]).toEqual([0, true, null]);
    expect((await core.record(RECORD))?.fields['words']).toBe('silver');
  });

  it('cannot say "sent" with a receipt of another key', async () => {
    const other = await FakeServer.start();
    const { access_token } = (await (await other.fetch('/api/session', { method: 'POST' })).json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${access_token}` };
    const saved = value(await core.save(note('mine')));
    server.fault = (path, answer, body) =>
      path === '/api/push' ? other.fetch(path, { headers, body: JSON.stringify(body) }) : answer();
    const status = await core.sync();

    expect(status.unsent).toBe(1);
    expect(status.alarm).toMatch(/could not be proved/);
    expect((await core.record(saved.record))?.mark.word).toBe('on_this_phone');
  });

  it('cannot take a stream away without the server’s signature', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note' }, CHANGE);
    await core.sync();
    const install = (await core.status()).install ?? '';
    const foreign = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
    const end = JSON.stringify({ line: 'end', more: false, verdicts: 0 });
    const forged = await server.dropped('op/harbour', install, foreign.privateKey);
    server.fault = (path, answer) => (path === '/api/pull' ? Promise.resolve(ndjson([forged, end])) : answer());
    await core.sync();
    const kept = await core.record(RECORD);
    const real = await server.dropped('op/harbour', install);
    server.fault = (path, answer) => (path === '/api/pull' ? Promise.resolve(ndjson([real, end])) : answer());
    await core.sync();

    expect(kept).not.toBeNull();
    expect(await core.record(RECORD)).toBeNull();
    expect((await core.list({})).total).toBe(0);
  });
});

describe('what the server says', () => {
  it('is shown at complete and not before', async () => {
    server.pageRecords = 2;
    for (let at = 0; at < 5; at += 1) {
      server.place('op/harbour', `${RECORD.slice(0, -1)}${at}`, 'sighting', { kind: 'note', words: `entry ${at}` }, CHANGE);
    }
    let pages = 0;
    const totals: number[] = [];
    server.fault = async (path, answer) => {
      if (path === '/api/pull') {
        pages += 1;
        totals.push((await core.list({})).total);
      }
      return answer();
    };
    await core.sync();

    expect(pages).toBe(3);
    expect(totals).toEqual([0, 0, 0]);
    expect((await core.list({})).total).toBe(5);
    expect((await core.digests())['op/harbour']).toMatchObject({ count: 5, matches: true });
  });

  it('takes away what left, and keeps the notice', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'gone soon' }, CHANGE);
    await core.sync();
    server.leave('op/harbour', RECORD);
    await core.sync();

    expect(await core.record(RECORD)).toBeNull();
    expect(await core.search('gone', ['sighting'], 10)).toEqual([]);
    expect(await core.departed()).toEqual([{ stream: 'op/harbour', reference: 'R-7K-0001', why: 'withdrawn', at: '2026-11-22T03:00:00.000Z' }]);
    expect((await core.digests())['op/harbour']).toMatchObject({ count: 0, matches: true });
  });

  it('is kept beside the new copy when the server went back in time', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'old' }, CHANGE);
    await core.sync();
    const stream = server.streams.get('op/harbour');
    if (stream !== undefined) stream.epoch = 2;
    const status = await core.sync();

    expect(status.alarm).toMatch(/gone back/);
    expect((await core.record(RECORD))?.fields['words']).toBe('old');
    expect((await core.digests())['op/harbour']).toMatchObject({ count: 1, matches: true });
  });

  it('is fetched again when one byte of one stored row changed', async () => {
    server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'true' }, CHANGE);
    await core.sync();
    const { install } = await core.status();
    const connection = new Connection(`lantern-${install ?? ''}`, 'strict');
    await connection.rows.toCollection().modify((row: { sealed: ArrayBuffer }) => {
      const bytes = new Uint8Array(row.sealed.slice(0));
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      row.sealed = bytes.buffer;
    });
    connection.close();
    const broken = await core.digests();
    await core.sync();

    expect(broken['op/harbour']?.matches).toBe(false);
    expect((await core.digests())['op/harbour']?.matches).toBe(true);
    expect((await core.record(RECORD))?.fields['words']).toBe('true');
  });
});

describe('the lock', () => {
  it('comes after five minutes without a touch, and nothing answers behind it', async () => {
    value(await core.save(note('secret')));
    now += 4 * 60_000;
    core.touched();
    now += 4 * 60_000;
    core.touched();
    const open = (await core.status()).phase;
    now += 5 * 60_000;
    core.visibility(false);
    const status = await core.status();

    expect([open, status.phase, status.person]).toEqual(['open', 'locked', null]);
    await expect(async () => core.list({})).rejects.toThrow('not_open');
    expect(await core.save(note('behind it'))).toMatchObject({ ok: false, problems: [{ code: 'not_open' }] });
  });

  it('comes after a minute in the background', async () => {
    core.visibility(true);
    now += 61_000;
    core.visibility(false);

    expect((await core.status()).phase).toBe('locked');
  });

  it('still opens when a share was damaged on its way', async () => {
    server.fault = async (path, answer) => {
      const response = await answer();
      if (!path.endsWith('/shift')) return response;
      const shift = (await response.json()) as { share: string };
      return Response.json({ ...shift, share: shift.share.replace(/^./, 'Q') });
    };
    value(await core.sign_in('wren', 'a password'));
    server.fault = null;
    await core.lock();

    expect((await core.unlock(PIN)).ok).toBe(true);
  });

  it('opens offline during the shift and asks for the password after it', async () => {
    await core.lock();
    server.fault = () => Promise.reject(new TypeError('no signal'));
    now += 11 * 3_600_000;
    core = switchedOn();
    const within = await core.unlock(PIN);
    await core.lock();
    now += 4 * 3_600_000;
    core = switchedOn();
    const after = await core.unlock(PIN);

    expect(within.ok).toBe(true);
    expect(after).toMatchObject({ ok: false, problems: [{ code: 'sign_in_needed' }] });
  });

  it('leaves the share while a draft is open, up to eighteen hours', async () => {
    const draft = '22222222-2222-4222-8222-222222222222';
    await core.save_draft({ draft, type: 'sighting', record: null, stream: null, route: '#/note', title: '', values: {} });
    await core.lock();
    now += 17 * 3_600_000;
    core = switchedOn();
    const open = await core.unlock(PIN);
    await core.lock();
    now += 2 * 3_600_000;
    core = switchedOn();
    const late = await core.unlock(PIN);

    expect(open.ok).toBe(true);
    expect(late.ok).toBe(false);
  });

  it('stays shut when this phone was ended, and keeps what is unsent', async () => {
    value(await core.save(note('unsent')));
    server.revoked = true;
    server.fault = (path, answer) => (path === '/api/nonce' ? Promise.reject(new TypeError('no signal')) : answer());
    await core.sync();
    await vi.waitFor(async () => expect((await core.status()).phase).toBe('revoked'));
    const databases = await indexedDB.databases();

    expect(databases.some(({ name }) => name?.startsWith('lantern-') === true)).toBe(true);
  });
});

describe('the PIN', () => {
  it('must be six digits that are not all the same', async () => {
    newProfile();
    const fresh = switchedOn();
    value(await fresh.sign_in('wren', 'a password'));

    expect(await fresh.enrol('111111', 'x')).toMatchObject({ ok: false, problems: [{ code: 'pin_weak', path: 'pin' }] });
    expect(await fresh.enrol('1234', 'x')).toMatchObject({ ok: false, problems: [{ code: 'pin_weak' }] });
  });

  it('has five tries, with longer and longer waits, and then needs the password', async () => {
    await core.lock();
    const codes: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const outcome = await core.unlock('246802');
      codes.push(outcome.ok ? 'open' : (outcome.problems[0]?.code ?? ''));
      now += 60_000;
    }
    const right = await core.unlock(PIN);
    value(await core.sign_in('wren', 'a password'));

    expect(codes).toEqual(['pin_wrong', 'pin_wrong', 'pin_wrong', 'pin_wrong', 'sign_in_needed']);
    expect(right.ok).toBe(false);
    expect((await core.unlock(PIN)).ok).toBe(true);
  });
});

describe('alerts', () => {
  const SUBSCRIPTION = { endpoint: 'https://push.example/1', keys: { p256dh: 'BA', auth: 'AA' } };

  it('are asked for and ended at the server by the open phone alone', async () => {
    const key = value(await core.alerts_key());
    value(await core.take_alerts(SUBSCRIPTION));
    value(await core.take_alerts(null));
    await core.lock();
    const locked = await core.take_alerts(SUBSCRIPTION);

    expect(key).toBe('BA');
    const asked = server.requests.filter((each) => each.path === '/api/alerts/subscription').map((each) => each.body ?? null);
    expect(asked).toEqual([SUBSCRIPTION, null]);
    expect(locked.ok ? [] : locked.problems.map((each) => each.code)).toEqual(['not_open']);
  });

  it('say in words that the server was not reached', async () => {
    server.fault = () => Promise.reject(new TypeError('no signal'));

    const key = await core.alerts_key();

    expect(key.ok ? [] : key.problems.map((each) => each.code)).toEqual(['not_reached']);
  });
});
