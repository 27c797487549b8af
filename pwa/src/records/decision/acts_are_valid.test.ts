import { describe, expect, it } from 'vitest';
import type { Fields, Intent, RecordView } from '../../api/core';
import { LOADERS, type TypeName } from '../index.gen';
import { accepting, closing, declining, noting, passingOn, recordingContact, stopping } from '../referral/answering';
import { askingIntents, settlingIntent, tellingIntents } from '../clash/settle';
import { problemsOfChange } from '../validate';
import { deciding, wordsMissing } from './deciding';

const ID = '0197f0aa-0000-7000-8000-000000000001';
const OTHER_ID = '0197f0aa-0000-7000-8000-000000000002';
const ACT = { by: ID, at: '2026-11-22T14:32:00+00:00' };

function view(type: string, stream: string, fields: Fields = {}): RecordView {
  return { record: ID, type, stream, fields } as unknown as RecordView;
}

/** What the phone itself, and the server after it, would object to. */
async function problemsOf(intents: readonly Intent[], role: string): Promise<readonly string[]> {
  const found = await Promise.all(
    intents.map(async (intent) => {
      const declared = await LOADERS[intent.type as TypeName]();
      return problemsOfChange(declared, intent.record === null ? 'create' : 'set', intent.set, { role, today: '2026-11-22' });
    }),
  );
  return found.flat().map((each) => `${each.path} ${each.code}`);
}

describe('what a support worker does', () => {
  const referral = view('referral', `agency/${OTHER_ID}`, { feedback_level: 'outcome' });
  const contact = { at: ACT.at, how: 'other', how_other: 'By letter', who: 'Nia', reached: 'yes', words: 'Met.' } as const;

  it.each([
    ['accepts', [accepting(referral, ACT)]],
    ['declines', [declining(referral, { why: 'other', words: 'Closed this week' }, ACT)]],
    ['passes on', [passingOn(referral, OTHER_ID, ACT)]],
    ['stops', [stopping(referral, 'stop_everything')]],
    ['records a first contact', recordingContact(referral, null, contact, ACT)],
    ['records another contact', recordingContact(referral, { record: ID, type: 'referral_work', stream: referral.stream }, contact, ACT)],
    ['closes', closing(referral, null, { outcome: 'got_part_of_it', words: 'Got part of it' }, ACT)],
    ['notes', [noting(referral, 'Meets at the library.', ACT)]],
  ])('%s by a change that its definition allows', async (_, intents) => {
    expect(await problemsOf(intents, 'support_worker')).toEqual([]);
  });
});

describe('what a supervisor does', () => {
  const person = view('person_supported', 'care/harbour');
  const clash = {
    field: 'age',
    values: [{ change: ID, author: ID, at: ACT.at, received_at: ACT.at, value: {}, in_force: true, saw_other: false, reason: null }],
  };

  it.each([
    ['approves', [deciding(person, ID, 'approve')]],
    ['returns', [deciding(person, ID, 'return', { field: 'age', comment: 'Say how.' })]],
    ['refuses', [deciding(person, ID, 'refuse', { reasons: 'A victim here.' })]],
    ['applies what came late', [deciding(person, ID, 'apply')]],
    ['settles a clash', [settlingIntent(person, clash, { value: { view: 'adult_known', how_known: 'document' }, proof: 'Passport', why: 'Seen' })]],
    ['asks the officers', askingIntents(person, clash, 'Age: how do you know?', '2026-11-24')],
    ['tells the officers', tellingIntents(person, clash, 'Age: decided.', OTHER_ID)],
  ])('%s by a change that its definition allows', async (_, intents) => {
    expect(intents).not.toEqual([]);
    expect(await problemsOf(intents, 'supervisor')).toEqual([]);
  });

  it('cannot be done by an officer', async () => {
    expect(await problemsOf([deciding(person, ID, 'approve')], 'officer')).not.toEqual([]);
  });

  it('needs words where a reason is owed, and spaces are none', () => {
    expect(wordsMissing('refuse', { reasons: '  ' })).toEqual(['reasons']);
    expect(wordsMissing('return', {})).toEqual(['comment']);
    expect(wordsMissing('approve', {})).toEqual([]);
  });
});
