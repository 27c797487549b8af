import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour, IDS } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import type { MemoryCore } from '../../api/memory_core';
import Child from './Child.svelte';
import Talked from './Talked.svelte';
import Urgent from './Urgent.svelte';
import Wishes from './Wishes.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000d2';
const BEGUN = { street: 'Ropewalk Street', happened_at: '2026-11-22T23:20:00+00:00' };
const TALKED = {
  ...BEGUN,
  contact: 'talked',
  age: { view: 'adult_believed' },
  with_them: 'alone',
  approach: 'officer',
  immediate_need: ['none_seen'],
};

async function begun(values: Record<string, unknown>): Promise<MemoryCore> {
  const core = harbour();
  await core.save_draft({ draft: DRAFT, type: 'engagement', record: null, stream: 'care/harbour', route: '#/', title: '', values });
  return core;
}

function choose(role: 'radio' | 'checkbox', name: string | RegExp): Promise<void> {
  const [first] = screen.getAllByRole(role, { name });
  if (first === undefined) throw new Error(`no ${role} ${String(name)}`);
  return pressed(first);
}

async function pendingTypes(core: MemoryCore): Promise<readonly string[]> {
  return (await core.pending()).map((each) => each.type);
}

describe('We talked', () => {
  it('asks for what the page needs, and saves nothing without it', async () => {
    const core = await begun({ ...BEGUN, contact: 'talked', age: { view: 'adult_believed' } });
    await opened(core, Talked, { draft: DRAFT });

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const summary = screen.getByRole('alert').textContent;
    for (const label of ['With them', 'Who began it', 'Immediate need']) expect(summary).toContain(label);
    expect(await core.pending()).toEqual([]);
  });

  it('saves with four answers and no name, shared with nobody', async () => {
    const core = await begun({ ...BEGUN, contact: 'talked', age: { view: 'adult_believed' } });
    await opened(core, Talked, { draft: DRAFT });

    await choose('radio', 'Alone');
    await choose('checkbox', 'None seen');
    await choose('radio', 'Officer');
    await pressed(screen.getByRole('button', { name: 'Save' }));

    expect(await pendingTypes(core)).toEqual(['engagement']);
    const fields = (await core.record((await core.pending())[0]?.record ?? ''))?.fields;
    expect(fields).toMatchObject({ with_them: 'alone', approach: 'officer', immediate_need: ['none_seen'] });
    expect(fields).not.toHaveProperty('may_be_told');
  });

  it('leads to the child page as soon as somebody could be under 18', async () => {
    await opened(await begun(TALKED), Talked, { draft: DRAFT });

    await choose('radio', 'Could be under 18');

    expect(screen.getByRole('button', { name: 'Could be under 18: go on there' })).toBeTruthy();
  });

  it('has nothing for axe', async () => {
    await opened(await begun(TALKED), Talked, { draft: DRAFT });

    expect(await accessibility()).toEqual([]);
  });
});

