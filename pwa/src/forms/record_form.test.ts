import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour, IDS } from '../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../tests/opened';
import { BRIEFS, type TypeName } from '../records/index.gen';
import Edit from '../screens/record/Edit.svelte';
import Write from '../screens/record/Write.svelte';
import { wordsOfValue } from './showing';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000d1';
/** Types that an officer may make, whose stream is theirs. */
const WRITABLE = (Object.keys(BRIEFS) as TypeName[]).filter(
  (type) => BRIEFS[type].creators.includes('officer') && BRIEFS[type].home !== 'about',
);

describe('the form of a definition', () => {
  it.each(WRITABLE)('can be walked for %s, with nothing for axe', async (type) => {
    await opened(harbour(), Write, { type, draft: DRAFT });

    expect(screen.getByRole('button', { name: 'Finish later' })).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });

  it('names every missing answer at once and takes the focus there', async () => {
    await opened(harbour(), Write, { type: 'sighting', draft: DRAFT });

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const summary = screen.getByRole('alert');
    expect(summary.textContent).toContain('What: This needs an answer');
    expect(document.activeElement).toBe(summary);
  });

  it('saves what was typed and drops the draft with it', async () => {
    const core = harbour();
    await opened(core, Write, { type: 'sighting', draft: DRAFT });

    await pressed(screen.getByRole('radio', { name: 'Note' }));
    await typed(screen.getByRole('textbox', { name: 'In words (needed)' }), 'Lamp out by the arch.');
    await pressed(screen.getByRole('button', { name: 'Save' }));

    const [pending] = await core.pending();
    expect((await core.record(pending?.record ?? ''))?.fields).toMatchObject({ kind: 'note', words: 'Lamp out by the arch.' });
    expect(await core.drafts()).toEqual([]);
  });

  it('keeps a draft within half a second and restores it without a question', async () => {
    const core = harbour();
    await opened(core, Write, { type: 'sighting', draft: DRAFT });

    await pressed(screen.getByRole('radio', { name: 'Note' }));
    await typed(screen.getByRole('textbox', { name: 'In words (needed)' }), 'Half a sentence');
    await new Promise((done) => setTimeout(done, 500));

    expect((await core.draft(DRAFT))?.values).toMatchObject({ kind: 'note', words: 'Half a sentence' });
    document.body.replaceChildren();
    await opened(core, Write, { type: 'sighting', draft: DRAFT });
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'In words (needed)' }).value).toBe('Half a sentence');
  });

  it('changes only what was altered, whatever came from others meanwhile', async () => {
    const core = harbour();
    const before = await core.record(IDS.vehicle);
    if (before === null) throw new Error('the vehicle is there');
    await opened(core, Edit, { type: 'vehicle', stream: before.stream, record: IDS.vehicle, draft: DRAFT });
    core.receive({ ...before, fields: { ...before.fields, make: 'Corrin' }, version: 2, last_change: DRAFT });

    await typed(screen.getByRole('textbox', { name: 'Model' }), 'Estate');
    await pressed(screen.getByRole('button', { name: 'Save' }));

    const [pending] = await core.pending();
    expect(pending?.set).toEqual({ model: 'Estate' });
  });
});

describe('a value in words', () => {
  it('reads a choice by its label and a group line by line', () => {
    const field = {
      name: 'age',
      kind: 'group',
      label: 'Age',
      parts: [
        { name: 'view', kind: 'choice', label: 'Age', choices: [{ value: 'adult_known', label: 'Adult, known' }] },
        { name: 'words', kind: 'text', label: 'Why' },
      ],
    } as const;

    expect(wordsOfValue(field, { view: 'adult_known', words: 'passport' })).toBe('Adult, known\nWhy: passport');
    expect(wordsOfValue(field, null)).toBe('');
  });
});
