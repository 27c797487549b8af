import { describe, expect, it } from 'vitest';
import { problemsOfChange } from '../validate';
import { AGREEMENT } from '../agreement.gen';
import { ENGAGEMENT } from '../engagement.gen';
import { PERSON_SUPPORTED } from '../person_supported.gen';
import type { RecordDeclared } from '../declaration';
import { yesAs } from './agreement';
import { saidHello } from './quick';
import { intentsOf, type Talk } from './saving';

const PERSON = '0197f0aa-0000-7000-8000-000000000007';
const AGENCY = '0197f0aa-0000-7000-8000-000000000006';
const AUTHOR = '0b0e4c1e-1111-4000-8000-000000000001';
const NOW = '2026-11-22T23:20:00+00:00';
const ASKED = { may_know: ['name', 'ask'], words_read_out: true, understood: 'yes', well: 'yes', until: '2027-02-22' };
const TALKED = {
  contact: 'talked',
  street: 'Ropewalk Street',
  happened_at: NOW,
  with_them: 'alone',
  approach: 'officer',
  age: { view: 'adult_believed' },
  immediate_need: ['none_seen'],
  name_used: 'Juniper',
};
const TALK: Talk = {
  values: TALKED,
  asked: ASKED,
  agreements: [],
  stream: 'care/harbour',
  author: AUTHOR,
  now: NOW,
  draft: 'd1',
  new_engagement: '0197f0aa-0000-7000-8000-0000000000e1',
  new_person: PERSON,
};
const TYPES: Readonly<Record<string, RecordDeclared>> = {
  engagement: ENGAGEMENT,
  agreement: AGREEMENT,
  person_supported: PERSON_SUPPORTED,
};

describe('the two-tap log', () => {
  it('is a complete record of exactly what the key says', () => {
    const set = saidHello({ street: 'Ropewalk Street', happened_at: NOW, patrol: null, same_person_as: null });

    expect(problemsOfChange(ENGAGEMENT, 'create', set, { role: 'officer' })).toEqual([]);
    expect(Object.keys(set).sort()).toEqual(['age', 'contact', 'happened_at', 'immediate_need', 'street']);
  });
});

describe('a yes', () => {
  it('stands when they were alone, well and understood', () => {
    expect(yesAs({ with_them: 'alone' }, ASKED)).toEqual({ state: 'given', why: null });
  });

  it.each([
    ['somebody was near', { with_them: 'somebody_near' }, ASKED],
    ['a child was with them', { with_them: 'with_child' }, ASKED],
    ['nobody wrote down who was near', {}, ASKED],
    ['they could not follow', { with_them: 'alone' }, { ...ASKED, understood: 'no' }],
    ['they were not well', { with_them: 'alone' }, { ...ASKED, well: 'no' }],
    ['an interpreter was needed and none was there', { with_them: 'alone', interpreter: 'needed_none' }, ASKED],
  ])('is kept as ask again when %s', (_why, engagement, asked) => {
    const { state, why } = yesAs(engagement, asked);

    expect(state).toBe('ask_again');
    expect(why).toMatch(/ask again before sharing/);
  });
});

describe('a conversation', () => {
  it('makes no record of a person of whom nothing was asked', () => {
    const { intents, person } = intentsOf({ ...TALK, values: { ...TALKED, name_used: '' } });

    expect(person).toBeNull();
    expect(intents.map((intent) => intent.type)).toEqual(['engagement']);
  });

  it('writes person, conversation and agreement together, each naming the others', () => {
    const { intents } = intentsOf({ ...TALK, agreements: [{ agency: AGENCY, record: 'pair', before: null }] });

    expect(intents.map((intent) => intent.type)).toEqual(['person_supported', 'engagement', 'agreement']);
    expect(intents[1]?.set).toMatchObject({ person: PERSON, agreements: { add: ['pair'], remove: [] } });
    expect(intents[2]?.set).toMatchObject({ person: PERSON, agency: AGENCY, state: 'given', asked_by: AUTHOR });
  });

  it('is accepted by the rules of each of its records', () => {
    const agreements = [{ agency: AGENCY, record: PERSON, before: null }];

    const { intents } = intentsOf({ ...TALK, agreements });

    for (const { type, set } of intents) {
      const declared = TYPES[type];
      if (declared === undefined) throw new Error(type);
      expect(problemsOfChange(declared, 'create', set, { role: 'officer' })).toEqual([]);
    }
  });

  it('takes out of an older agreement what they no longer want shared', () => {
    const before = { person: PERSON, agency: AGENCY, state: 'given', may_know: ['facts', 'name'] };
    const values = { ...TALKED, person: PERSON };

    const { intents } = intentsOf({ ...TALK, values, agreements: [{ agency: AGENCY, record: 'pair', before }] });

    const agreement = intents.find((intent) => intent.type === 'agreement');
    expect(agreement?.record).toBe('pair');
    expect(agreement?.set['may_know']).toEqual({ add: ['ask'], remove: ['facts'] });
    expect(agreement?.set).not.toHaveProperty('person');
  });

  it('says who checked the safe way, and that it is true for fourteen days', () => {
    const { intents } = intentsOf({ ...TALK, values: { ...TALKED, safe_contact: { how: 'by_worker' } } });

    expect(intents[0]?.set['safe_contact']).toEqual({
      how: 'by_worker',
      true_until: '2026-12-06',
      checked_by: AUTHOR,
      checked_at: NOW,
    });
  });
});