describe('What do they want?', () => {
  async function saidYes(values: Record<string, unknown>): Promise<MemoryCore> {
    const core = await begun({ ...TALKED, name_used: 'Juniper', ...values });
    await opened(core, Wishes, { draft: DRAFT });
    await choose('radio', /^Outreach/);
    await choose('checkbox', 'Harbour Light');
    await choose('checkbox', 'What they asked for');
    await choose('radio', 'Yes');
    const yes = screen.getAllByRole('radio', { name: 'Yes' });
    for (const each of yes) if (!(each as HTMLInputElement).checked) await pressed(each);
    await pressed(screen.getByRole('button', { name: '3 months' }));
    await pressed(screen.getByRole('button', { name: 'Words read out' }));
    return core;
  }

  it('keeps a free yes as an agreement and starts the referral with it', async () => {
    const core = await saidYes({});

    await pressed(screen.getByRole('button', { name: 'Save' }));

    expect(await pendingTypes(core)).toEqual(['person_supported', 'engagement', 'agreement']);
    const agreement = (await core.list({ types: ['agreement'], where: { agency: IDS.agency }, newest_first: true })).rows[0];
    expect(agreement?.fields).toMatchObject({ state: 'given', alone: 'alone', words_read_out: true });
    const [draft] = await core.drafts();
    expect(draft).toMatchObject({ type: 'referral', values: { to_agency: IDS.agency, name_or_alias: 'Juniper', may_know: ['ask'] } });
    expect(draft?.values['$person']).toBe(agreement?.fields['person']);
  });

  it('keeps a yes with somebody near as "ask again", and says why the referral waits', async () => {
    const core = await saidYes({ with_them: 'somebody_near' });
    expect(screen.getByText('Kept as: Yes, ask again before sharing')).toBeTruthy();

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const rows = (await core.list({ types: ['agreement'], newest_first: true })).rows;
    expect(rows.find((row) => row.mark.word === 'on_this_phone')?.fields['state']).toBe('ask_again');
  });

  it('saves no agreement before it is said what they may know', async () => {
    const core = await begun({ ...TALKED, name_used: 'Juniper' });
    await opened(core, Wishes, { draft: DRAFT });
    await choose('radio', /^Outreach/);
    await choose('checkbox', 'Harbour Light');

    await pressed(screen.getByRole('button', { name: 'Save' }));

    expect(screen.getByRole('alert').textContent).toContain('What may they know?');
    expect(await core.pending()).toEqual([]);
  });

  it('has nothing for axe', async () => {
    await opened(await begun(TALKED), Wishes, { draft: DRAFT });

    expect(await accessibility()).toEqual([]);
  });
});

describe('Could be under 18', () => {
  it('saves nothing before it is said whether control and services were reached', async () => {
    const core = await begun({ ...BEGUN, contact: 'could_be_under_18', age: { view: 'could_be_under_18' } });
    await opened(core, Child, { draft: DRAFT });

    await pressed(screen.getByRole('button', { name: 'Save' }));
    expect(await core.pending()).toEqual([]);

    await pressed(screen.getAllByRole('radio', { name: 'Yes' })[0] as HTMLElement);
    await pressed(screen.getAllByRole('radio', { name: 'Not yet' })[1] as HTMLElement);
    await pressed(screen.getByRole('button', { name: 'Save' }));

    const fields = (await core.record((await core.pending())[0]?.record ?? ''))?.fields;
    expect(fields).toMatchObject({ control_reached: { reached: 'yes' }, childrens_services: { reached: 'not_yet' } });
  });

  it('never asks for an agreement, and says in words to use that people will be told', async () => {
    await opened(await begun({ ...BEGUN, contact: 'could_be_under_18' }), Child, { draft: DRAFT });

    expect(screen.queryByText('Who may know?')).toBeNull();
    expect(screen.getByText(/I have to tell people whose job is to keep you safe/)).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });
});

describe('Hurt, in danger or not well', () => {
  it('opens with the telephone and needs to know what it was', async () => {
    const core = await begun({ ...BEGUN, contact: 'urgent' });
    await opened(core, Urgent, { draft: DRAFT });

    expect(screen.getByRole('link', { name: 'Radio or 999' }).getAttribute('href')).toBe('tel:999');
    await pressed(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('alert').textContent).toContain('Immediate need');

    await choose('checkbox', 'Threat of suicide');
    await pressed(screen.getByRole('button', { name: 'Save' }));
    expect(await pendingTypes(core)).toEqual(['engagement']);
    expect(await accessibility()).toEqual([]);
  });
});

describe('finishing later', () => {
  it('keeps every answer in the draft', async () => {
    const core = await begun({ ...BEGUN, contact: 'talked' });
    await opened(core, Talked, { draft: DRAFT });

    await typed(screen.getByRole('textbox', { name: 'In their words' }), 'Cold tonight.');
    await pressed(screen.getByRole('button', { name: 'Finish later' }));

    expect((await core.draft(DRAFT))?.values).toMatchObject({ in_their_words: 'Cold tonight.', street: 'Ropewalk Street' });
  });
});
