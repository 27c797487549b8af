import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordText, type MemoryCore } from '../../api/memory_core';
import { router } from '../../state/router.svelte';
import { DESK, linnetsPage } from '../../../tests/harbour_desk';
import { IDS } from '../../../tests/harbour';
import Within from '../../../tests/Within.svelte';
import Inbox from './Inbox.svelte';

const JUNIPER = { record: DESK.juniper };
const ROWAN = { record: '0197f0bb-0000-7000-8000-000000000022' };

async function opened(core: MemoryCore, params: Readonly<Record<string, string>> = {}): Promise<HTMLElement> {
  const { container } = render(Within, { core, status: await core.status(), screen: Inbox as never, params });
  await settled();
  return container;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((done) => setTimeout(done, 10));
    await tick();
  }
}

async function press(name: string | RegExp): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
}

/** A device that has just been in touch with the server. */
async function fresh(more: Parameters<typeof linnetsPage>[0] = []): Promise<MemoryCore> {
  const core = linnetsPage(more);
  await core.sync();
  return core;
}

beforeEach(() => {
  window.location.hash = '';
});

afterEach(() => {
  router.release();
});

describe('before any contact', () => {
  it('the contact keys wait until the panel has been read on this visit', async () => {
    await opened(await fresh(), JUNIPER);

    expect(screen.queryByRole('button', { name: 'Record a contact' })).toBeNull();
    await press('I have read this');

    expect(screen.getByRole('button', { name: 'Record a contact' })).toBeTruthy();
  });

  it('999 never waits', async () => {
    await opened(linnetsPage(), JUNIPER);

    expect(screen.getByRole('link', { name: '999' }).getAttribute('href')).toBe('tel:999');
    expect(screen.getByRole('link', { name: /01632 960111/ })).toBeTruthy();
  });

  it('a copy that was never complete is checked for changes first', async () => {
    await opened(linnetsPage(), JUNIPER);

    expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull();
    await press('Check for changes first');

    expect(screen.getByRole('button', { name: 'I have read this' })).toBeTruthy();
  });

  it('stands first in the document, before what was asked for', async () => {
    const container = await opened(await fresh(), JUNIPER);

    const headings = [...container.querySelectorAll('.columns h2')].map((each) => each.textContent);

    expect(headings[0]).toBe('Before any contact');
  });

  it('no contact at all is offered where the way is no contact', async () => {
    const safe_contact = { how: 'no_contact' };
    const held = recordText({ type: 'referral', stream: `agency/${IDS.agency}`, record: DESK.bee, fields: { reference: 'R-7K-0027', submitted: 'x', safe_contact } });
    await opened(await fresh([held]), { record: DESK.bee });

    await press('I have read this');

    expect(screen.queryByRole('button', { name: 'Record a contact' })).toBeNull();
  });
});

describe('contacts', () => {
  it('show the words for the officer before saving, and save those', async () => {
    const core = await fresh();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, JUNIPER);
    await press('I have read this');
    await press('Record a contact');

    expect(screen.getByText('“In touch”, and nothing else.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('radio', { name: 'In person' }));
    await press('Save');

    const intents = saved.mock.lastCall?.[0] ?? [];
    expect(intents.map((intent) => intent.type)).toEqual(['referral_work', 'referral']);
    expect(intents[1]?.set).toMatchObject({ feedback: { words: 'In touch', in_touch: true } });
  });

  it('an attempt needs a way, and tells nobody', async () => {
    const core = await fresh();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, JUNIPER);
    await press('I have read this');
    await press('Could not reach');

    await press('Save');
    expect(screen.getByRole('alert').textContent).toContain('Say how.');
    await fireEvent.click(screen.getByRole('radio', { name: 'Call' }));
    await press('Save');

    expect(saved.mock.lastCall?.[0].map((intent) => intent.type)).toEqual(['referral_work']);
    expect(screen.getByText(/Could not reach · Call/)).toBeTruthy();
  });

  it('a change of mind ends contact on this device at once', async () => {
    await opened(await fresh(), JUNIPER);
    await press('I have read this');

    await press('They changed their mind');
    await fireEvent.click(screen.getByRole('radio', { name: 'Stop everything' }));
    await press('Save');

    expect(screen.queryByRole('button', { name: 'Record a contact' })).toBeNull();
    expect(screen.getByText(/make no contact/)).toBeTruthy();
  });
});

