import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed } from '../../../tests/opened';
import type { MemoryCore } from '../../api/memory_core';
import Change from './Change.svelte';
import Unsent from './Unsent.svelte';

const NOTE = { kind: 'note', happened_at: '2026-11-22T23:20:00+00:00', words: 'Lamp out by the arch.' };

async function wrote(core: MemoryCore): Promise<string> {
  const outcome = await core.save({ type: 'sighting', record: null, stream: 'op/harbour', set: NOTE });
  if (!outcome.ok) throw new Error('not saved');
  return outcome.value.change;
}

describe('what is on this phone', () => {
  it('lists what is not sent, and nothing when all is', async () => {
    const core = harbour();
    await wrote(core);
    await opened(core, Unsent, {});
    expect(screen.getByRole('heading', { name: 'On this phone (1)' })).toBeTruthy();
    expect(await accessibility()).toEqual([]);

    await pressed(screen.getByRole('button', { name: 'Send now' }));

    expect(screen.getByText('Nothing waits to be sent.')).toBeTruthy();
  });

  it('puts what was refused first, with the first problem in words', async () => {
    const core = harbour();
    const change = await wrote(core);
    core.refuse(change, [{ code: 'text_too_long', path: 'set/words', words: 'Shorten this to 4000 characters.' }]);

    await opened(core, Unsent, {});

    expect(screen.getByRole('heading', { name: 'Needs attention (1)' })).toBeTruthy();
    expect(screen.getByText('Shorten this to 4000 characters.')).toBeTruthy();
  });

  it('offers every draft to go on with', async () => {
    const core = harbour();
    await core.save_draft({ draft: 'd1', type: 'warning', record: null, stream: 'op/harbour', route: '#/warning/d1', title: 'Warning', values: {} });

    await opened(core, Unsent, {});

    expect(screen.getByRole('link', { name: /Warning/ }).getAttribute('href')).toBe('#/warning/d1');
  });
});

describe('a refused change', () => {
  it('says what is wrong field by field and opens as a draft with everything that was entered', async () => {
    const core = harbour();
    const change = await wrote(core);
    core.refuse(change, [{ code: 'text_too_long', path: 'set/words', words: 'Shorten this to 4000 characters.' }]);
    await opened(core, Change, { change });
    expect(screen.getByRole('heading', { name: 'What is wrong' }).closest('section')?.textContent).toContain('In words');
    expect(await accessibility()).toEqual([]);

    await pressed(screen.getByRole('button', { name: 'Mend it: open as a draft' }));

    const [draft] = await core.drafts();
    expect(draft?.values).toMatchObject(NOTE);
    expect(draft?.route).toBe(`#/note/${draft?.draft}`);
    expect(window.location.hash).toBe(draft?.route);
  });

  it('leaves the list when it is dealt with', async () => {
    const core = harbour();
    const change = await wrote(core);
    core.refuse(change, [{ code: 'not_permitted', path: '', words: 'Your role may not write this.' }]);
    await opened(core, Change, { change });

    await pressed(screen.getByRole('button', { name: /^Dealt with/ }));

    expect(await core.pending()).toEqual([]);
  });
});
