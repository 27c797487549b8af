import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, note, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import { LocalCore } from './local_core';

const HERON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b1', name: 'PC Heron', role: 'officer', agency: null, username: 'heron' };
const DRAFT = { draft: '22222222-2222-4222-8222-222222222222', type: 'sighting', record: null, stream: 'op/harbour', route: '#/note', title: '' };

let server: FakeServer;
let lost: LocalCore;
let text: string;

function noSignal(): void {
  server.fault = () => Promise.reject(new TypeError('no signal'));
}

/** Somebody else, on another phone, with the network. */
async function otherPhone(): Promise<LocalCore> {
  await lost.lock();
  newProfile();
  server.fault = null;
  server.person = HERON;
  const other = coreAt(server, () => THREE_AT_NIGHT);
  await beginWork(other);
  return other;
}

beforeEach(async () => {
  newProfile();
  server = await FakeServer.start();
  lost = coreAt(server, () => THREE_AT_NIGHT);
  await beginWork(lost);
  noSignal();
  for (const words of ['one', 'two', 'three']) value(await lost.save(note(words)));
  await lost.save_draft({ ...DRAFT, values: { words: 'half a sentence' } });
  await lost.lock();
  text = value(await lost.export_outbox()).text;
});

afterEach(() => {
  server.fault = null;
});

describe('what is not sent, as a file', () => {
  it('is counted and written while the phone is locked, and holds no word of it', async () => {
    expect(await lost.outbox_left()).toEqual({ entries: 3, drafts: 1, unsealed: 0, files: 0 });
    expect(value(await lost.export_outbox())).toMatchObject({ name: 'lantern-unsent-2026-11-22-03-00.txt', entries: 3, drafts: 1 });
    expect(text).not.toMatch(/one|two|three|sentence|sighting|harbour/);
  });

  it('arrives from another phone in the order in which it was written', async () => {
    const other = await otherPhone();
    const taken = value(await other.take_outbox(text));

    expect(taken).toMatchObject({ stored: { entries: 3 }, missing: 0, broken_off: false });
    expect([...server.stored.values()].map((change) => change.set['words'])).toEqual(['one', 'two', 'three']);
  });

  it('may be taken twice, or doubled, or have its line ends changed by a mail program', async () => {
    const other = await otherPhone();
    for (const each of [text, text + text, text.replaceAll('\n', '\r\n')]) {
      expect(value(await other.take_outbox(each)).stored.entries).toBe(3);
    }
    expect(server.stored.size).toBe(3);
  });

  it('is not asked for where everything has been sent', async () => {
    const other = await otherPhone();

    expect(await other.outbox_left()).toEqual({ entries: 0, drafts: 0, unsealed: 0, files: 0 });
    expect(await other.export_outbox()).toMatchObject({ ok: false, problems: [{ code: 'nothing_to_export' }] });
  });
});

describe('a file that is not as it was written', () => {
  it('delivers the whole lines of a half one and says how many are missing', async () => {
    const other = await otherPhone();
    const lines = text.split('\n');
    const taken = value(await other.take_outbox(`${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 40) ?? ''}`));

    expect(taken).toMatchObject({ stored: { entries: 2, drafts: 0 }, missing: 2 });
  });

  it.each([
    ['something else', () => 'Dear sergeant', 'outbox_not_ours'],
    ['nothing', () => '', 'outbox_not_ours'],
    ['one changed letter', () => text.replace('"dseq":2', '"dseq":7'), 'outbox_damaged'],
    ['a line taken out', () => text.split('\n').filter((_, at) => at !== 2).join('\n'), 'outbox_damaged'],
    ['a newer Lantern’s', () => text.replace('"version":1', '"version":2'), 'outbox_newer'],
    ['another partnership’s', () => text.split('\n')[0]?.replace(/"tenant":"[^"]*"/, '"tenant":"elsewhere"') ?? '', 'outbox_other_tenant'],
  ])('says so of %s, and sends nothing', async (_, made, code) => {
    const other = await otherPhone();
    const before = server.requests.length;
    const outcome = await other.take_outbox(made());

    expect(outcome).toMatchObject({ ok: false, problems: [{ code }] });
    expect(server.requests.slice(before).filter(({ path }) => path === '/api/push')).toEqual([]);
    expect(server.stored.size).toBe(0);
  });

  it('is taken in again when the network went in the middle', async () => {
    const other = await otherPhone();
    noSignal();
    const without = await other.take_outbox(text);
    server.fault = null;

    expect(without).toMatchObject({ ok: false, problems: [{ code: 'not_reached' }] });
    expect(value(await other.take_outbox(text)).stored.entries).toBe(3);
  });
});