describe('the answer', () => {
  it('is accepted by one key', async () => {
    const core = await fresh();
    await opened(core, JUNIPER);

    await press('Accept');

    expect((await core.record(DESK.juniper))?.fields['answer']).toMatchObject({ state: 'accepted' });
    expect(screen.getByRole('button', { name: 'Close' })).toBeTruthy();
  });

  it('cannot take it needs a reason, and words with Other', async () => {
    const core = await fresh();
    await opened(core, JUNIPER);
    await press('Cannot take it');

    await press('Cannot take it: save');
    expect(screen.getByRole('alert').textContent).toContain('Say why.');
    await fireEvent.click(screen.getByRole('radio', { name: 'Full' }));
    await press('Cannot take it: save');

    expect((await core.record(DESK.juniper))?.fields['answer']).toMatchObject({ state: 'declined', why: 'full' });
  });

  it('is passed on only to agencies that the person named', async () => {
    await opened(await fresh(), JUNIPER);
    await press('Pass on');

    const offered = within(screen.getByRole('group', { name: /they named these/ })).getAllByRole('radio');

    expect(offered.map((each) => each.closest('label')?.textContent.trim())).toEqual(['○ Tideway']);
  });

  it('asks for a new yes where they named no other', async () => {
    await opened(await fresh(), { record: DESK.bee });
    await press('Pass on');

    expect(screen.getByText(/needs a new yes/)).toBeTruthy();
  });

  it('closing previews the exact words, and writes those', async () => {
    const core = await fresh();
    await opened(core, ROWAN);
    await press('Close');
    await fireEvent.click(screen.getByRole('radio', { name: 'Got part of it' }));

    expect(screen.getByText('“Closed. Got part of it.”, and nothing else.')).toBeTruthy();
    await press('Close: save');

    const fields = (await core.record(ROWAN.record))?.fields;
    expect(fields?.['answer']).toMatchObject({ state: 'closed' });
    expect(fields?.['feedback']).toMatchObject({ outcome: 'got_part_of_it', words: 'Got part of it' });
  });

  it('closing sends nothing where the person allowed nothing', async () => {
    const core = await fresh();
    await opened(core, { record: DESK.bee });
    await press('Accept');
    await press('Close');
    await fireEvent.click(screen.getByRole('radio', { name: 'Got part of it' }));
    await press('Close: save');

    expect((await core.record(DESK.bee))?.fields['feedback']).toBeUndefined();
  });
});

describe('what is left of a referral that was withdrawn', () => {
  it('is its reference and its date', async () => {
    await opened(linnetsPage(), { view: 'done' });

    expect(screen.getByText(/R-7K-0019/).textContent).toMatch(/withdrawn \d+ \w+/);
    expect(screen.getByText(/No details are kept here/)).toBeTruthy();
  });
});

describe('notes', () => {
  it('are kept with the agency and shown again', async () => {
    const core = await fresh();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, JUNIPER);

    await press('Add');
    await fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'Meets at the library.' } });
    await press('Save note');

    expect(saved.mock.lastCall?.[0][0]).toMatchObject({ type: 'casenote', stream: `agency/${IDS.agency}` });
    expect(screen.getByText('Meets at the library.')).toBeTruthy();
  });
});

describe('Cover', () => {
  it('comes with Esc, hides the referral, and goes only with the PIN', async () => {
    await opened(await fresh(), JUNIPER);

    await fireEvent.keyDown(document.body, { key: 'Escape' });
    await settled();
    expect(screen.queryByText(/Juniper/)).toBeNull();
    expect(screen.getByRole('table')).toBeTruthy();
    expect(router.held).toBe(true);

    await press('Open');
    await fireEvent.input(screen.getByLabelText('PIN'), { target: { value: '000000' } });
    await press('Open');
    expect(screen.queryByText(/Juniper/)).toBeNull();
    await fireEvent.input(screen.getByLabelText('PIN'), { target: { value: '135790' } });
    await press('Open');

    expect(screen.getAllByText(/Juniper/).length).toBeGreaterThan(0);
    expect(router.held).toBe(false);
  });

  it('has to be read again after the cover', async () => {
    await opened(await fresh(), JUNIPER);
    await press('I have read this');

    await press('Cover: Esc');
    await press('Open');
    await fireEvent.input(screen.getByLabelText('PIN'), { target: { value: '135790' } });
    await press('Open');

    expect(screen.queryByRole('button', { name: 'Record a contact' })).toBeNull();
  });
});

describe('for everybody', () => {
  it.each([
    ['list', {}],
    ['done', { view: 'done' }],
    ['referral', JUNIPER],
  ])('axe finds nothing on the %s', async (_, params) => {
    const container = await opened(await fresh(), params);

    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });

    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`)).toEqual([]);
  });
});
