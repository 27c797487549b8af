import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginWork, coreAt, newProfile, note, THREE_AT_NIGHT, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type { Intent } from '../api/core';
import type { LocalCore } from './local_core';

let server: FakeServer;
let core: LocalCore;

beforeEach(async () => {
  newProfile();
  server = await FakeServer.start();
  core = coreAt(server, () => THREE_AT_NIGHT);
  await beginWork(core);
});

afterEach(async () => {
  server.fault = null;
  await core.lock();
});

describe('a verdict', () => {
  it('about one change holds back none of the others', async () => {
    server.verdicts.set('poison', 'refused');
    value(await core.save_all([note('before'), note('poison'), note('after')]));
    const status = await core.sync();

    expect([status.attention, server.stored.size]).toEqual([1, 2]);
    expect((await core.pending()).map((each) => each.mark.word)).toEqual(['needs_attention']);
  });

  it('of refusal keeps what was entered, to be mended as a draft', async () => {
    server.verdicts.set('poison', 'refused');
    const saved = value(await core.save(note('poison')));
    await core.sync();
    const view = await core.record(saved.record);
    const draft = await core.repair(saved.change, '#/note');

    expect(view?.mark).toEqual({ word: 'needs_attention', problems: [{ code: 'text_too_long', path: 'set/words', words: 'Shorten this.' }] });
    expect(draft).toMatchObject({ record: null, route: '#/note', values: { kind: 'note', words: 'poison' } });
    expect(await core.pending()).toEqual([]);
    expect((await core.drafts()).map((each) => each.draft)).toEqual([draft.draft]);
  });

  it('of "retry" leaves the change as it was', async () => {
    server.verdicts.set('busy', 'retry');
    value(await core.save(note('busy')));
    const waiting = await core.sync();
    server.verdicts.clear();
    const sent = await core.sync();

    expect([waiting.unsent, waiting.attention, sent.unsent]).toEqual([1, 0, 0]);
  });

  it('of a signature that was altered on its way is not believed: it is sent once more', async () => {
    server.disbelieves = 'once';
    value(await core.save_all([note('altered'), note('beside it')]));
    const waiting = await core.sync();
    const sent = await core.sync();

    expect([waiting.unsent, waiting.attention]).toEqual([1, 0]);
    expect([sent.unsent, sent.attention, server.stored.size]).toEqual([0, 0, 2]);
  });

  it('of a signature that the server cannot prove at all needs attention', async () => {
    server.disbelieves = 'always';
    value(await core.save(note('strange')));
    const altered = await core.sync();
    const status = await core.sync();

    expect([altered.attention, status.attention, server.stored.size]).toEqual([0, 1, 0]);
  });

  it('acknowledges the change that was pushed and not one written meanwhile', async () => {
    const saved = value(await core.save(note('first')));
    const meanwhile: Intent = { type: 'sighting', record: saved.record, stream: 'op/harbour', set: { words: 'second' } };
    let written = false;
    server.fault = async (path, answer, body) => {
      const response = await answer();
      if (path === '/api/push' && !written && JSON.stringify(body).includes('first')) {
        written = true;
        server.verdicts.set('second', 'retry');
        value(await core.save(meanwhile));
      }
      return response;
    };
    const status = await core.sync();

    expect([status.unsent, server.stored.size]).toEqual([1, 1]);
    expect((await core.record(saved.record))?.fields['words']).toBe('second');
  });
});
