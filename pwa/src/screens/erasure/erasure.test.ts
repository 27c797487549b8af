import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { FINCH, harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import type { Erasable, Role } from '../../api/core';
import { recordText, type MemoryCore } from '../../api/memory_core';
import RecordPage from '../record/RecordPage.svelte';
import Erase from './Erase.svelte';
import Erasures from './Erasures.svelte';

const ROOK = { ...FINCH, id: '0b0e4c1e-1111-4000-8000-000000000021', name: 'Ivy Rook', role: 'records_officer', username: 'rook' } as const;
const NOTE = '0197f0aa-0000-7000-8000-0000000000c1';
const [FIRST, SECOND, GONE] = ['1'.repeat(64), '2'.repeat(64), '3'.repeat(64)] as const;
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';
const DRAFT = '22222222-2222-4222-8222-222222222222';
const PLACE = { record: NOTE, what: 'some', draft: DRAFT };

function said(hash: string, change: string, set: Record<string, unknown>, erased = false): Erasable['changes'][number] {
  return { change, hash, author: FINCH.id, received_at: '2026-11-20T22:40:00.000Z', verdict: 'accepted', erased, set, reason: null };
}

const SHOWN: Erasable = {
  record: NOTE,
  type: 'sighting',
  stream: 'op/harbour',
  changes: [
    said(FIRST, CHANGE, { reference: 'S-7K-0107', kind: 'note', words: 'Mr Tweed of number nine was shouting.' }),
    said(SECOND, '01a20436-6311-79fa-b793-ca1ba9ac9976', { street: 'Tide Lane' }),
    said(GONE, '01a20436-6311-79fa-b793-ca1ba9ac9977', {}, true),
  ],
};

function desk(role: Role = 'records_officer'): MemoryCore {
  const at = '2026-11-20T22:40:00+00:00';
  const entry = { change: CHANGE, author: FINCH.id, op: 'create' as const, at, received_at: '2026-11-20T22:40:00.000Z', fields: ['words'], set: {}, reason: null, verdict: 'accepted' };
  const text = recordText({ record: NOTE, type: 'sighting', stream: 'op/harbour', fields: { reference: 'S-7K-0107', kind: 'note', words: 'Shouting.', happened_at: at }, history: [entry] });
  return harbour({ person: { ...ROOK, role }, erasable: [SHOWN] }, [text]);
}

function key(name: string | RegExp): HTMLElement {
  return screen.getByRole('button', { name });
}

it('erases one change with a reason and what must remain, once the word is typed', async () => {
  const core = desk();
  await opened(core, Erase, { ...PLACE, what: CHANGE });
  expect(screen.getByText('Mr Tweed of number nine was shouting.')).toBeTruthy();
  expect(screen.getByRole('heading', { name: '1 of the changes above loses all words' })).toBeTruthy();
  expect(screen.getByText(/^Erased already/)).toBeTruthy();
  expect(await accessibility()).toEqual([]);

  await pressed(key('Erase for good'));
  expect(screen.getByRole('alert').textContent).toMatch(/Why: Say why.*Type ERASE/s);
  expect(core.erasures).toEqual([]);
  await pressed(screen.getByRole('radio', { name: 'It names somebody who has nothing to do with it' }));
  await typed(screen.getByLabelText('Case number'), 'FOI/7');
  await typed(screen.getByLabelText('In words'), 'A neighbour was shouting.');
  await typed(screen.getByLabelText('Type ERASE to go on'), 'erase');
  await pressed(key('Erase for good'));

  expect(core.erasures).toEqual([{ record: NOTE, changes: [FIRST], reason: 'third_party', case_number: 'FOI/7', restate: { words: 'A neighbour was shouting.' } }]);
  expect(screen.getByRole('heading', { name: 'Erased on the server: 1 change' })).toBeTruthy();
  expect(screen.getByText(/still hold their copy/)).toBeTruthy();
  expect(await core.drafts()).toEqual([]);
  expect(await accessibility()).toEqual([]);
});

it('takes all that still has words at one key, and says nothing again of what is not erased', async () => {
  const core = desk();
  await opened(core, Erase, PLACE);
  await pressed(key('All words of this record'));
  await typed(screen.getByLabelText('In words'), 'A neighbour.');
  await pressed(key('All words of this record'));
  await pressed(screen.getAllByRole('button', { name: /^Erase this change/ })[1] ?? document.body);
  await pressed(screen.getByRole('radio', { name: 'The person asked for it' }));
  await typed(screen.getByLabelText('Type ERASE to go on'), 'ERASE');
  await pressed(key('Erase for good'));

  expect(core.erasures).toEqual([{ record: NOTE, changes: [SECOND], reason: 'asked', case_number: null, restate: {} }]);
});

it('says without a network that nobody knows yet, keeps what was typed and lists it as begun', async () => {
  const core = desk();
  await opened(core, Erase, PLACE);
  await pressed(key('All words of this record'));
  await pressed(screen.getByRole('radio', { name: 'The person asked for it' }));
  await typed(screen.getByLabelText('Type ERASE to go on'), 'ERASE');
  core.out_of_reach = true;
  await pressed(key('Erase for good'));

  expect(screen.getByRole('alert').textContent).toMatch(/No answer from the server.*Everything you typed is kept/s);
  expect((await core.draft(DRAFT))?.values).toMatchObject({ chosen: [FIRST, SECOND], reason: 'asked' });
  core.out_of_reach = false;
  await pressed(key('Erase for good'));
  expect(core.erasures.length).toBe(1);
});

it('shows what was begun, and opens it with everything that was chosen', async () => {
  const core = desk();
  await core.save_draft({ draft: DRAFT, type: 'erasure', record: NOTE, stream: null, route: `#/erase/${NOTE}/some/${DRAFT}`, title: 'Erasure, not done', values: { chosen: [SECOND], reason: 'order', case_number: 'X/1', again: {} } });
  await opened(core, Erasures, {});
  expect(screen.getByRole('heading', { name: 'Begun, not done (1)' })).toBeTruthy();
  expect(screen.getByRole('link', { name: /Erasure, not done.*A court.*X\/1/ }).getAttribute('href')).toBe(`#/erase/${NOTE}/some/${DRAFT}`);
  expect(await accessibility()).toEqual([]);

  document.body.replaceChildren();
  core.out_of_reach = true;
  await opened(core, Erase, PLACE);
  expect(screen.getByRole('heading', { name: 'Not looked at yet' })).toBeTruthy();
  core.out_of_reach = false;
  await pressed(key('Try again'));
  expect(screen.getByRole('heading', { name: '1 of the changes above loses all words' })).toBeTruthy();
  expect(screen.getByRole('radio', { name: /^A court/ })).toHaveProperty('checked', true);
});

it('finds a record by its reference, and says when there is none or no network', async () => {
  const core = desk();
  await opened(core, Erasures, {});
  await typed(screen.getByLabelText('Record'), 'S-0');
  await pressed(key('Look at its changes'));
  expect(screen.getByRole('alert').textContent).toContain('There is nothing here.');
  core.out_of_reach = true;
  await pressed(key('Look at its changes'));
  expect(screen.getByRole('alert').textContent).toContain('The server cannot be reached.');
  core.out_of_reach = false;
  await typed(screen.getByLabelText('Record'), 'S-7K-0107');
  await pressed(key('Look at its changes'));

  expect(window.location.hash).toMatch(new RegExp(`^#/erase/${NOTE}/some/[0-9a-f-]{36}$`));
});

it('leads a refusal of what is said again to its field, and nothing is erased', async () => {
  const core = desk();
  core.objections = [{ code: 'text_too_long', path: 'set/words', words: 'Shorten this.' }];
  await opened(core, Erase, { ...PLACE, what: CHANGE });
  await pressed(screen.getByRole('radio', { name: 'The person asked for it' }));
  await typed(screen.getByLabelText('Type ERASE to go on'), 'ERASE');
  await pressed(key('Erase for good'));

  expect(screen.getByRole('button', { name: 'In words: Shorten this.' })).toBeTruthy();
  expect(core.erasures).toEqual([]);
});

it('begins from the history of a record, for a records officer alone', async () => {
  await opened(desk(), RecordPage, { stream: 'op/harbour', record: NOTE });
  await pressed(screen.getByText(/^History/));
  await pressed(key(/^Erase this change, /));
  expect(window.location.hash).toMatch(new RegExp(`^#/erase/${NOTE}/${CHANGE}/`));

  document.body.replaceChildren();
  await opened(desk('supervisor'), RecordPage, { stream: 'op/harbour', record: NOTE });
  await pressed(screen.getByText(/^History/));
  expect(screen.queryByRole('button', { name: /^Erase/ })).toBeNull();
});
